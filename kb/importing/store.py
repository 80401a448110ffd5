"""Rows into tables: a batch at once, and only one with trouble row by row."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from kb.importing.record import Rows
from kb.importing.refusal import Refused
from kb.importing.session import Session


class Store:
    """Stores the rows of one import, and counts them by table."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._connection = session.connection
        self.counts: Counter[str] = Counter()
        self._new: Counter[str] = Counter()

    @contextmanager
    def together(self) -> Iterator[None]:
        """All that is stored within, or nothing of it."""
        told = Counter(self._session.told)
        before = Counter(self._new)
        self._connection.execute("savepoint together")
        try:
            yield
        except Refused:
            self._connection.execute("rollback to together")
            self._session.told.clear()
            self._session.told.update(told)
            self._new = before
            self._session.terms.forget()
            raise
        finally:
            self._connection.execute("release together")
        self._session.terms.keep()
        self.counts += self._new
        self._new.clear()

    def store(self, rows: Rows) -> None:
        """Store rows of one table.

        Raises
        ------
        Refused
            If one of them refers to nothing, or is there already.
        """
        self._new["term"] += self._session.terms.flush()
        unique = list(dict.fromkeys(rows.rows)) if rows.once else rows.rows
        try:
            stored = self._connection.executemany(_insertion(rows), unique).rowcount
        except sqlite3.IntegrityError:
            raise self._dangling(rows) from None
        if stored != len(unique):
            self._compare(rows, unique)
        self._new[rows.table] += stored

    def _compare(self, rows: Rows, unique: Sequence[tuple[Any, ...]]) -> None:
        """Rows of a record that is there already: the same, or another.

        Raises
        ------
        Refused
            If it may stand only once.
        """
        key = rows.columns.index(_key(rows))
        same = " and ".join(f'"{column}" is ?' for column in rows.columns)
        sql = f'select 1 from "{rows.table}" where {same}'  # noqa: S608 - kb's own names
        for row in unique:
            is_same = self._connection.execute(sql, row).fetchone() is not None
            if not rows.once:
                raise _repeated(rows.table, row[key], is_same=is_same)
            if not is_same:
                what = f"`{row[key]}` of {rows.table} is told in several ways; the first was kept"
                self._session.told["told-differently", what] += 1

    def _dangling(self, rows: Rows) -> Refused:
        """What a row refers to that is not there: all other rules of tables are kept by kinds."""
        sql = 'select "from", "table", "to" from pragma_foreign_key_list(?)'
        for column, parent, key in self._connection.execute(sql, [rows.table]).fetchall():
            if column in rows.columns:
                value = rows.rows[0][rows.columns.index(column)]
                there = f'select 1 from "{parent}" where "{key}" = ?'  # noqa: S608 - of the schema
                if value is not None and not self._connection.execute(there, [value]).fetchone():
                    message = f"{rows.table} refers to {parent} `{value}`, which is not there"
                    return Refused("dangling-reference", message)
        return Refused("dangling-reference", f"a row of {rows.table} refers to nothing")


def _insertion(rows: Rows) -> str:
    columns = ", ".join(f'"{column}"' for column in rows.columns)
    marks = ", ".join("?" * len(rows.columns))
    return f'insert or ignore into "{rows.table}" ({columns}) values ({marks})'  # noqa: S608


def _key(rows: Rows) -> str:
    """The column that tells the records of a table apart, as far as one does."""
    return next(
        (name for name in ("id", "key", "evidence_line") if name in rows.columns), rows.columns[0]
    )


def _repeated(table: str, record: object, *, is_same: bool) -> Refused:
    if is_same:
        return Refused("exact-duplicate", f"{table} `{record}` is there already, the same")
    message = f"{table} `{record}` is there already, and says something else"
    return Refused("repeated-id", message)
