"""All facets, ranges and orders of claims in memory: any choice among a million counted in ms.

Read from the file as `kb.database.claim_facet` has it, each once, when it is first asked for.
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kb.database.claim_facet import in_order, members
from kb.database.facet import FACETS, MEASURES, ORDERS
from kb.database.filters import WORDS, Filters, Names, bounds
from kb.database.search import expressions, ranked, ranking

Numbers = NDArray[np.int32]
Marks = NDArray[np.bool_]
"""One for each claim's rowid: whether it is meant."""
MOST_REMEMBERED = 64
"""Orders, measures and searches that are kept in memory."""
MOST_BYTES = 64_000_000
"""Bytes of them all: at a million claims each has up to 12 MB."""
WEIGHTS = "10, 2, 1"
"""How much a word counts in a claim, its summary and its keywords."""
PACKED = np.dtype("<i4")
"""Rowids as the file keeps them."""


@dataclass(frozen=True, slots=True)
class Members:
    """The claims of each value of a facet, and the values of each claim.

    Those of value `i` are in `claims` from `starts[i]` to the next; the places of those of claim
    `i` in `own` from `firsts[i]`: to count them for few claims takes no look at the others.
    """

    values: list[str]
    places: Mapping[str, int]
    starts: Numbers
    claims: Numbers
    firsts: Numbers
    own: NDArray[Any]

    def having(self, chosen: Iterable[str]) -> Numbers:
        """Claims that have any of the chosen values."""
        places = [self.places[value] for value in chosen if value in self.places]
        ends = [(self.starts[place], self.starts[place + 1]) for place in places]
        return np.concatenate([self.claims[:0], *(self.claims[start:end] for start, end in ends)])

    def counts(self, among: Marks | None) -> NDArray[np.integer[Any]]:
        """How many of some claims, or of all, each value has."""
        if among is None:
            return np.diff(self.starts)
        chosen = np.flatnonzero(among)
        firsts = self.firsts[chosen]
        sizes = self.firsts[chosen + 1] - firsts
        skipped = np.repeat(firsts - np.cumsum(sizes) + sizes, sizes)
        own = self.own[skipped + np.arange(len(skipped))]
        return np.bincount(own, minlength=len(self.values))


@dataclass(frozen=True, slots=True)
class Counted:
    """Values of a facet with label and number of claims, and how many values more there are."""

    values: list[tuple[str, str, int]]
    more: int


class ClaimIndex:
    """What is remembered of one file, which never changes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.names = Names(connection)
        claims = _numbers(connection, "select rowid from claim")
        self.size = int(claims.max(initial=0)) + 1
        self.everything = self._marks(claims)
        self.members = {name: _members(connection, name, self.names, self.size) for name in FACETS}
        self._remembered: OrderedDict[str, tuple[NDArray[Any], ...]] = OrderedDict()

    def choose(
        self, connection: sqlite3.Connection, filters: Filters, order: str | None = None
    ) -> Chosen:
        """The claims that filters choose: with all the words, or where none has, with any.

        Without an order, those that fit the words best come first.
        """
        asked: list[str | None] = [*expressions(filters.words)] or [None]
        parts = self._parts(connection, filters)
        for expression in asked:
            searched = None if expression is None else self._searched(connection, expression)
            if searched is not None:
                parts[WORDS] = self._marks(searched)
            in_order = searched if order is None else self._ordered(connection, order)
            usual = self._ordered(connection, next(iter(ORDERS))) if in_order is None else in_order
            found = Chosen(self, parts, usual, expression, loose=expression != asked[0])
            if found.total:
                break
        return found

    def _parts(self, connection: sqlite3.Connection, filters: Filters) -> dict[str, Marks]:
        """The claims that meet each part of what is asked."""
        parts = {
            name: self._marks(self.members[name].having(values))
            for name, values in filters.chosen.items()
        }
        for name, asked in filters.ranges.items():
            claims, lows, highs = self._spans(connection, MEASURES[name].ranges[asked.unit])
            low, high = bounds(name, asked)
            parts[name] = self._marks(claims[(highs >= low) & (lows <= high)])
        return parts

    def _marks(self, claims: Numbers) -> Marks:
        marks = np.zeros(self.size, dtype=np.bool_)
        marks[claims] = True
        return marks

    def _spans(self, connection: sqlite3.Connection, query: str) -> tuple[NDArray[Any], ...]:
        def read() -> tuple[NDArray[Any], ...]:
            found = [tuple(row) for row in connection.execute(query)]
            rows = np.array(found, dtype=np.float64).reshape(-1, 3)
            return rows[:, 0].astype(np.int32), rows[:, 1], rows[:, 2]

        return self._once(query, read)

    def _ordered(self, connection: sqlite3.Connection, order: str) -> Numbers:
        return self._once(order, lambda: (np.frombuffer(in_order(connection, order), PACKED),))[0]

    def _searched(self, connection: sqlite3.Connection, expression: str) -> Numbers:
        """Claims that have the words, best first; where they are found counts as in a search.

        Of very many those come first that are ranked, then the others as they stand.
        """

        def read() -> tuple[NDArray[Any], ...]:
            among = ranking(connection, "claim", expression)
            sql = f"select rowid from ({ranked('claim', WEIGHTS)}) order by score, rowid"  # noqa: S608 - kb's own
            best = _numbers(connection, sql, among.parameters)
            if len(best) == among.total:
                return (best,)
            sql = "select rowid from claim_fts where claim_fts match :words"
            rest = self._marks(_numbers(connection, sql, {"words": expression}))
            rest[best] = False
            return (np.concatenate((best, np.flatnonzero(rest).astype(np.int32))),)

        return self._once(expression, read)[0]

    def _once(
        self, key: str, read: Callable[[], tuple[NDArray[Any], ...]]
    ) -> tuple[NDArray[Any], ...]:
        """What is read for a key, remembered; what was not asked for longest is forgotten."""
        found = self._remembered.pop(key, None)
        self._remembered[key] = found = read() if found is None else found
        while len(self._remembered) > 1 and self._is_too_much():
            self._remembered.popitem(last=False)
        return found

    def _is_too_much(self) -> bool:
        held = sum(each.nbytes for some in self._remembered.values() for each in some)
        return len(self._remembered) > MOST_REMEMBERED or held > MOST_BYTES


@dataclass(frozen=True, slots=True)
class Chosen:
    """The claims that filters choose, part by part."""

    index: ClaimIndex
    parts: Mapping[str, Marks]
    order: Numbers
    expression: str | None
    """The FTS5 query that found them."""
    loose: bool
    """Whether that asks for some of the words only."""

    @property
    def claims(self) -> Numbers:
        """Their rowids, in order."""
        return self.order[self._among()[self.order]]

    @property
    def total(self) -> int:
        """How many there are."""
        return int(np.count_nonzero(self._among()))

    def without(self, part: str) -> int:
        """How many there would be without one facet, measure, or the words."""
        return int(np.count_nonzero(self._among(but=part)))

    def counted(self, facet: str, chosen: Sequence[str], most: int) -> Counted:
        """What each value would show, the other parts staying as they are; the chosen always."""
        members = self.index.members[facet]
        counts = members.counts(self._among(but=facet) if self.parts.keys() - {facet} else None)
        there = np.flatnonzero(counts)
        if FACETS[facet].names:  # a vocabulary has an order of its own
            there = there[np.argsort(-counts[there], kind="stable")]
        common = [members.values[place] for place in there[:most]]
        shown = [*common, *(value for value in chosen if value not in common)]
        number = {
            value: int(counts[members.places[value]]) for value in shown if value in members.places
        }
        labels = self.index.names.labels[facet]
        values = [(value, labels[value], number.get(value, 0)) for value in shown]
        return Counted(values, more=max(0, len(there) - most))

    def _among(self, but: str | None = None) -> Marks:
        """Claims that meet every part, or every other."""
        marks = self.index.everything.copy()
        for part, each in self.parts.items():
            if part != but:
                marks &= each
        return marks


def _numbers(
    connection: sqlite3.Connection, query: str, given: Mapping[str, object] | None = None
) -> Numbers:
    rows = connection.execute(query, given or {})
    return np.fromiter((row[0] for row in rows), dtype=np.int32)


def _members(connection: sqlite3.Connection, facet: str, names: Names, size: int) -> Members:
    """The claims of each value, values in the order of the vocabulary or of their labels."""
    found = dict(members(connection, facet))
    labels = names.labels[facet]
    known = labels if FACETS[facet].names is None else sorted(labels, key=lambda v: labels[v])
    values = [value for value in known if value in found]
    sizes = [len(found[value]) // PACKED.itemsize for value in values]
    starts = np.cumsum([0, *sizes], dtype=np.int32)
    claims = np.frombuffer(b"".join(found[value] for value in values), PACKED)
    firsts = np.cumsum(np.bincount(claims + 1, minlength=size + 1), dtype=np.int32)
    own = np.repeat(np.arange(len(values), dtype=np.min_scalar_type(len(values))), np.diff(starts))
    places = {value: place for place, value in enumerate(values)}
    return Members(values, places, starts, claims, firsts, own[np.argsort(claims, kind="stable")])
