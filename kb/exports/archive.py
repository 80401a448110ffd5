"""Several files in one: a ZIP archive that is the same whenever it is made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time that each file bears: ZIP knows none before."""
RIGHTS = 0o100644 << 16
"""A regular file that all may read, as ZIP writes it down."""


@contextmanager
def archive(out: BinaryIO) -> Iterator[ZipFile]:
    """An archive to be filled."""
    with ZipFile(out, "w") as made:
        yield made


@contextmanager
def member(made: ZipFile, name: str, *, packed: bool = True) -> Iterator[IO[bytes]]:
    """A file of an archive, to be written; packed if it is not small already."""
    info = ZipInfo(name, EARLIEST)
    info.compress_type = ZIP_DEFLATED if packed else ZIP_STORED
    info.external_attr = RIGHTS
    info.create_system = 3  # as on Unix, whatever writes it
    with made.open(info, "w", force_zip64=True) as file:
        yield file
