"""The home page: what this is, and the ways in."""

from __future__ import annotations

from datasette import Request

from kb.site import distance
from kb.site.facet import by_name
from kb.site.page import Page
from kb.site.site import Site

PATH = r"/$"
WORST = 5
"""Gaps that are shown."""


async def show(site: Site, request: Request) -> Page:  # noqa: ARG001 - a page like any other
    """Show counts, facets, documents, kinds of guidance and contradictions."""
    return Page(
        "home",
        {
            "counts": await site.row("counts"),
            "facets": by_name(await site.rows("home_facets")),
            "documents": await site.rows("documents"),
            "guidance_kinds": await site.rows("guidance_kinds"),
            "worst": await distance.worst(site, WORST),
            "contradictions": await site.rows("contradictions"),
        },
    )
