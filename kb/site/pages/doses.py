"""Doses: what is advised against what was studied, on common axes, and every dose by itself."""

from __future__ import annotations

from datasette import Request, Response

from kb.site.drawing.dosing import MEASURES, compared, told
from kb.site.listing import dose_list
from kb.site.listing.narrowing import narrowed
from kb.site.listing.selection import page_number
from kb.site.page import Page
from kb.site.sharing.export_menu import table
from kb.site.site import Site

PATH = r"/doses$"
PARTS = ("advised", "told", "studied")
LANES = 30
"""Populations that are compared; those with most arms."""
PAGE_SIZE = 25


async def show(site: Site, request: Request) -> Page | Response:
    """Show the doses for all, or for the one population that the address asks for."""
    narrowing = narrowed(request, "population", "part")
    chosen = narrowing.chosen
    page = page_number(request)
    skip = (page - 1) * PAGE_SIZE
    counts = await site.lasting("dose_counts")
    totals = dose_list.counted(counts, chosen)
    total = sum(totals.values())
    rows = await dose_list.page(site, totals, chosen, skip, PAGE_SIZE)
    if skip and not rows:  # a page beyond the last
        return Response.redirect(site.link("/doses", **chosen))
    population = chosen["population"]
    studied = await site.lasting("doses_studied", population=population, size=LANES)
    known = await site.lasting("term_ids", kind="population")
    return Page(
        "doses",
        {
            "comparison": compared(await site.lasting("doses_advised"), studied),
            "n_populations": studied[0]["n_populations"] if studied else 0,
            "all_measures": MEASURES,
            "rows": rows,
            "measures": told(rows),
            "total": total,
            "page": page,
            "last_page": max(1, -(-total // PAGE_SIZE)),
            "narrowing": narrowing,
            "menu": table("dose_table", "practice"),
            "unknown": narrowing.unknown({"population": [r["id"] for r in known], "part": PARTS}),
            "facets": narrowing.facets(dose_list.facets(counts, chosen)),
        },
    )
