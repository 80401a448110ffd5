"""Questions that people ask, each a query with a page of its own."""

from __future__ import annotations

from datasette import Request

from kb.site.asking.named_query import named
from kb.site.page import Page
from kb.site.site import Site

PATH = r"/queries$"


async def show(site: Site, request: Request) -> Page:  # noqa: ARG001 - a page like any other
    """Show the named queries."""
    return Page("queries", {"queries": list(named().values())})
