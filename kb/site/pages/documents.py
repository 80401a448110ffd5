"""The documents."""

from __future__ import annotations

from datasette import Request

from kb.site.page import Page
from kb.site.site import Site

PATH = r"/documents$"


async def show(site: Site, request: Request) -> Page:  # noqa: ARG001 - a page like any other
    """Show all documents with what was found in them."""
    return Page("documents", {"documents": await site.rows("documents")})
