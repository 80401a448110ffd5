"""The studies: by words, design, how far they were read, and population; in orders and pages."""

from __future__ import annotations

from dataclasses import dataclass

from datasette import Request, Response

from kb.database.search import expressions
from kb.schema.study_vocabulary import Design, ReadingLevel
from kb.site.listing.narrowing import Narrowing, Unknown, narrowed
from kb.site.listing.selection import page_number
from kb.site.page import Page
from kb.site.site import Row, Site

PATH = r"/studies$"
PAGE_SIZE = 50
FACETS = ("design", "reading", "population")
SORTS = {
    "title": "A to Z",
    "people": "most people",
    "claims": "most claims",
    "findings": "most findings",
}
"""Orders by name, the usual one first."""


@dataclass(frozen=True, slots=True)
class Found:
    """A page of studies, the expression that found them, and whether some words are missing."""

    rows: list[Row]
    expression: str | None
    loose: bool


async def show(site: Site, request: Request) -> Page | Response:
    """Show a page of the studies that the address asks for."""
    narrowing = narrowed(request, "q", *FACETS, "sort")
    page = page_number(request)
    found = await _found(site, narrowing, page)
    if page > 1 and not found.rows:  # a page beyond the last
        return Response.redirect(site.link("/studies", **narrowing.chosen))
    total = found.rows[0]["total"] if found.rows else 0
    return Page(
        "studies",
        {
            "studies": found.rows,
            "total": total,
            "loose": found.loose,
            "sorts": SORTS,
            "page": page,
            "last_page": max(1, -(-total // PAGE_SIZE)),
            "narrowing": narrowing,
            "unknown": await _unknown(site, narrowing, found),
            "facets": narrowing.facets(await site.rows("study_facets", **_asked(narrowing, found))),
        },
    )


def _asked(narrowing: Narrowing, found: Found) -> dict[str, str | None]:
    return {"words": found.expression, **{facet: narrowing.chosen[facet] for facet in FACETS}}


async def _found(site: Site, narrowing: Narrowing, page: int) -> Found:
    """What has all the words; where nothing has, what has any of them."""
    asked: list[str | None] = [*expressions(narrowing.chosen["q"] or "")] or [None]
    window = {"size": PAGE_SIZE, "skip": (page - 1) * PAGE_SIZE}
    for expression in asked:
        rows = await site.rows("studies", words=expression, **narrowing.chosen, **window)
        if rows:
            return Found(rows, expression, loose=expression != asked[0])
    return Found([], asked[-1], loose=False)


async def _unknown(site: Site, narrowing: Narrowing, found: Found) -> list[Unknown]:
    """An order that there is not; where nothing is found, values that there are not too."""
    known: dict[str, list[str]] = {"sort": list(SORTS)}
    if not found.rows:
        populations = [row["value"] for row in await site.rows("study_values")]
        known |= {"design": list(Design), "reading": list(ReadingLevel), "population": populations}
    return Narrowing({name: narrowing.chosen[name] for name in known}).unknown(known)
