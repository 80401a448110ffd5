"""The sources: every entry of the bibliography, searched and narrowed."""

from __future__ import annotations

from datasette import Request, Response

from kb.database.search import expressions
from kb.site.listing.facet import by_name
from kb.site.listing.narrowing import Narrowing, Unknown, narrowed
from kb.site.listing.selection import page_number
from kb.site.page import Page
from kb.site.site import Row, Site

PATH = r"/sources$"
PAGE_SIZE = 50
LONGEST = 500
"""Characters of a question that are looked at."""
ROLES = ("study", "document", "context")
SORTS = {"name": "by name", "newest": "newest first"}
NOTHING = '""'
"""An expression that finds nothing: what was typed has no word in it."""


async def show(site: Site, request: Request) -> Page | Response:
    """Show a page of the sources that the address asks for."""
    narrowing = narrowed(request, "role", "type", "decade", "standing")
    words = request.args.get("q", "").strip()[:LONGEST]
    sort = request.args.get("sort") or "name"
    page = page_number(request)
    skip = (page - 1) * PAGE_SIZE
    expression, rows = await _found(site, narrowing, words, sort=sort, skip=skip)
    address = {"q": words, **narrowing.chosen, "sort": sort if sort in SORTS else None}
    if skip and not rows:  # a page beyond the last
        return Response.redirect(site.link("/sources", **address))
    total = rows[0]["total"] if rows else 0
    facets = await site.rows("source_facets", words=expression, **narrowing.chosen)
    return Page(
        "sources",
        {
            "sources": rows,
            "total": total,
            "words": words,
            "sort": sort,
            "sorts": SORTS,
            "page": page,
            "last_page": max(1, -(-total // PAGE_SIZE)),
            "address": {**address, "sort": None if sort == "name" else address["sort"]},
            "narrowing": narrowing,
            "facets": narrowing.facets(facets),
            "unknown": [] if rows else await _unknown(site, narrowing),
        },
    )


async def _found(
    site: Site, narrowing: Narrowing, words: str, **asked: object
) -> tuple[str | None, list[Row]]:
    """What has all the words, or else some of them, with the expression that found it."""
    tried = list(expressions(words)) if words else [None]
    for expression in tried:
        rows = await site.rows(
            "sources", words=expression, size=PAGE_SIZE, **narrowing.chosen, **asked
        )
        if rows:
            return expression, rows
    return (tried or [NOTHING])[0], []


async def _unknown(site: Site, narrowing: Narrowing) -> list[Unknown]:
    values = by_name(await site.lasting("source_values"))
    known = {name: [row["value"] for row in rows] for name, rows in values.items()}
    return narrowing.unknown({**dict.fromkeys(narrowing.chosen, ()), **known, "role": ROLES})
