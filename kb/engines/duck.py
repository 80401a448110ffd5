"""DuckDB over a lake: kb's own queries in this process, those of others in one apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import duckdb
from sqlglot.errors import SqlglotError

from kb.database.reader import ROWS, SECONDS, Answer, QueryError
from kb.engines.answering import Opening, Question, fetched, told
from kb.engines.apart import Apart
from kb.engines.engine import Parameters, Row
from kb.engines.error import EngineError
from kb.engines.lake import AGAIN, LakeFolder
from kb.engines.translate import bound, translated

MEGABYTES = 2_000
"""What DuckDB may take of memory, where nobody gives it more."""


class Duck:
    """DuckDB with the tables and views of a lake.

    Parameters
    ----------
    lake
        The lake.
    megabytes
        What it may take of memory, here for queries of kb's own, and in a process of its own for
        those of others; beyond, it writes temporary files.

    Raises
    ------
    EngineError
        If the lake's tables or views cannot be had.
    """

    def __init__(self, lake: LakeFolder, megabytes: int = MEGABYTES) -> None:
        self.lake = lake
        try:
            opening = Opening(tuple(_opening(lake)), megabytes)
            self._connection = opening.connected()
        except (duckdb.Error, SqlglotError) as error:
            message = f"DuckDB cannot read the lake {lake.folder}: {told(error)}"
            raise EngineError(message, AGAIN) from None
        self._apart = Apart(opening)

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
        return self._apart.ask(Question(sql, parameters or {}, seconds, limit))

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
            raise QueryError(told(error)) from None
        return fetched(cursor)

    def close(self) -> None:
        """Give back what it holds; closing twice does nothing."""
        self._apart.close()
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
