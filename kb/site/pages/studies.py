"""The studies, by design and by how far they were read."""

from __future__ import annotations

from datasette import Request

from kb.site.narrowing import narrowed
from kb.site.page import Page
from kb.site.site import Site

PATH = r"/studies$"


async def show(site: Site, request: Request) -> Page:
    """Show the studies that the address asks for."""
    narrowing = narrowed(request, "design", "reading")
    return Page(
        "studies",
        {
            "studies": await site.rows("studies", **narrowing.chosen),
            "narrowing": narrowing,
            "facets": narrowing.facets(await site.rows("study_facets", **narrowing.chosen)),
        },
    )
