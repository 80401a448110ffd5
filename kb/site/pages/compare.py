"""Compare: what can be held against what."""

from __future__ import annotations

from datasette import Request

from kb.site.drawing.fan import fans
from kb.site.page import Page
from kb.site.site import Site

PATH = r"/compare$"
SHOWN = 1
"""Statements whose matrix is shown here."""
LISTED = 100
"""Documents that are offered."""


async def show(site: Site, request: Request) -> Page:  # noqa: ARG001 - a page like any other
    """Show the ways to compare, each with a taste of it."""
    statements = await site.lasting("compare_statements", document=None, size=SHOWN, skip=0)
    return Page(
        "compare",
        {
            "counts": (await site.lasting("compare_counts"))[0],
            "fans": await fans(site, statements),
            "n_statements": statements[0]["total"] if statements else 0,
            "documents": (await site.lasting("documents"))[:LISTED],
        },
    )
