"""The built file that tools read, opened anew for each call: it may have been replaced."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kb.database.claim_index import ClaimIndex
from kb.database.reader import connect

Row = Mapping[str, Any]


class RefusedError(Exception):
    """A question that cannot be answered as it was asked; its words say what to ask instead."""


@dataclass(frozen=True, slots=True)
class Base:
    """One opened knowledge base."""

    path: Path
    connection: sqlite3.Connection

    def rows(self, sql: str, **parameters: object) -> list[Row]:
        """All rows of a query of ours."""
        return [dict(row) for row in self.connection.execute(sql, parameters)]

    def value(self, sql: str, **parameters: object) -> Any:  # noqa: ANN401 - SQLite's value
        """The first value of the first row of a query that has one."""
        return self.connection.execute(sql, parameters).fetchone()[0]

    @property
    def index(self) -> ClaimIndex:
        """Facets of the claims, read once for each state of the file."""
        about = self.path.stat()
        return _index(self.path, (about.st_ino, about.st_mtime_ns, about.st_size))


@contextmanager
def opened(path: Path) -> Iterator[Base]:
    """The knowledge base in a file.

    Raises
    ------
    RefusedError
        If there is none.
    """
    try:
        with closing(connect(path)) as connection:
            connection.execute("select 1 from knowledge_base").fetchone()
            yield Base(path, connection)
    except FileNotFoundError:
        message = f"{path.name} is not there: run `kb build`"
        raise RefusedError(message) from None
    except sqlite3.DatabaseError as error:
        message = f"{path.name} is no file built by kb, or damaged ({error}): run `kb build`"
        raise RefusedError(message) from None


@lru_cache(maxsize=4)
def _index(path: Path, _state: tuple[int, ...]) -> ClaimIndex:
    with closing(connect(path)) as connection:
        return ClaimIndex(connection)
