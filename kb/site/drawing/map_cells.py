"""Claims and studies counted by the cells of the evidence map, in one pass over each."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from kb.site.site import sql

Places = Mapping[str, Sequence[int]]
"""The rows, or columns, of the map in which a term stands."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Claims of a cell by verdict, and their terms."""

    verdicts: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    populations: set[str] = field(default_factory=set)
    outcomes: set[str] = field(default_factory=set)


def claims(
    connection: sqlite3.Connection, down: Places, across: Places
) -> dict[tuple[int, int], Counted]:
    """Claims that stand, by the row and column of their cell."""
    found: defaultdict[tuple[int, int], Counted] = defaultdict(Counted)
    for population, outcome, verdict, n in _tuples(connection, "map_claims"):
        for cell in product(down.get(population, ()), across.get(outcome, ())):
            one = found[cell]
            one.verdicts[verdict] += n
            one.populations.add(population)
            one.outcomes.add(outcome)
    return found


def studies(
    connection: sqlite3.Connection, down: Places, across: Places
) -> dict[tuple[int, int], int]:
    """How many studies bear on the claims of each cell."""
    found: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    for population, outcome, study in _tuples(connection, "map_studies"):
        for cell in product(down.get(population, ()), across.get(outcome, ())):
            found[cell].add(study)
    return {cell: len(some) for cell, some in found.items()}


def _tuples(connection: sqlite3.Connection, query: str) -> Iterator[tuple[Any, ...]]:
    cursor = connection.cursor()
    cursor.row_factory = None
    return cursor.execute(sql(query))
