"""Terms as trees, each below every broader one; what is below it is told once."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.site.site import Row


@dataclass(frozen=True, slots=True)
class Branch:
    """A term with those below it; `is_told` where they stand at another place of the page."""

    term: Row
    below: tuple[Branch, ...]
    is_told: bool

    @property
    def size(self) -> int:
        """How many lines it takes."""
        return 1 + sum(branch.size for branch in self.below)


def trees(rows: Sequence[Row]) -> list[Branch]:
    """The trees of terms of one kind, in their order."""
    known = {row["term_id"] for row in rows}
    below: dict[str, list[Row]] = defaultdict(list)
    roots = []
    for row in rows:
        broader = [key for key in json.loads(row["broader"]) if key in known]
        for key in broader:
            below[key].append(row)
        if not broader:
            roots.append(row)
    told: set[str] = set()
    return [_branch(row, below, told) for row in roots]


def _branch(term: Row, below: dict[str, list[Row]], told: set[str]) -> Branch:
    key = term["term_id"]
    is_told = key in told and bool(below.get(key))
    told.add(key)
    under = [] if is_told else below.get(key, [])
    return Branch(term, tuple(_branch(row, below, told) for row in under), is_told)


def paged(branches: Iterable[Branch], most: int) -> list[list[Branch]]:
    """Trees in pages of about so many lines."""
    pages: list[list[Branch]] = []
    left = 0
    for branch in branches:
        if branch.size > left:
            pages.append([])
            left = most
        pages[-1].append(branch)
        left -= branch.size
    return pages
