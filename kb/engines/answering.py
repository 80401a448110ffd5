"""DuckDB over a lake, and a process in which it answers SQL of unknown origin.

DuckDB looks at its clock and its memory between pieces of work, and never within one call of a
function. So the system keeps both: it ends the process at the deadline, and gives it no more memory
than it may have.
"""

from __future__ import annotations

import re
import resource
import signal
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection

import duckdb

from kb.database.reader import Answer, QueryError, bounded
from kb.engines.value import plain

SPARE = 500
"""MB that a process takes beside what DuckDB counts: the program, and what a function makes."""
LONGEST = 1e8
"""Seconds that the system's clock surely counts to."""
_SETTINGS: Mapping[str, str] = {
    "max_temp_directory_size": "20GB",
    "python_enable_replacements": "false",  # no variable of a program is a table
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
_AT_A_TIME = 1000
Row = tuple[object, ...]
_PLACE = re.compile(r"\s*LINE (\d+):.*", re.DOTALL)
_UNDERLINED = re.compile("\x1b\\[[0-9]+m")
_KIND = re.compile(r"^[\w\s-]+ Error: ")


@dataclass(frozen=True, slots=True)
class Opening:
    """How DuckDB gets the tables and views of a lake, and MB of memory that it may take."""

    statements: tuple[str, ...]
    megabytes: int

    def connected(self, **settings: str) -> duckdb.DuckDBPyConnection:
        """DuckDB with all of it.

        Raises
        ------
        duckdb.Error
            If the files of the lake cannot be read.
        """
        limit = {"memory_limit": f"{self.megabytes}MB"}
        connection = duckdb.connect(":memory:", config={**_SETTINGS, **limit, **settings})
        for statement in self.statements:
            connection.execute(statement)
        return connection


@dataclass(frozen=True, slots=True)
class Question:
    """A query, and what its answer may take."""

    sql: str
    parameters: Mapping[str, object]
    seconds: float
    limit: int


def main(number: int) -> None:
    """Answer what comes over a connection, by its number, until nobody asks any more."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    with Connection(number) as asked, suppress(EOFError, ConnectionError):
        opening, folder = asked.recv()
        _take_no_more_than(opening.megabytes + SPARE)
        try:
            with closing(opening.connected(temp_directory=folder)) as duck:
                while True:
                    asked.send(_answer(duck, asked.recv(), opening.megabytes))
        except duckdb.Error as error:  # the files are not those any more that were opened before
            asked.recv()
            asked.send(QueryError(told(error)))


def _take_no_more_than(megabytes: int) -> None:
    """Have the system refuse this process more memory."""
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes * 1_000_000, hard))


def _answer(
    duck: duckdb.DuckDBPyConnection, asked: Question, megabytes: int
) -> Answer | QueryError:
    """The rows, or a sentence that says what was wrong."""
    try:
        with closing(duck.cursor()) as cursor, _until(asked.seconds):
            _refuse_all_but_reading(cursor, asked.sql)
            cursor.execute(asked.sql, dict(asked.parameters))
            columns = [column[0] for column in cursor.description]
            return bounded(columns, _plain(fetched(cursor)), asked.limit)
    except (duckdb.OutOfMemoryException, MemoryError):
        return QueryError(f"the query took more than {megabytes:,} MB of memory")
    except duckdb.Error as error:
        return QueryError(told(error))
    except QueryError as error:
        return error


@contextmanager
def _until(seconds: float) -> Iterator[None]:
    """Have the system end this process when the time is over, wherever it is."""
    signal.setitimer(signal.ITIMER_REAL, min(max(seconds, 0.001), LONGEST))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _refuse_all_but_reading(cursor: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Let one query through, and nothing that changes a table, a setting or a file.

    Raises
    ------
    QueryError
        If it is something else.
    """
    statements = cursor.extract_statements(sql)
    if len(statements) > 1:
        message = "one statement at a time: remove what follows the first semicolon"
        raise QueryError(message)
    if not statements or statements[0].type != duckdb.StatementType.SELECT:
        message = "only reading is allowed here: write a query that begins with SELECT or WITH"
        raise QueryError(message)


def fetched(cursor: duckdb.DuckDBPyConnection) -> Iterator[Row]:
    """The rows of a query that was executed."""
    while some := cursor.fetchmany(_AT_A_TIME):
        yield from some


def _plain(rows: Iterator[Row]) -> Iterator[Row]:
    return (tuple(map(plain, row)) for row in rows)


def told(error: Exception) -> str:
    """An error's words in one line, with the line of the SQL."""
    words = _UNDERLINED.sub("", str(error))
    place = _PLACE.search(words)
    said = " ".join(_KIND.sub("", _PLACE.sub("", words)).split())
    return f"{said} (line {place[1]})" if place else said
