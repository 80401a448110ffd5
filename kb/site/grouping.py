"""Terms gathered under few broader ones: a forest cut so that each term falls into one group."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.site.site import Row

TOO_MUCH = 0.5
"""A group with more than this share of everything says little: it is split whatever it costs."""


@dataclass(frozen=True, slots=True)
class Group:
    """Terms that are shown as one: a term with all narrower ones, a term alone, or the rest."""

    id: str | None
    label: str
    terms: tuple[str, ...]
    weight: int


class Forest:
    """Terms, each below the broader one that is used most, and how much each is used."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = {row["id"]: row for row in rows}
        self.below: dict[str | None, list[str]] = defaultdict(list)
        for row in self.rows.values():
            broader = [key for key in json.loads(row["broader"]) if key in self.rows]
            above = max(broader, key=lambda key: (self.rows[key]["n"], key), default=None)
            self.below[above].append(row["id"])

    def whole(self, term: str) -> Group:
        """A term with all that is narrower."""
        terms = list(self._under(term))
        used = tuple(each for each in terms if self.rows[each]["n"])
        weight = sum(self.rows[each]["n"] for each in terms)
        return Group(term, self.rows[term]["label"], used, weight)

    def split(self, group: Group) -> list[Group]:
        """The term of a group alone, and each narrower one with what is below it."""
        if group.id is None or group.terms == (group.id,):
            return [group]
        alone = self.rows[group.id]
        parts = [Group(group.id, group.label, (group.id,), alone["n"])]
        parts += [self.whole(term) for term in self.below[group.id]]
        return [part for part in parts if part.weight]

    def _under(self, term: str) -> Iterable[str]:
        yield term
        for each in self.below[term]:
            yield from self._under(each)


def grouped(rows: Iterable[Row], most: int, rest: str) -> list[Group]:
    """At most so many groups, the most used first; what is left over is one group, the last."""
    forest = Forest(rows)
    tops = [forest.whole(term) for term in forest.below[None]]
    groups = _sorted(group for group in tops if group.weight)
    while groups and (split := _refined(forest, groups, most)):
        groups = split
    return _folded(groups, most, rest)


def _refined(forest: Forest, groups: Sequence[Group], most: int) -> list[Group] | None:
    """The groups with the first of them split that can be; None when none should."""
    everything = sum(group.weight for group in groups)
    for index, group in enumerate(groups):
        parts = forest.split(group)
        fits = len(groups) + len(parts) - 1 <= most
        if len(parts) > 1 and (fits or group.weight > TOO_MUCH * everything):
            return _sorted([*groups[:index], *parts, *groups[index + 1 :]])
    return None


def _folded(groups: list[Group], most: int, rest: str) -> list[Group]:
    if len(groups) <= most:
        return groups
    kept, left = groups[: most - 1], groups[most - 1 :]
    terms = tuple(term for group in left for term in group.terms)
    return [*kept, Group(None, rest, terms, sum(group.weight for group in left))]


def _sorted(groups: Iterable[Group]) -> list[Group]:
    return sorted(groups, key=lambda group: (-group.weight, group.label))
