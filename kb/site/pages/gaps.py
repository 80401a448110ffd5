"""The gaps: where what is said and what is known part, by severity, kind and document."""

from __future__ import annotations

from itertools import groupby

from datasette import Request, Response

from kb.schema.vocabulary import Severity
from kb.site.listing import distance
from kb.site.listing.facet import by_name
from kb.site.listing.narrowing import Narrowing, Unknown, narrowed
from kb.site.listing.selection import page_number
from kb.site.page import Page
from kb.site.sharing.export_menu import table
from kb.site.site import Row, Site

PATH = r"/gaps$"
PAGE_SIZE = 25
MOST_DOCUMENTS = 100
"""Documents to choose from, those with most gaps; a document's own page leads to its gaps."""


async def show(site: Site, request: Request) -> Page | Response:
    """Show a page of the gaps that the address asks for."""
    narrowing = narrowed(request, *distance.ANY)
    page = page_number(request)
    skip = (page - 1) * PAGE_SIZE
    chosen = narrowing.chosen
    counted = await site.lasting("gap_facets", **chosen, most=MOST_DOCUMENTS)
    totals = _totals(counted, chosen["severity"])
    total = sum(totals.values())
    gaps = await distance.page(site, totals, chosen, skip, PAGE_SIZE)
    if skip and not gaps:  # a page beyond the last
        return Response.redirect(site.link("/gaps", **chosen))
    return Page(
        "gaps",
        {
            "groups": _groups(gaps),
            "total": total,
            "page": page,
            "last_page": max(1, -(-total // PAGE_SIZE)),
            "narrowing": narrowing,
            "unknown": [] if gaps else await _unknown(site, narrowing),
            "facets": narrowing.facets(counted),
            "data": _data(narrowing),
            "menu": table("gap_report"),
        },
    )


def _totals(counted: list[Row], severity: str | None) -> dict[str, int]:
    """How many gaps there are of each severity that is asked for, most misleading first."""
    found = {row["value"]: row["n"] for row in counted if row["facet"] == "severity"}
    return {value: n for value, n in found.items() if severity in (None, value)}


def _groups(gaps: list[Row]) -> list[tuple[Row, list[Row]]]:
    """Gaps of one severity and kind together, with the first for what they share."""
    grouped = groupby(gaps, key=lambda gap: (gap["severity"], gap["kind"]))
    return [(members[0], members) for _, group in grouped for members in [list(group)]]


async def _unknown(site: Site, narrowing: Narrowing) -> list[Unknown]:
    values = by_name(await site.lasting("gap_values"))
    known = {facet: [row["value"] for row in values.get(facet, [])] for facet in narrowing.chosen}
    return narrowing.unknown({**known, "severity": list(Severity)})


def _data(narrowing: Narrowing) -> tuple[str, dict[str, str]]:
    """The view that has the same rows, and what they are narrowed by."""
    columns = {"document": "document_id", "claim": "claim_id"}
    equal = {columns.get(name, name): value for name, value in narrowing.chosen.items() if value}
    return ("claim_gap" if narrowing.chosen["claim"] else "gap_report"), equal
