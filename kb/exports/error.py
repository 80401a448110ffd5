"""What keeps an export from being made, in a sentence for whoever asked for it."""

from __future__ import annotations

import sqlite3
import tempfile

_NO_ROOM = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}
"""What SQLite says where a disk is full or refuses; the lowest byte of its codes."""


class ExportError(Exception):
    """Nothing was written; what stood there is as it was."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class UnavailableError(ExportError):
    """A format needs what is not there: a library, or a fact that no record tells."""


class TooMuchError(ExportError):
    """A format cannot hold so much; others can."""


def no_room(error: sqlite3.OperationalError) -> ExportError | None:
    """What keeps SQLite from writing its temporary files; None if it is something else."""
    return no_temporary(error) if error.sqlite_errorcode & 0xFF in _NO_ROOM else None


def no_temporary(error: Exception) -> ExportError:
    """What keeps a library from writing its temporary files."""
    reason = getattr(error, "strerror", None) or error
    message = f"cannot write temporary files below {tempfile.gettempdir()}: {reason}"
    return ExportError(message, "make room there, or name another place by TMPDIR")
