"""A folder that is made beside its place and gets its name when all of it is there."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from kb.exports.error import ExportError

_LOCK, _NEW, _OLD = "lock", "new", "old"
"""What stands in the hidden folder beside the one that is meant, as long as this is made."""


def is_free(folder: Path) -> bool:
    """Whether nothing stands there, or an empty folder."""
    return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))


def refuse_foreign(folder: Path, mark: str, what: str) -> None:
    """Leave alone what stands there and has not the file that marks a folder of this kind.

    Raises
    ------
    ExportError
        If it is to be left alone.
    """
    if not is_free(folder) and not (folder / mark).is_file():
        message = f"{folder} is no {what}: it has no {mark}"
        raise ExportError(message, "choose another place, or move it away")


@contextmanager
def beside(folder: Path) -> Iterator[Path]:
    """A new folder beside the one that is meant; taken away if it is still there at the end.

    It is in a hidden one with its lock: what a killed process left there is swept away first.

    Raises
    ------
    ExportError
        If another process makes this folder.
    """
    hidden = folder.with_name(f".{folder.name}.new")
    hidden.mkdir(exist_ok=True)
    with (hidden / _LOCK).open("w") as lock:
        if not taken(lock):
            message = f"another export to {folder} is running"
            raise ExportError(message, "wait until it is done, or choose another place")
        try:
            _sweep(hidden)
            (hidden / _NEW).mkdir()
            yield hidden / _NEW
        finally:
            _sweep(hidden)
            with suppress(OSError):
                (hidden / _LOCK).unlink()
                hidden.rmdir()


def taken(lock: IO[str]) -> bool:
    """Take a lock, which the system frees whatever happens; not one that went with its folder."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return os.fstat(lock.fileno()).st_nlink > 0


def _sweep(hidden: Path) -> None:
    for name in (_NEW, _OLD):
        shutil.rmtree(hidden / name, ignore_errors=True)


def put_in_place(new: Path, folder: Path) -> None:
    """Give the folder its name; an older one goes when the new one stands."""
    if folder.exists():
        folder.replace(new.with_name(_OLD))
    new.replace(folder)


def sha256(path: Path) -> str:
    """The digest of a file."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
