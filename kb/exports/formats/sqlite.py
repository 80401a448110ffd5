"""SQLite: a built file that holds the chosen claims and what belongs to them, and nothing else."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from kb.database.claim_facet import TABLES, keep
from kb.exports.error import no_room
from kb.exports.selection import Selection

ABOUT = "A file like the one that `kb build` makes, of the chosen claims: tables, views and search."
ACCEPTED_BY = "SQLite 3.37 or newer, Datasette, commands of kb that take `--db`"
CANNOT = (
    "what was not chosen, also in counts and lists of ids: the views speak of the file",
    "relations to claims that were not chosen",
)
EXTENSION = "db"
MEDIA_TYPE = "application/vnd.sqlite3"

_SEARCH = "create virtual table%"
_SHADOWS = ("config", "content", "data", "docsize", "idx")
"""Tables that a full-text index keeps for itself."""


def write(selection: Selection, out: BinaryIO) -> None:
    """Build the file apart, then pass on its bytes.

    Raises
    ------
    ExportError
        If there is no room for it.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kb.db"
        try:
            with closing(sqlite3.connect(path)) as new:
                _fill(selection, new)
                _finish(selection.connection, new)
        except sqlite3.OperationalError as error:
            if refusal := no_room(error):
                raise refusal from error
            raise
        with path.open("rb") as file:
            shutil.copyfileobj(file, out)


def _fill(selection: Selection, new: sqlite3.Connection) -> None:
    """All tables with the rows that belong, in one transaction."""
    new.execute("pragma journal_mode = memory")
    new.execute("pragma synchronous = off")
    for sql in _made(selection.connection, "table"):
        new.execute(sql)
    for table in selection.tables:
        marks = ", ".join("?" for _ in selection.columns(table))
        new.executemany(f"insert into {table} values ({marks})", selection.tuples(table))  # noqa: S608
    lost = new.execute(
        "update claim set merged_into = null where merged_into not in (select id from claim)"
    ).rowcount
    if lost:
        selection.note(f"{lost} merged claims do not say into which: that one was not chosen.")
    new.commit()


def _finish(old: sqlite3.Connection, new: sqlite3.Connection) -> None:
    """Indexes, views and search as in the old file, counts, and the planner's statistics."""
    for kind in ("index", "view"):
        for sql in _made(old, kind):
            new.execute(sql)
    for name, sql in _searches(old):
        new.execute(sql)
        new.execute(f"insert into {name}({name}) values ('rebuild')")  # noqa: S608 - kb's own
    keep(new)
    version = old.cursor().execute("pragma user_version").fetchone()[0]
    new.execute(f"pragma user_version = {version}")
    new.commit()
    new.execute("analyze")
    new.commit()


def _searches(old: sqlite3.Connection) -> list[tuple[str, str]]:
    """The full-text indexes, with the SQL that makes them."""
    sql = "select name, sql from sqlite_master where sql like ? order by rowid"
    return [tuple(row) for row in old.cursor().execute(sql, [_SEARCH])]


def _made(old: sqlite3.Connection, kind: str) -> Iterator[str]:
    """The SQL that makes each thing of a kind, full-text search and counts apart."""
    hidden = set(TABLES) | {
        name
        for search, _ in _searches(old)
        for name in (search, *(f"{search}_{shadow}" for shadow in _SHADOWS))
    }
    sql = "select tbl_name, sql from sqlite_master where type = ? and sql <> '' order by rowid"
    for name, text in old.cursor().execute(sql, [kind]).fetchall():
        if name not in hidden and not name.startswith("sqlite_"):
            yield text
