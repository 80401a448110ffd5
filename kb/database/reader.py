"""Open a built file for reading only, and run other people's SQL on it safely."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from kb.database.query_error import located

SECONDS = 10
"""Time that a query is given, where nobody gives it more."""
ROWS = 1000
"""Rows of an answer, where nobody asks for more."""
LONGEST_VALUE = 1_000_000
"""Bytes that one value of a query may have. No clock stops SQLite inside one call of a function:
`instr` takes 5 s for the worst text of this length, 400 s for one ten times as long."""
_TOO_LONG = f"a value is longer than {LONGEST_VALUE:,} bytes"
LARGEST_ANSWER = 50_000_000
"""Bytes of text and blobs after which an answer is cut."""
LARGEST_HEAP = 300_000_000
"""Bytes that SQLite may take in this process, once SQL of unknown origin has been run in it: JSON
aggregates mind no other limit below 2 GB. SQLite can lower this limit, and never raise it again."""
OPERATIONS_BETWEEN_LOOKS = 100
"""Virtual machine steps between looks at the clock: they cost 15 % of the time, and bound by how
many long calls of functions a query outstays its time."""
LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: LONGEST_VALUE,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1000,
    sqlite3.SQLITE_LIMIT_COLUMN: 200,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
}
"""SQLite's own limits while it runs SQL of unknown origin."""

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
_REFUSALS = ("not authorized", "denied", "prohibited", "readonly")
_SENTENCES = {
    "too big": _TOO_LONG,
    "too large": _TOO_LONG,
    "one statement at a time": ("one statement at a time: remove what follows the first semicolon"),
    "has no name": ("name the parameters, as `:name`: values come by names here, and `?` has none"),
    "bindings": "the query has parameters (`?` or `:name`) that were given no value",
}
"""What SQLite says, in part, and what is said instead."""
_LACKING = re.compile(r"did not supply a value for binding parameter (\S+)\.")
_FORBIDDEN_FUNCTIONS = frozenset({"load_extension", "fts3_tokenizer", "readfile", "writefile"})


class QueryError(Exception):
    """SQL that cannot be answered: wrong, not allowed, or too long."""


class Answer(NamedTuple):
    """The rows of a query, and whether there would have been more."""

    columns: tuple[str, ...]
    rows: list[tuple[object, ...]]
    truncated: bool

    @property
    def objects(self) -> list[dict[str, object]]:
        """The rows by names of columns, blobs in hexadecimal digits."""
        names = distinct(self.columns)
        return [dict(zip(names, map(plain, row), strict=True)) for row in self.rows]


def distinct(columns: Sequence[str]) -> list[str]:
    """Names of columns, those that stand twice with a number: a JSON object has a key once."""
    names: dict[str, None] = {}
    for column in columns:
        number, name = 1, column
        while name in names:
            number += 1
            name = f"{column}_{number}"
        names[name] = None
    return list(names)


def plain(value: object) -> object:
    """A value for text formats: a blob in hexadecimal digits."""
    return value.hex() if isinstance(value, bytes) else value


def connect(path: Path, *, any_thread: bool = False) -> sqlite3.Connection:
    """A read-only connection to a built file, which never changes: it is only ever replaced.

    It serves the thread that made it; of `any_thread`, whoever uses it sees to taking turns.
    """
    if not path.is_file():
        raise FileNotFoundError(path)
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(address, uri=True, check_same_thread=not any_thread)
    connection.row_factory = sqlite3.Row
    return connection


def query(
    connection: sqlite3.Connection,
    sql: str,
    parameters: Sequence[object] | dict[str, object] = (),
    *,
    seconds: float = SECONDS,
    limit: int = ROWS,
) -> Answer:
    """Run one SELECT of unknown origin: nothing but reading, bounded in time, rows and size.

    Raises
    ------
    QueryError
        With a sentence that says what was wrong.
    """
    try:
        with _confined(connection, seconds):
            return _run(connection, sql, parameters, seconds, limit)
    except QueryError as error:
        raise QueryError(located(connection, sql, str(error))) from error.__cause__


def _run(
    connection: sqlite3.Connection,
    sql: str,
    parameters: Sequence[object] | dict[str, object],
    seconds: float,
    limit: int,
) -> Answer:
    try:
        with closing(connection.execute(sql, parameters)) as cursor:
            return _answer(cursor, limit)
    except (sqlite3.Error, sqlite3.Warning) as error:
        raise QueryError(_explained(str(error), seconds)) from error
    except MemoryError as error:
        message = f"the query took more than {LARGEST_HEAP:,} bytes of memory"
        raise QueryError(message) from error
    except OverflowError as error:
        raise QueryError(str(error)) from error
    except UnicodeEncodeError as error:
        message = "the query holds a character that is none (half of a surrogate pair)"
        raise QueryError(message) from error


def _answer(cursor: sqlite3.Cursor, limit: int) -> Answer:
    if cursor.description is None:
        message = "this gives no rows: write a query that begins with SELECT or WITH"
        raise QueryError(message)
    return bounded([column[0] for column in cursor.description], cursor, limit)


def bounded(columns: Sequence[str], found: Iterable[Sequence[object]], limit: int) -> Answer:
    """As many rows as fit into an answer."""
    rows: list[tuple[object, ...]] = []
    size = 0
    for row in found:
        size += sum(len(value) for value in row if isinstance(value, str | bytes))
        if len(rows) == limit or size > LARGEST_ANSWER:
            return Answer(tuple(columns), rows, truncated=True)
        rows.append(tuple(row))
    return Answer(tuple(columns), rows, truncated=False)


@contextmanager
def _confined(connection: sqlite3.Connection, seconds: float) -> Iterator[None]:
    """Reading only, within limits, until a deadline."""
    _wake_virtual_tables(connection)
    connection.execute(f"pragma hard_heap_limit = {LARGEST_HEAP}").close()
    deadline = time.monotonic() + seconds
    before = {name: connection.setlimit(name, value) for name, value in LIMITS.items()}
    connection.set_authorizer(_authorise)
    connection.set_progress_handler(
        lambda: int(time.monotonic() > deadline), OPERATIONS_BETWEEN_LOOKS
    )
    try:
        yield
    finally:
        connection.set_authorizer(None)
        connection.set_progress_handler(None, 0)
        for name, value in before.items():
            connection.setlimit(name, value)


def _wake_virtual_tables(connection: sqlite3.Connection) -> None:
    """Connect full-text and table-valued functions, which the authoriser would not let begin."""
    sql = "select name from sqlite_master where sql like 'create virtual table%'"
    names = [name for (name,) in connection.cursor().execute(sql)]
    for name in (*names, *_TABLE_FUNCTIONS):
        quoted = name.replace('"', '""')
        connection.execute(f'select 1 from "{quoted}" limit 0').close()  # noqa: S608 - quoted


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


def _explained(words: str, seconds: float) -> str:
    """SQLite's words for what it refused, as a sentence that says what to do where it is known."""
    if words == "interrupted":
        return f"the query took more than {seconds:g} seconds and was stopped"
    if lacking := _LACKING.search(words):
        return f"the query's parameter `{lacking[1]}` was given no value"
    if any(refusal in words for refusal in _REFUSALS):
        return f"only reading is allowed here ({words})"
    return next((sentence for part, sentence in _SENTENCES.items() if part in words), words)
