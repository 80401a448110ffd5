"""Whether a built file holds what it promises."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from kb.database.reader import connect
from kb.schema.tables import MODELS, table
from kb.schema.view import views

OWN = frozenset({"knowledge_base", "claim", "statement"})
"""Tables that no version of kb is without, and that no other program has together."""


def faults(path: Path) -> list[str]:
    """What is wrong with a built file; empty for a good one."""
    with closing(sqlite3.connect(path)) as connection:
        try:
            return [*_damage(connection), *_broken_contract(connection)]
        except sqlite3.DatabaseError as error:
            return [f"integrity_check: {error}"]


def is_built(path: Path) -> bool:
    """Whether a file is one that kb built, of whatever version and however damaged its rows."""
    with closing(connect(path)) as connection, suppress(sqlite3.DatabaseError):
        return {row[0] for row in connection.execute("select name from sqlite_master")} >= OWN
    return False


def is_current(path: Path) -> bool:
    """Whether a file has the tables and views that this version of kb makes."""
    with closing(connect(path)) as connection:
        return not any(_broken_contract(connection))


def _damage(connection: sqlite3.Connection) -> Iterator[str]:
    for (answer,) in connection.execute("pragma integrity_check"):
        if answer != "ok":
            yield f"integrity_check: {answer}"
    yield from misfits(connection)
    for (mode,) in connection.execute("pragma journal_mode"):
        if mode == "wal":
            yield "journal_mode: a WAL file cannot be served as immutable"


def misfits(connection: sqlite3.Connection) -> Iterator[str]:
    """Rows that name what is not there."""
    for name, row, parent, _ in connection.execute("pragma foreign_key_check"):
        yield f"foreign_key_check: row {row} of {name} refers to nothing in {parent}"


def _broken_contract(connection: sqlite3.Connection) -> Iterator[str]:
    promised = {view.name: list(view.columns) for view in views()}
    promised |= {name: list(table(model).columns.keys()) for name, model in MODELS.items()}
    for name, columns in promised.items():
        found = [row[1] for row in connection.execute("select * from pragma_table_info(?)", [name])]
        if found != columns:
            yield f"{name}: columns {found} instead of {columns}"
