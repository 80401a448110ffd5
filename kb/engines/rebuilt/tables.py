"""Rows by table, each found by what it belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from kb.schema.base import Written

Row = Mapping[str, Any]


class Tables:
    """Rows of several tables, in the order in which a build wrote them.

    Parameters
    ----------
    rows
        Table to rows; a table that is not named has none, and a cell that is not there is empty.
    """

    def __init__(self, rows: Mapping[str, Sequence[Row]]) -> None:
        self._rows = rows
        self._found: dict[tuple[str, str], Mapping[str, list[Row]]] = {}

    def all(self, table: str) -> Sequence[Row]:
        """Every row of a table."""
        return self._rows.get(table, ())

    def of(self, table: str, column: str, key: str) -> Sequence[Row]:
        """The rows of a table that have a key in a column."""
        place = table, column
        if place not in self._found:
            self._found[place] = self._by(table, column)
        return self._found[place].get(key, ())

    def one(self, table: str, column: str, key: str) -> Row | None:
        """The row of a table that has a key in a column, if there is one."""
        return next(iter(self.of(table, column, key)), None)

    def _by(self, table: str, column: str) -> Mapping[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.all(table):
            found[row[column]].append(row)
        return found


def written(fields: type[Written], row: Row) -> dict[str, Any]:
    """The fields of a written record that a row has; empty cells are left out, as in a file."""
    return {name: row[name] for name in fields.model_fields if row.get(name) is not None}


def own(key: str | None) -> str | None:
    """The id inside its record: `taller` of `smith2001.taller`."""
    return key and key.partition(".")[2]


def span(row: Row) -> list[int] | None:
    """`[start, end]` of a row that has a place in a text."""
    start, end = row.get("char_start"), row.get("char_end")
    return None if start is None or end is None else [start, end]
