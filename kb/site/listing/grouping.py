"""Terms gathered under few broader ones, each with all that is narrower, as the filters have it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kb.site.site import Row

TOO_MUCH = 0.5
"""A group with more than this share of everything says little: its parts stand below it."""


@dataclass(frozen=True, slots=True)
class Group:
    """Terms that are shown as one: a term with all narrower ones, or the rest, which has no id."""

    id: str | None
    label: str
    terms: frozenset[str]
    weight: int
    is_split: bool = False


class Forest:
    """Terms, what is narrower than each, and how much each is used."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = {row["id"]: row for row in rows}
        self.narrower: dict[str, list[str]] = defaultdict(list)
        self.tops: list[str] = []
        for row in self.rows.values():
            broader = [term for term in json.loads(row["broader"]) if term in self.rows]
            for term in broader:
                self.narrower[term].append(row["id"])
            if not broader:
                self.tops.append(row["id"])

    def groups(self, terms: Iterable[str]) -> list[Group]:
        """A group for each of some terms that is used, or a narrower one is."""
        found = (self._group(term) for term in terms)
        return [group for group in found if group.weight]

    def weight(self, terms: Iterable[str]) -> int:
        """How much some terms are used."""
        return sum(self.rows[term]["n"] for term in terms)

    def _group(self, term: str) -> Group:
        under = frozenset(self._under(term))
        return Group(term, self.rows[term]["label"], under, self.weight(under))

    def _under(self, term: str) -> Iterable[str]:
        yield term
        for each in self.narrower[term]:
            yield from self._under(each)


def grouped(rows: Iterable[Row], most: int, rest: str) -> list[Group]:
    """At most so many groups, the most used first; what is left over is one group, the last."""
    forest = Forest(rows)
    groups = _sorted(forest.groups(forest.tops))
    while refined := _refined(forest, groups, most):
        groups = refined
    return _folded(forest, groups, most, rest)


def _refined(forest: Forest, groups: Sequence[Group], most: int) -> list[Group] | None:
    """The groups with the parts of the first that should have them; None when none should."""
    everything = forest.weight(forest.rows)
    present = {group.id for group in groups}
    for index, group in enumerate(groups):
        parts = forest.groups(set(forest.narrower[group.id or ""]) - present)
        is_wanted = len(groups) + len(parts) <= most or group.weight > TOO_MUCH * everything
        if parts and is_wanted and not group.is_split:
            split = replace(group, is_split=True)
            return _sorted([*groups[:index], split, *parts, *groups[index + 1 :]])
    return None


def _folded(forest: Forest, groups: list[Group], most: int, rest: str) -> list[Group]:
    if len(groups) <= most:
        return groups
    kept, left = groups[: most - 1], groups[most - 1 :]
    terms = frozenset[str]().union(*(group.terms for group in left))
    return [*kept, Group(None, rest, terms, forest.weight(terms))]


def _sorted(groups: Iterable[Group]) -> list[Group]:
    return sorted(groups, key=lambda group: (-group.weight, not group.is_split, group.label))
