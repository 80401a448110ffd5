"""An export for a page: made beside the loop, two at once, within a time."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from os import SEEK_END
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, cast

from kb.database.reader import connect
from kb.exports.asked import asked
from kb.exports.error import ExportError
from kb.exports.format import Format
from kb.exports.selection import Selection

WORKERS = ThreadPoolExecutor(2, thread_name_prefix="kb-export")
"""An export keeps a processor busy, and readers of pages need the others: more of them wait."""
SECONDS = 60.0
"""An export that keeps the file busy for longer is given up; the command has no such limit."""
STEPS = 1000
"""Of SQLite, between two looks at the clock."""
IN_MEMORY = 1 << 23
"""Bytes of an export beyond which it waits on the disk."""
PIECE = 1 << 16
"""Bytes that are sent at once."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A format, its options, and the filters."""

    form: Format
    options: Mapping[str, str]
    filters: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Made:
    """An export as a file that waits to be sent: it is closed when it was."""

    content: IO[bytes]
    name: str
    media_type: str
    size: int

    def pieces(self) -> Iterator[bytes]:
        """Its bytes, piece by piece; none is left open."""
        with self.content as file:
            while piece := file.read(PIECE):
                yield piece


class TooLongError(Exception):
    """It took longer than a page may."""


class FaultsError(Exception):
    """The filters make no sense."""


async def make(path: Path, wanted: Asked, seconds: float = SECONDS) -> Made:
    """Make an export of a built file, when its turn comes.

    Raises
    ------
    FaultsError
        If the filters make no sense, with all that is wrong.
    ExportError
        If it cannot be written.
    TooLongError
        If it takes too long.
    """
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(WORKERS, _make, path, wanted, seconds)


def _make(path: Path, wanted: Asked, seconds: float) -> Made:
    is_late = _clock(seconds)
    with closing(connect(path)) as connection:
        connection.set_progress_handler(is_late, STEPS)
        try:
            return _written(wanted, _selection(connection, wanted))
        except (sqlite3.OperationalError, ExportError) as error:
            if is_late():
                raise TooLongError from error
            raise


def _clock(seconds: float) -> Callable[[], bool]:
    until = time.monotonic() + seconds
    return lambda: time.monotonic() > until


def _selection(connection: sqlite3.Connection, wanted: Asked) -> Selection:
    chosen, faults = asked(connection, wanted.filters)
    if faults:
        raise FaultsError("; ".join(fault.message for fault in faults))
    return Selection(connection, chosen)


def _written(wanted: Asked, selection: Selection) -> Made:
    content = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed when it was sent
    try:
        wanted.form.write(selection, cast("BinaryIO", content), wanted.options)
    except BaseException:
        content.close()
        raise
    size = content.seek(0, SEEK_END)
    content.seek(0)
    name = wanted.form.file_name(selection, wanted.options)
    return Made(content, name, wanted.form.kind(wanted.options).media_type, size)
