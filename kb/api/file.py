"""A built file: what it says of itself, and a read-only connection for each thread."""

from __future__ import annotations

import sqlite3
import threading
import weakref
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from kb.api.error import ClosedError, OpenError
from kb.database import reader
from kb.database.reader import connect
from kb.exports.about import About, about
from kb.schema.view import SCHEMA_VERSION

MAGIC = b"SQLite format 3\0"
_PAGE = slice(16, 18)
_PAGES = slice(28, 32)
_HEAD = 100
"""Bytes in which SQLite tells how many pages of which size a file has."""
AGAIN = "build it again with `kb build`, or fetch it again"


class _Held:
    """A connection that is closed when its thread has gone."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.close = weakref.finalize(self, connection.close)


class File:
    """A built file that is open for reading, by any number of threads.

    Raises
    ------
    OpenError
        If it is not there, or no file that this version of kb can read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self._own = threading.local()
        self._all: weakref.WeakSet[_Held] = weakref.WeakSet()
        self._lock = threading.Lock()
        self._is_closed = False
        _refuse_damaged(self.path)
        with closing(self._connect()) as connection:
            self.about = _about(connection, self.path)

    @property
    def connection(self) -> sqlite3.Connection:
        """The thread's connection; its rows are plain tuples.

        Raises
        ------
        ClosedError
            If the file was closed.
        """
        held: _Held | None = getattr(self._own, "held", None)
        if held is None or self._is_closed:
            held = self._own.held = _Held(self._fresh())
            held.connection.row_factory = None
            self._all.add(held)
        return held.connection

    @contextmanager
    def apart(self) -> Iterator[sqlite3.Connection]:
        """A connection for one task that leaves traces in it, or needs rows with names."""
        with closing(self._fresh()) as connection:
            yield connection

    def query(
        self, sql: str, parameters: Mapping[str, object], *, seconds: float, limit: int
    ) -> reader.Answer:
        """The rows of one SELECT of unknown origin."""
        with self.apart() as connection:
            return reader.query(connection, sql, dict(parameters), seconds=seconds, limit=limit)

    def close(self) -> None:
        """Close it for all threads; closing twice does nothing."""
        with self._lock:
            self._is_closed = True
            for held in list(self._all):
                held.close()

    def _fresh(self) -> sqlite3.Connection:
        with self._lock:
            if self._is_closed:
                message = f"{self.path.name} was closed"
                raise ClosedError(message, "open it again, or stay inside its `with` block")
            connection = self._connect()
        (digest,) = connection.execute("select digest from knowledge_base").fetchone()
        if digest != self.about.digest:
            connection.close()
            message = f"{self.path} was built anew since it was opened"
            raise OpenError(message, "open it again, so that all answers are of one build")
        return connection

    def _connect(self) -> sqlite3.Connection:
        return connect(self.path, any_thread=True)


def _refuse_damaged(path: Path) -> None:
    """Tell what is wrong with a file before SQLite is asked, which finds out late."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
        size = path.stat().st_size
    except FileNotFoundError:
        raise OpenError(f"there is no file {path}", "build it with `kb build`") from None
    except (OSError, ValueError) as error:  # the latter: no name that a file can have
        why = getattr(error, "strerror", None) or error
        raise OpenError(f"cannot read {str(path)!r}: {why}") from None
    if not head.startswith(MAGIC):
        raise OpenError(f"{path} is no SQLite database", "name a file that `kb build` made")
    page = int.from_bytes(head[_PAGE], "big")
    told = int.from_bytes(head[_PAGES], "big") * (65536 if page == 1 else page)
    if size < told:
        raise OpenError(f"{path} is cut off: {size:,} of {told:,} bytes are there", AGAIN)


def _about(connection: sqlite3.Connection, path: Path) -> About:
    """What the file says of itself, if it can be read."""
    try:
        found = about(connection)
    except (sqlite3.OperationalError, TypeError):  # no such table, or no row in it
        message = f"{path} is a database, but not one that this version of kb built"
        raise OpenError(message, "name a file that `kb build` made") from None
    except sqlite3.DatabaseError as error:
        raise OpenError(f"{path} is damaged: {error}", AGAIN) from None
    _refuse_version(found.schema_version, path)
    return found


def _refuse_version(found: int, path: Path) -> None:
    if found != SCHEMA_VERSION:
        fix = "update kb" if found > SCHEMA_VERSION else "build it again with `kb build`"
        message = f"{path} has version {found} of the schema, and this kb reads {SCHEMA_VERSION}"
        raise OpenError(message, fix)
