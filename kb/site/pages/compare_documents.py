"""Two documents side by side: claims, voices, contradictions, doses, hazards."""

from __future__ import annotations

import json

from datasette import Request

from kb.site.listing.facet import by_name
from kb.site.listing.narrowing import narrowed
from kb.site.page import Page
from kb.site.site import Row, Site

PATH = r"/compare/documents$"
BOTH = 60
ONE = 15
"""Claims that are shown of those that both make, and of those that only one makes."""
LISTED = 100
"""Documents that are offered."""
HEDGING = ("left_hedging", "right_hedging")


async def show(site: Site, request: Request) -> Page:
    """Show the two documents that the address names; the first two where it names none."""
    narrowing = narrowed(request, "left", "right")
    documents = {row["document_id"]: row for row in await site.lasting("documents")}
    named = [*narrowing.chosen.values()] if any(narrowing.chosen.values()) else [*documents]
    left, right = (documents.get(name or "") for name in [*named, None, None][:2])
    context = {
        "documents": list(documents.values())[:LISTED],
        "left": left,
        "right": right,
        "narrowing": narrowing,
        "unknown": narrowing.unknown({"left": documents, "right": documents}),
        "is_same": bool(left) and left == right,
    }
    if left and right and left != right:
        context |= await _beside(site, left["document_id"], right["document_id"])
    return Page("compare_documents", context)


async def _beside(site: Site, left: str, right: str) -> Row:
    pair = {"left": left, "right": right}
    voices = by_name(await site.lasting("compare_voices", **pair))
    return {
        "beside": True,
        "voices": voices,
        "totals": {
            facet: [sum(row[side] for row in rows) for side in ("left_n", "right_n")]
            for facet, rows in voices.items()
        },
        "both": await _claims(site, pair, "both", BOTH),
        "only": [await _claims(site, pair, side, ONE) for side in ("left", "right")],
        "against": await site.lasting("compare_against", **pair),
        "doses": [await site.lasting("compare_doses", document=each) for each in (left, right)],
        "hazards": await site.lasting("compare_hazards", **pair),
    }


async def _claims(site: Site, pair: dict[str, str], which: str, size: int) -> list[Row]:
    rows = await site.lasting("compare_claims", **pair, which=which, size=size)
    return [{**row, **{side: json.loads(row[side] or "[]") for side in HEDGING}} for row in rows]
