"""Curated files on the disk: a new one never takes another's place, a changed one is whole."""

from __future__ import annotations

import shutil
from pathlib import Path

MARK = b"\xef\xbb\xbf"
"""A byte order mark, which stays where it was."""


def create(path: Path, content: bytes) -> None:
    """Make a file, with the folders above it.

    Raises
    ------
    FileExistsError
        If something stands there: it stays as it is.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    try:
        path.hardlink_to(beside)
    finally:
        beside.unlink()


def replace(path: Path, text: str) -> None:
    """Put text in the place of a file, in one move, with its permissions and its mark.

    Where there is none, the file is made.
    """
    path = path.resolve()
    beside = path.with_name(f".{path.name}.new")
    if path.exists():
        mark = MARK if path.read_bytes().startswith(MARK) else b""
        beside.write_bytes(mark + text.encode())
        shutil.copymode(path, beside)
    else:
        beside.write_bytes(text.encode())
    beside.replace(path)
