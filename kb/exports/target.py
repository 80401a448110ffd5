"""Where an export goes: a file that is whole or not there, or standard output."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from kb.exports.error import ExportError

STANDARD_OUTPUT = "-"


@contextmanager
def file(path: Path, *, force: bool = False) -> Iterator[BinaryIO]:
    """A file to write to, which gets its name at the very end, in one move.

    Whatever stops the writing leaves what stood there as it was, and nothing beside it. What is
    no regular file (a device, a pipe) is written to as it is.

    Raises
    ------
    ExportError
        If a file stands there and `force` is not given, or the disk refuses.
    """
    path = path.resolve()
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as out:
                yield out
            return
        refuse(path, force=force)
        with _temporary(path) as out:
            yield out
            settle(out)
            refuse(path, force=force)
            Path(out.name).replace(path)
    except OSError as error:
        raise refused(path, error) from error


def refuse(path: Path, *, force: bool) -> None:
    """Leave a file that stands there alone.

    Raises
    ------
    ExportError
        If there is one and `force` is not given.
    """
    if path.exists() and not force:
        message = f"{path} is there already"
        raise ExportError(message, "replace it with --force, or choose another place with -o")


def refused(path: Path, error: OSError) -> ExportError:
    """What the system says of a place that cannot be written."""
    return ExportError(
        f"cannot write {path}: {error.strerror or error}", "choose another place with -o"
    )


@contextmanager
def _temporary(path: Path) -> Iterator[BinaryIO]:
    """A file beside the one that is meant, with the rights that any new file gets."""
    with tempfile.NamedTemporaryFile(
        dir=path.parent, prefix=f".{path.name[:100]}.", suffix=".new", delete=False
    ) as out:
        try:
            os.fchmod(out.fileno(), 0o666 & ~_mask())
            yield cast("BinaryIO", out)
        finally:
            Path(out.name).unlink(missing_ok=True)


def _mask() -> int:
    """The rights that new files are not given; asking for them is setting them."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def settle(out: BinaryIO) -> None:
    """Bring the bytes to the disk before the name: a crash between leaves the old file."""
    out.flush()
    os.fsync(out.fileno())


@contextmanager
def standard_output(*, streams: bool) -> Iterator[BinaryIO]:
    """Standard output; of formats that go back to what they wrote, when all is written."""
    if streams:
        yield sys.stdout.buffer
    else:
        with tempfile.TemporaryFile() as out:
            yield cast("BinaryIO", out)
            out.seek(0)
            shutil.copyfileobj(out, sys.stdout.buffer)
    sys.stdout.buffer.flush()
