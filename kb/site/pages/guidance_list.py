"""What the documents advise, warn, require, ask and define."""

from __future__ import annotations

import json
from itertools import groupby

from datasette import Request, Response

from kb.schema.vocabulary import GuidanceKind
from kb.site.listing.narrowing import narrowed
from kb.site.listing.selection import page_number
from kb.site.page import Page
from kb.site.site import Row, Site

PATH = r"/guidance$"
FIRST = 6
"""Pieces of each kind that are shown as long as no kind is chosen."""
PAGE_SIZE = 50


async def show(site: Site, request: Request) -> Page | Response:
    """Show the first of every kind of guidance, or a page of one kind."""
    narrowing = narrowed(request, "kind", "document", "population")
    chosen = narrowing.chosen
    page = page_number(request) if chosen["kind"] else 1
    size = PAGE_SIZE if chosen["kind"] else FIRST
    rows = await site.rows("guidance_list", **chosen, size=size, skip=(page - 1) * size)
    if page > 1 and not rows:  # a page beyond the last
        return Response.redirect(site.link("/guidance", **chosen))
    known = {
        "kind": list(GuidanceKind),
        "document": [row["document_id"] for row in await site.lasting("documents")],
        "population": [r["id"] for r in await site.lasting("term_ids", kind="population")],
    }
    return Page(
        "guidance_list",
        {
            "groups": _groups(rows),
            "page": page,
            "last_page": -(-rows[0]["n_kind"] // size) if rows and chosen["kind"] else 1,
            "narrowing": narrowing,
            "unknown": narrowing.unknown(known),
            "facets": narrowing.facets(await site.lasting("guidance_facets", **chosen)),
        },
    )


def _groups(rows: list[Row]) -> list[tuple[str, list[Row]]]:
    """Guidance by kind, each piece with its documents."""
    read = [{**row, "documents": json.loads(row["documents"])} for row in rows]
    return [(kind, list(group)) for kind, group in groupby(read, key=lambda row: row["kind"])]
