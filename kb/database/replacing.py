"""A database file made beside the old one, and put in its place in one move."""

from __future__ import annotations

import errno
import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

_NO_ROOM = frozenset({None, errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What the system says of a full disk; SQLite says it in words, without a number of the system."""


class BuildError(Exception):
    """Nothing was made, for a reason outside the text; the old file is as it was."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@contextmanager
def replacing(target: Path, *, work: str = "build", option: str = "--db") -> Iterator[Path]:
    """Give the path of a file to make; it replaces the one at `target` at the very end.

    Whatever stops the work before leaves the old file as it was.

    Parameters
    ----------
    work, option
        What is done, and the option that names the place, as messages call them.

    Raises
    ------
    BuildError
        If the disk is full or refuses, something that is no file stands there, or another process
        makes this file.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _refuse_what_is_no_file(target, option)
        with _alone(target, work), _temporary(target) as temporary:
            yield temporary
            _put_in_place(temporary, target)
    except (sqlite3.OperationalError, sa.exc.OperationalError) as error:
        raise _refused(target, option, getattr(error, "orig", error), None) from error
    except OSError as error:
        raise _refused(target, option, error.strerror, error.errno) from error


def hurry(connection: sqlite3.Connection) -> None:
    """Leave out what guards a file that is thrown away when anything fails."""
    connection.execute("pragma journal_mode = memory")
    connection.execute("pragma synchronous = off")


def _refuse_what_is_no_file(target: Path, option: str) -> None:
    """Leave a device, pipe or folder alone: a move onto its name would take its place."""
    if target.exists() and not target.is_file():
        message = f"cannot write {target}: this is no regular file"
        raise BuildError(message, f"choose another place with {option}")


@contextmanager
def _alone(target: Path, work: str) -> Iterator[None]:
    """Hold the lock of a target; the system frees it whatever happens to the process."""
    with target.with_name(f".{target.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = f"another {work} of {target} is running"
            raise BuildError(message, "wait until it is done") from None
        yield


@contextmanager
def _temporary(target: Path) -> Iterator[Path]:
    """A file beside the target; what a killed process left behind is swept away first."""
    temporary = target.with_name(f".{target.name}.new")
    temporary.unlink(missing_ok=True)
    try:
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _put_in_place(temporary: Path, target: Path) -> None:
    """Bytes on the disk first, then the name: a crash between leaves the old file."""
    with temporary.open("rb") as file:
        os.fsync(file.fileno())
    temporary.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _refused(target: Path, option: str, reason: object, number: int | None) -> BuildError:
    mend = "make room on the disk" if number in _NO_ROOM else "let kb write there"
    hint = f"{mend}, or choose another place with {option}"
    return BuildError(f"cannot write {target}: {reason}", hint)
