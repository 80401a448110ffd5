"""The gaps: where what is said and what is known part, by severity, kind and document."""

from __future__ import annotations

from datasette import Request, Response

from kb.site import distance
from kb.site.narrowing import narrowed
from kb.site.page import Page
from kb.site.selection import page_number
from kb.site.site import Site

PATH = r"/gaps$"
PAGE_SIZE = 50


async def show(site: Site, request: Request) -> Page | Response:
    """Show a page of the gaps that the address asks for."""
    narrowing = narrowed(request, *distance.ANY)
    page = page_number(request)
    skip = (page - 1) * PAGE_SIZE
    gaps = await distance.asked(site, narrowing.chosen, size=PAGE_SIZE, skip=skip)
    if skip and not gaps:  # a page beyond the last
        return Response.redirect(site.link("/gaps", **narrowing.chosen))
    n_groups = gaps[0]["n_groups"] if gaps else 0
    return Page(
        "gaps",
        {
            "gaps": gaps,
            "total": gaps[0]["total"] if gaps else 0,
            "page": page,
            "last_page": max(1, -(-n_groups // PAGE_SIZE)),
            "narrowing": narrowing,
            "facets": narrowing.facets(await site.rows("gap_facets", **narrowing.chosen)),
        },
    )
