"""What a reader has asked of the table of claims: kept in the address, and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from datasette import Request

FACETS = {
    "kind": "Kind",
    "population": "Population",
    "intervention": "Intervention",
    "outcome": "Outcome",
    "direction": "Direction",
    "document": "Document",
    "verdict": "Verdict",
    "certainty": "Certainty",
    "status": "Status",
}
"""Facets in the order in which they are shown."""
SORTS = {
    "statements": "most often said",
    "documents": "most documents",
    "studies": "most studies",
    "claim": "A to Z",
    "population": "population",
    "outcome": "outcome",
    "kind": "kind",
}
BEST = {"best": "best match"}
PAGE_SIZE = 50
MOST_CHOSEN = 50
"""Values of one facet that are looked at."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Words, chosen values by facet, order and page."""

    words: str
    chosen: Mapping[str, tuple[str, ...]]
    sort: str
    page: int

    @property
    def sorts(self) -> dict[str, str]:
        """The orders there are: by match only where there are words."""
        return {**BEST, **SORTS} if self.words else SORTS

    @property
    def usual_sort(self) -> str:
        """The order that is not named in the address."""
        return next(iter(self.sorts))

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was asked for at all."""
        return bool(self.words or any(self.chosen.values()))

    def address(self, **changed: str | int) -> dict[str, object]:
        """Parameters of the address of this selection, some of them changed."""
        sort = None if self.sort == self.usual_sort else self.sort
        return {"q": self.words, **self.chosen, "sort": sort, **changed}

    def toggled(self, facet: str, value: str) -> dict[str, object]:
        """Parameters of the address in which a value is chosen, or no longer."""
        old = self.chosen[facet]
        new = tuple(one for one in old if one != value) if value in old else (*old, value)
        return replace(self, chosen={**self.chosen, facet: new}).address()

    def without_words(self) -> dict[str, object]:
        """Parameters of the address of the same choices without the words."""
        return replace(self, words="").address(sort="")

    def parameters(self) -> dict[str, object]:
        """Parameters of the queries."""
        return {facet: json.dumps(values) for facet, values in self.chosen.items()}


def selected(request: Request) -> Selection:
    """The selection that a request's address holds; what makes no sense is passed over."""
    words = request.args.get("q", "").strip()
    chosen = {facet: _values(request, facet) for facet in FACETS}
    selection = Selection(words, chosen, "", page_number(request))
    sort = request.args.get("sort")
    known = sort if sort in selection.sorts else selection.usual_sort
    return replace(selection, sort=known)


def _values(request: Request, facet: str) -> tuple[str, ...]:
    values = filter(None, request.args.getlist(facet))
    return tuple(dict.fromkeys(values))[:MOST_CHOSEN]


def page_number(request: Request) -> int:
    """The page that an address asks for; 1 where it asks for none that could be."""
    written = request.args.get("page", "1")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 7 else 1  # noqa: PLR2004 - a million pages
