"""The vocabulary of the knowledge base's own: populations, interventions, outcomes and more."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from datasette import Request, Response

from kb.site.listing.narrowing import narrowed
from kb.site.listing.selection import page_number
from kb.site.listing.tree import Branch, paged, trees
from kb.site.page import Page
from kb.site.site import Row, Site, sql

PATH = r"/terms$"
MOST = 500
"""Terms of one page; where there are more, each kind is shown by itself."""
FIRST = 12
"""Trees of each kind that are shown where the kinds are too large to stand together."""


@dataclass(frozen=True, slots=True)
class Kind:
    """All terms of one kind."""

    n: int
    trees: list[Branch]
    pages: list[list[Branch]]


async def show(site: Site, request: Request) -> Page | Response:
    """Show all terms by kind, or a page of one kind."""
    narrowing = narrowed(request, "kind")
    kinds = await site.once(("terms", MOST), _gathered)
    unknown = narrowing.unknown({"kind": kinds})
    kind = None if unknown else narrowing.chosen["kind"]
    pages = kinds[kind].pages if kind else []
    page = page_number(request) if kind else 1
    if kind and page > len(pages):
        return Response.redirect(site.link("/terms", kind=kind))
    counts = {name: each.n for name, each in kinds.items()}
    is_short = sum(counts.values()) > MOST
    return Page(
        "terms",
        {
            "kind": kind,
            "counts": counts,
            "groups": {kind: pages[page - 1]} if kind else _together(kinds, is_short=is_short),
            "is_short": not kind and is_short,
            "unknown": unknown,
            "page": page,
            "last_page": len(pages) or 1,
        },
        status=400 if unknown else 200,
    )


def _gathered(connection: sqlite3.Connection) -> dict[str, Kind]:
    """Every kind that there is, its terms as trees: of very many, the work of a second."""
    rows = (dict(row) for row in connection.execute(sql("terms")))
    return {kind: _kind(list(group)) for kind, group in groupby(rows, key=itemgetter("kind"))}


def _kind(rows: list[Row]) -> Kind:
    found = trees(rows)
    return Kind(len(rows), found, paged(found, MOST))


def _together(kinds: dict[str, Kind], *, is_short: bool) -> dict[str, list[Branch]]:
    if not is_short:
        return {kind: each.trees for kind, each in kinds.items()}
    return {kind: [_alone(branch) for branch in each.trees[:FIRST]] for kind, each in kinds.items()}


def _alone(branch: Branch) -> Branch:
    return Branch(branch.term, (), is_told=bool(branch.below))
