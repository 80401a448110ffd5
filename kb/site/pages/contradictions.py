"""Where the documents, or parts of one, contradict each other."""

from __future__ import annotations

from datasette import Request

from kb.site.page import Page
from kb.site.site import Site

PATH = r"/contradictions$"


async def show(site: Site, request: Request) -> Page:  # noqa: ARG001 - a page like any other
    """Show pairs side by side."""
    return Page("contradictions", {"pairs": await site.rows("contradictions")})
