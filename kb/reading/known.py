"""What texts hold, kept by their digests: a text that was read before is not parsed again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from contextlib import closing, suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from kb.problems import Problem
from kb.reading.yaml_text import YamlText, read_yaml

_CREATE = "create table if not exists known (key text primary key, seal text, data text)"
_KEPT = "select seal, data from known where key = ?"
Seal = str
"""Digest over what a text holds, its key, and the program that read it."""


class Known:
    """The data of texts without problems, in a file that only the same program believes."""

    def __init__(self, path: Path, program: str) -> None:
        self._path = path
        self._program = program
        self._met: set[str] = set()
        self._news: dict[str, tuple[Seal, str]] = {}

    def read(self, text: str, file: str) -> tuple[YamlText | None, list[Problem]]:
        """The same as `read_yaml`, sooner where the text was read before."""
        key = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        known = self.text(key, file, text)
        if known is not None:
            return known, []
        found, problems = read_yaml(text, file)
        if found is not None:
            data = json.dumps(found.data)
            self._met.add(key)
            self._news[key] = self._sealed(key, data), data
        return found, problems

    def text(self, key: str, file: str, text: str = "") -> YamlText | None:
        """What the text of a digest holds; None where it is not known.

        Parameters
        ----------
        key
            SHA-256 of its UTF-8.
        text
            The text, which is not kept: without it no place can be told.
        """
        with suppress(sqlite3.Error):  # damaged, or another process is writing
            row = self._connection.execute(_KEPT, [key]).fetchone() if self._connection else None
            if row and self._sealed(key, row[1]) == row[0]:
                self._met.add(key)
                return YamlText(file, text, json.loads(row[1]))
        return None

    def keep(self, stand: Collection[str]) -> None:
        """Write what is new, and forget what was not met and does not stand anywhere.

        Parameters
        ----------
        stand
            Digests of texts that are still of use.

        Raises
        ------
        OSError, sqlite3.Error
            If it cannot be written.
        """
        if not self._news:
            return
        try:
            self._write(stand)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:  # damaged: it is made anew
            self._path.unlink()
            self._write(stand)
        self._news = {}

    def _write(self, stand: Collection[str]) -> None:
        with closing(sqlite3.connect(self._path, timeout=0)) as connection, connection:
            connection.execute("pragma synchronous = off")
            connection.execute(_CREATE)
            kept = {key for (key,) in connection.execute("select key from known")}
            gone = [(key,) for key in kept.difference(self._met, stand)]
            connection.executemany("delete from known where key = ?", gone)
            rows = [(key, seal, data) for key, (seal, data) in self._news.items()]
            connection.executemany("insert or replace into known values (?, ?, ?)", rows)

    @cached_property
    def _connection(self) -> sqlite3.Connection | None:
        """A connection that reads; None where nothing was kept."""
        if not self._path.is_file():
            return None
        address = f"{self._path.absolute().as_uri()}?mode=ro"
        return sqlite3.connect(address, uri=True, timeout=0, check_same_thread=False)

    def _sealed(self, key: str, data: str) -> Seal:
        return sha256(f"{self._program} {key} {data}".encode()).hexdigest()
