"""The vocabulary of the knowledge base's own: populations, interventions, outcomes and more."""

from __future__ import annotations

from itertools import groupby

from datasette import Request, Response

from kb.site.listing.narrowing import narrowed
from kb.site.listing.selection import page_number
from kb.site.listing.tree import Branch, paged, trees
from kb.site.page import Page
from kb.site.site import Row, Site

PATH = r"/terms$"
MOST = 500
"""Terms of one page; where there are more, each kind is shown by itself."""
FIRST = 12
"""Trees of each kind that are shown where the kinds are too large to stand together."""


async def show(site: Site, request: Request) -> Page | Response:
    """Show all terms by kind, or a page of one kind."""
    narrowing = narrowed(request, "kind")
    rows = await site.lasting("terms")
    kinds = {kind: list(group) for kind, group in groupby(rows, key=lambda row: row["kind"])}
    unknown = narrowing.unknown({"kind": kinds})
    kind = None if unknown else narrowing.chosen["kind"]
    pages = paged(trees(kinds[kind]), MOST) if kind else []
    page = page_number(request) if kind else 1
    if kind and page > len(pages):
        return Response.redirect(site.link("/terms", kind=kind))
    shown = {kind: pages[page - 1]} if kind else _together(kinds)
    return Page(
        "terms",
        {
            "kind": kind,
            "counts": {name: len(terms) for name, terms in kinds.items()},
            "groups": shown,
            "is_short": not kind and len(rows) > MOST,
            "unknown": unknown,
            "page": page,
            "last_page": len(pages) or 1,
        },
        status=400 if unknown else 200,
    )


def _together(kinds: dict[str, list[Row]]) -> dict[str, list[Branch]]:
    found = {kind: trees(terms) for kind, terms in kinds.items()}
    if sum(map(len, kinds.values())) <= MOST:
        return found
    return {kind: [_alone(branch) for branch in some[:FIRST]] for kind, some in found.items()}


def _alone(branch: Branch) -> Branch:
    return Branch(branch.term, (), is_told=bool(branch.below))
