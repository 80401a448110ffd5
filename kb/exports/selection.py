"""What is exported: chosen claims and all that belongs to them, row by row, in little memory."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence

from kb.exports.about import About, about
from kb.exports.asked import Asked, conditions
from kb.exports.belonging import TABLES, VIEWS, condition, gather, gather_everything, make, order
from kb.exports.column import Column, columns

Row = dict[str, object]
Progress = Callable[[str, int, int], None]
AT_A_TIME = 1000
"""Rows between two looks at how far it is."""
WITHHELD = {"document.text": "null", "knowledge_base.private": "0"}
"""What no export has, and what stands there: the documents' text, which a private build holds."""


class Selection:
    """Chosen claims of a built file and what belongs to them; without filters, everything.

    Parameters
    ----------
    connection
        A read-only one of `kb.database.reader.connect`, used for nothing else meanwhile.
    wanted
        What is asked for.
    progress
        Called with a label, how many rows are written, and how many there are.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        wanted: Asked | None = None,
        progress: Progress | None = None,
    ) -> None:
        self.connection = connection
        self.asked = wanted or Asked()
        self.about: About = about(connection)
        self.notices: list[str] = []
        self._progress = progress
        self._choose()

    @property
    def is_everything(self) -> bool:
        """Whether no row is left out."""
        return self.asked.is_everything

    def _choose(self) -> None:
        if self.is_everything:
            gather_everything(self.connection)
            return
        for query, given in conditions(self.asked):
            make(self.connection, "claim", query, given)
            if self.n_claims:
                break
        gather(self.connection)

    @property
    def n_claims(self) -> int:
        """How many claims are chosen."""
        return int(self.connection.execute("select count(*) from temp.chosen_claim").fetchone()[0])

    @property
    def views(self) -> Sequence[str]:
        """The stable views, by name."""
        return tuple(VIEWS)

    @property
    def tables(self) -> Sequence[str]:
        """The tables, those that others refer to first."""
        return tuple(TABLES)

    def columns(self, name: str) -> list[Column]:
        """The columns of a view or table."""
        return columns(self.connection, name)

    def where(self, name: str) -> str:
        """A condition in SQL that a row of a view or table belongs to the selection."""
        return "1" if self.is_everything else f"({condition(name)})"

    def count(self, name: str) -> int:
        """How many rows of a view or table belong."""
        sql = f"select count(*) from {name} where {self.where(name)}"  # noqa: S608 - kb's own
        return int(self.connection.execute(sql).fetchone()[0])

    def rows(self, name: str) -> Iterator[Row]:
        """The rows of a view or table that belong, in a fixed order."""
        names = [column.name for column in self.columns(name)]
        for row in self.tuples(name):
            yield dict(zip(names, row, strict=True))

    def objects(self, view: str) -> Iterator[Row]:
        """The rows of a view for JSON: lists of ids as lists."""
        lists = [column.name for column in self.columns(view) if column.is_list]
        for row in self.rows(view):
            yield row | {name: json.loads(str(row[name])) for name in lists}

    def tuples(self, name: str, by: str = "") -> Iterator[tuple[object, ...]]:
        """The same without names, in the order of the columns: quicker; sorted by other columns."""
        sql = (
            f"select {self._selected(name)} from {name} where {self.where(name)}"  # noqa: S608
            f" order by {by or order(self.connection, name)}"
        )
        cursor = self.connection.cursor()
        cursor.row_factory = None
        return self._told(name, cursor.execute(sql))

    def query(self, sql: str, **given: object) -> Iterator[Row]:
        """The rows of any query; `temp.chosen_claim` and its like hold the ids of what belongs."""
        cursor = self.connection.cursor().execute(sql, given)
        names = [column[0] for column in cursor.description]
        return (dict(zip(names, tuple(row), strict=True)) for row in cursor)

    def note(self, sentence: str) -> None:
        """Tell whoever asked, beside the export, what it could not carry."""
        if sentence not in self.notices:
            self.notices.append(sentence)

    def _selected(self, name: str) -> str:
        return ", ".join(
            f"{WITHHELD.get(f'{name}.{column.name}', quoted)} as {quoted}"
            for column in self.columns(name)
            for quoted in [f'"{column.name}"']
        )

    def _told(self, name: str, rows: sqlite3.Cursor) -> Iterator[tuple[object, ...]]:
        """Rows as they are, telling now and then how far it is."""
        if self._progress is None:
            yield from rows
            return
        of = self.count(name)
        done = 0
        while some := rows.fetchmany(AT_A_TIME):
            yield from some
            done += len(some)
            self._progress(name, done, of)
