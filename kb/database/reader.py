"""Open a built file for reading only, and run other people's SQL on it safely."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

LONGEST_VALUE = 10_000_000
"""Bytes that one value of a query's result may have."""
OPERATIONS_BETWEEN_LOOKS = 10_000
"""Virtual machine steps between looks at the clock: about a millisecond."""

_ALLOWED = frozenset(
    {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
)
_PRAGMAS = frozenset(
    {
        "data_version",  # FTS5 asks for it
        "foreign_key_list",
        "index_info",
        "index_list",
        "index_xinfo",
        "table_info",
        "table_list",
        "table_xinfo",
    }
)
_TABLE_FUNCTIONS = ("json_each", "json_tree", *(f"pragma_{name}" for name in sorted(_PRAGMAS)))
_FORBIDDEN_FUNCTIONS = frozenset({"load_extension", "fts3_tokenizer", "readfile", "writefile"})


class QueryError(Exception):
    """SQL that cannot be answered: wrong, not allowed, or too long."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a query, and whether there would have been more."""

    columns: tuple[str, ...]
    rows: list[tuple[object, ...]]
    truncated: bool


def connect(path: Path) -> sqlite3.Connection:
    """A read-only connection to a built file, which never changes: it is only ever replaced."""
    if not path.is_file():
        raise FileNotFoundError(path)
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    connection.row_factory = sqlite3.Row
    return connection


def query(
    connection: sqlite3.Connection,
    sql: str,
    parameters: Sequence[object] | dict[str, object] = (),
    *,
    seconds: float = 10,
    limit: int = 1000,
) -> Answer:
    """Run one SELECT of unknown origin: nothing but reading, bounded in time, rows and size.

    Raises
    ------
    QueryError
        With a sentence that says what was wrong.
    """
    with _confined(connection, seconds):
        try:
            cursor = connection.execute(sql, parameters)
            fetched = cursor.fetchmany(limit + 1)
        except sqlite3.ProgrammingError as error:
            raise QueryError(_sentence(str(error))) from error
        except (sqlite3.Error, sqlite3.Warning, OverflowError) as error:
            raise QueryError(_explained(error, seconds)) from error
        if cursor.description is None:
            message = "this gives no rows: write a query that begins with SELECT or WITH"
            raise QueryError(message)
        columns = tuple(column[0] for column in cursor.description)
        rows = [tuple(row) for row in fetched[:limit]]
        return Answer(columns, rows, truncated=len(fetched) > limit)


@contextmanager
def _confined(connection: sqlite3.Connection, seconds: float) -> Iterator[None]:
    """Reading only, until a deadline."""
    _wake_virtual_tables(connection)
    deadline = time.monotonic() + seconds
    length = connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    connection.set_authorizer(_authorise)
    connection.set_progress_handler(
        lambda: int(time.monotonic() > deadline), OPERATIONS_BETWEEN_LOOKS
    )
    try:
        yield
    finally:
        connection.set_authorizer(None)
        connection.set_progress_handler(None, 0)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, length)


def _wake_virtual_tables(connection: sqlite3.Connection) -> None:
    """Connect full-text and table-valued functions, which the authoriser would not let begin."""
    sql = "select name from sqlite_master where sql like 'create virtual table%'"
    names = [name for (name,) in connection.cursor().execute(sql)]
    for name in (*names, *_TABLE_FUNCTIONS):
        connection.execute(f'select 1 from "{name}" limit 0').close()


def _authorise(
    action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None
) -> int:
    if action == sqlite3.SQLITE_FUNCTION:
        allowed = str(second).lower() not in _FORBIDDEN_FUNCTIONS
    elif action == sqlite3.SQLITE_PRAGMA:
        allowed = str(first).lower() in _PRAGMAS
    else:
        allowed = action in _ALLOWED
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def _explained(error: Exception, seconds: float) -> str:
    words = str(error)
    if words == "interrupted":
        return f"the query took more than {seconds:g} seconds and was stopped"
    if "not authorized" in words or "prohibited" in words or "readonly" in words:
        return f"only reading is allowed here ({words})"
    if "too big" in words or "too large" in words:
        return f"a value of the result is longer than {LONGEST_VALUE:,} bytes"
    return _sentence(words)


def _sentence(words: str) -> str:
    if "one statement at a time" in words:
        return "one statement at a time: remove what follows the first semicolon"
    return words
