"""DuckDB over a lake, in this process: it sees the lake's files and nothing else."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager

import duckdb
from sqlglot.errors import SqlglotError

from kb.database.reader import ROWS, SECONDS, Answer, QueryError, bounded
from kb.engines.engine import Parameters, Row
from kb.engines.error import EngineError
from kb.engines.lake import AGAIN, LakeFolder
from kb.engines.translate import bound, translated
from kb.engines.value import plain

MEMORY = "2GB"
"""What DuckDB may take in this process, where nobody gives it more."""
_SETTINGS: Mapping[str, str] = {
    "max_temp_directory_size": "20GB",
    "python_enable_replacements": "false",  # no variable of a program is a table
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
_AT_A_TIME = 1000
_PLACE = re.compile(r"\s*LINE (\d+):.*", re.DOTALL)
_UNDERLINED = re.compile("\x1b\\[[0-9]+m")
_KIND = re.compile(r"^[\w\s-]+ Error: ")


class Duck:
    """DuckDB with the tables and views of a lake.

    Parameters
    ----------
    lake
        The lake.
    memory
        What it may take in this process, as DuckDB writes it; beyond, it writes temporary files.

    Raises
    ------
    EngineError
        If the lake's tables or views cannot be had.
    """

    def __init__(self, lake: LakeFolder, memory: str = MEMORY) -> None:
        self.lake = lake
        self._memory = memory
        self._connection = duckdb.connect(":memory:", config={**_SETTINGS, "memory_limit": memory})
        try:
            for statement in _opening(lake):
                self._connection.execute(statement)
        except (duckdb.Error, SqlglotError) as error:
            self.close()
            message = f"DuckDB cannot read the lake {lake.folder}: {_told(error)}"
            raise EngineError(message, AGAIN) from None

    def query(
        self,
        sql: str,
        parameters: Mapping[str, object] | None = None,
        *,
        seconds: float = SECONDS,
        limit: int = ROWS,
    ) -> Answer:
        """Run one SELECT of unknown origin, in DuckDB's own SQL: `$name` takes its parameter.

        Raises
        ------
        QueryError
            With a sentence that says what was wrong.
        """
        with closing(self._connection.cursor()) as cursor, _deadline(cursor, seconds):
            try:
                _refuse_all_but_reading(cursor, sql)
                cursor.execute(sql, dict(parameters or {}))
                columns = [column[0] for column in cursor.description]
                return bounded(columns, _plain(_fetched(cursor)), limit)
            except duckdb.InterruptException:
                message = f"the query took more than {seconds:g} seconds and was stopped"
                raise QueryError(message) from None
            except duckdb.OutOfMemoryException:
                message = f"the query took more than {self._memory} of memory"
                raise QueryError(message) from None
            except duckdb.Error as error:
                raise QueryError(_told(error)) from None

    def rows(self, sql: str, parameters: Parameters = ()) -> Iterator[Row]:
        """The rows of a query of kb's own, which is in the SQL of SQLite.

        Raises
        ------
        QueryError
            If DuckDB does not understand it.
        """
        cursor = self._connection.cursor()
        try:
            cursor.execute(translated(sql, "duckdb"), bound(sql, parameters))
        except duckdb.Error as error:
            raise QueryError(_told(error)) from None
        return _fetched(cursor)

    def close(self) -> None:
        """Give back what it holds; closing twice does nothing."""
        self._connection.close()


def _opening(lake: LakeFolder) -> Iterator[str]:
    """Statements that lock the door but for the lake's files, then make its tables and views."""
    tables = {name: _listed(lake.paths(name)) for name in lake.told.tables}
    every = _listed([path for name in tables for path in lake.paths(name)])
    yield f"set allowed_paths = {every}"
    yield "set enable_external_access = false"
    yield "set lock_configuration = true"
    for name, paths in tables.items():
        yield f'create view "{name}" as select * from read_parquet({paths})'  # noqa: S608 - names of the schema
    for name, view in lake.told.views.items():
        yield f'create view "{name}" as {translated(view.query, "duckdb")}'


def _listed(paths: Sequence[str]) -> str:
    return "[{}]".format(", ".join("'{}'".format(path.replace("'", "''")) for path in paths))


@contextmanager
def _deadline(cursor: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    timer = threading.Timer(seconds, cursor.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


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


def _fetched(cursor: duckdb.DuckDBPyConnection) -> Iterator[Row]:
    while some := cursor.fetchmany(_AT_A_TIME):
        yield from some


def _plain(rows: Iterator[Row]) -> Iterator[Row]:
    return (tuple(map(plain, row)) for row in rows)


def _told(error: Exception) -> str:
    """An error's words in one line, with the line of the SQL."""
    words = _UNDERLINED.sub("", str(error))
    place = _PLACE.search(words)
    said = " ".join(_KIND.sub("", _PLACE.sub("", words)).split())
    return f"{said} (line {place[1]})" if place else said
