"""A lake that is open for reading: what a built file gives, as far as another engine can."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import cast

from kb.api.error import ClosedError, LakeError, MissingLibraryError, OpenError
from kb.database import reader
from kb.engines.engine import Engine, Row
from kb.engines.error import EngineError, LibraryError
from kb.engines.opening import opened
from kb.exports.about import About, about

INDEX = "_fts"
"""What the names of full-text indexes end with."""


class LakeFile:
    """A lake that is open for reading, by any number of threads, in the place of a built file.

    Raises
    ------
    OpenError
        If there is no whole lake of this version.
    MissingLibraryError
        If the engine is not installed.
    """

    def __init__(self, folder: Path, engine: str, master: str = "", *, check: bool = False) -> None:
        try:
            self._engine = opened(engine, folder, master=master, check=check)
        except LibraryError as error:
            raise MissingLibraryError(str(error), error.hint) from None
        except EngineError as error:
            raise OpenError(str(error), error.hint) from None
        self.path = self._engine.lake.folder
        self._lock = threading.Lock()
        self._is_closed = False
        self.about: About = about(self.connection)

    @property
    def connection(self) -> sqlite3.Connection:
        """What takes queries of kb's own, in the SQL of SQLite, and nothing else.

        Raises
        ------
        ClosedError
            If the lake was closed.
        """
        return cast("sqlite3.Connection", _Asked(self._open()))

    def apart(self) -> AbstractContextManager[sqlite3.Connection]:
        """What only the built file has: it is refused.

        Raises
        ------
        LakeError
            Always.
        """
        message = "this needs the built file, and a lake was opened"
        raise LakeError(message, 'open the file, as kb.open("build/kb.db")')

    def query(
        self, sql: str, parameters: Mapping[str, object], *, seconds: float, limit: int
    ) -> reader.Answer:
        """The rows of one SELECT in the engine's own SQL."""
        return self._open().query(sql, parameters, seconds=seconds, limit=limit)

    def close(self) -> None:
        """Close it for all threads; closing twice does nothing."""
        with self._lock:
            if not self._is_closed:
                self._is_closed = True
                self._engine.close()

    def _open(self) -> Engine:
        if self._is_closed:
            message = f"{self.path.name} was closed"
            raise ClosedError(message, "open it again, or stay inside its `with` block")
        return self._engine


class _Asked:
    """Takes queries as a connection of SQLite does."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def execute(self, sql: str, parameters: Mapping[str, object] | Sequence[object] = ()) -> _Rows:
        """The rows of a query of kb's own.

        Raises
        ------
        LakeError
            If it looks for words, for which a lake has no index, or the engine cannot answer it.
        """
        if INDEX in sql:
            message = "a lake has no full-text index to find words by"
            hint = (
                "open the built file; or ask in SQL, as base.sql(\"… where claim ilike '%pain%'\")"
            )
            raise LakeError(message, hint)
        try:
            return _Rows(self._engine.rows(sql, parameters))
        except reader.QueryError as error:
            message = f"the engine of this lake cannot answer this: {error}"
            raise LakeError(
                message, "open the built file, or the lake with another engine"
            ) from None


class _Rows:
    """Rows as a cursor of SQLite gives them."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._rows = rows

    def __iter__(self) -> Iterator[Row]:
        """The rows that are left."""
        return self._rows

    def fetchone(self) -> Row | None:
        """The next row; None if there is none."""
        return next(self._rows, None)

    def fetchall(self) -> list[Row]:
        """The rows that are left."""
        return list(self._rows)
