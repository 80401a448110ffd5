"""Standard input laid down in a file, so that it can be read more than once."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.importing.reading.fault import InputError, fault

PIPE = "standard input"
"""What standard input is called in messages, and the file that it is laid down in."""
_FOLDER = "kb-standard-input-"
"""Beginning of the name of that file's folder."""


@contextmanager
def kept() -> Iterator[Path]:
    """Give a file of all that standard input holds, for as long as it is read.

    Raises
    ------
    InputError
        If there is no room for it.
    """
    with _folder() as folder:
        path = Path(folder, PIPE)
        try:
            with path.open("wb") as file:
                shutil.copyfileobj(sys.stdin.buffer, file)
        except OSError as error:
            raise no_room(PIPE, error) from None
        yield path


def called(path: Path) -> str:
    """What a file is called in messages: nobody knows the path of one laid down."""
    is_kept = path.name == PIPE and path.parent.name.startswith(_FOLDER)
    return PIPE if is_kept else str(path)


def no_room(file: str, error: OSError) -> InputError:
    """The error of a file whose bytes cannot be laid down beside."""
    place = tempfile.tempdir or "a temporary folder"
    message = f"this cannot be kept in {place} while it is read: {error.strerror}"
    hint = "make room there, or name another folder in the environment variable TMPDIR"
    return fault("unreadable-input", file, message, hint)


def _folder() -> tempfile.TemporaryDirectory[str]:
    try:
        return tempfile.TemporaryDirectory(prefix=_FOLDER)
    except OSError as error:
        raise no_room(PIPE, error) from None
