"""Where the documents, or parts of one, contradict each other."""

from __future__ import annotations

import json

from datasette import Request, Response

from kb.site.listing.narrowing import narrowed
from kb.site.listing.selection import page_number
from kb.site.page import Page
from kb.site.site import Row, Site

PATH = r"/contradictions$"
VALUES = {"scope": ("between", "within"), "record": ("claim", "guidance")}
PAGE_SIZE = 30


async def show(site: Site, request: Request) -> Page | Response:
    """Show pairs side by side."""
    narrowing = narrowed(request, *VALUES)
    chosen = narrowing.chosen
    page = page_number(request)
    skip = (page - 1) * PAGE_SIZE
    rows = await site.rows("contradictions", **chosen, size=PAGE_SIZE, skip=skip)
    if skip and not rows:  # a page beyond the last
        return Response.redirect(site.link("/contradictions", **chosen))
    return Page(
        "contradictions",
        {
            "pairs": [_read(row) for row in rows],
            "total": rows[0]["total"] if rows else 0,
            "page": page,
            "last_page": max(1, -(-rows[0]["total"] // PAGE_SIZE)) if rows else 1,
            "narrowing": narrowing,
            "unknown": narrowing.unknown(VALUES),
            "facets": narrowing.facets(await site.lasting("contradiction_facets", **chosen)),
        },
    )


def _read(row: Row) -> Row:
    return {**row, **{side: json.loads(row[side]) for side in ("from_documents", "to_documents")}}
