"""The sources: every entry of the bibliography."""

from __future__ import annotations

from datasette import Request

from kb.site.page import Page
from kb.site.site import Site

PATH = r"/sources$"


async def show(site: Site, request: Request) -> Page:  # noqa: ARG001 - a page like any other
    """Show all sources with what rests on them."""
    return Page("sources", {"sources": await site.rows("sources")})
