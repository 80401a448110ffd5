"""The bytes of a file as they were meant: from a path or a pipe, unpacked, counted, digested."""

from __future__ import annotations

import hashlib
import io
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Literal, cast

from kb.importing.reading.archive import inside, names
from kb.importing.reading.fault import refused
from kb.importing.reading.options import ReadingOptions
from kb.importing.reading.packing import is_packed
from kb.importing.reading.pipe import PIPE, called, no_room

AT_ONCE = 2**20
SEPARATOR = "//"
"""Between an archive and its member: `archive.tar.xz//claims.csv`."""


class Content:
    """Bytes, unpacked, to be read once from their beginning.

    Parameters
    ----------
    file
        The name for messages; of an archive's member `archive.zip//claims.csv`.
    source
        The bytes as they are stored, to tell how far reading has come.
    total_bytes
        How many of these there are; None where a pipe does not tell.
    """

    def __init__(
        self, file: str, source: io.BufferedReader, stream: io.BufferedReader, total: int | None
    ) -> None:
        self.file = file
        self.n_bytes = self.read_bytes = 0
        self.total_bytes = total
        self._source = source
        self._stream = stream
        self._digest = hashlib.sha256()

    def read(self, size: int) -> bytes:
        """So many bytes, fewer only at the end.

        Raises
        ------
        InputError
            If the bytes cannot be read or unpacked.
        """
        try:
            data = self._stream.read(size)
        except OSError as error:
            raise refused(self.file, error) from None
        self._digest.update(data)
        self.n_bytes += len(data)
        self.read_bytes = self.n_bytes if self.total_bytes is None else self._source.tell()
        return data

    @property
    def sha256(self) -> str:
        """The digest of what was read so far."""
        return self._digest.hexdigest()

    @contextmanager
    def seekable(self) -> Iterator[IO[bytes]]:
        """All bytes, digested, in a file in which a reader can go back and forth."""
        if self.total_bytes is not None and self._stream is self._source:
            while self.read(AT_ONCE):
                pass
            self._source.seek(0)
            yield self._source
            return
        with tempfile.TemporaryFile() as copy:
            try:
                while data := self.read(AT_ONCE):
                    copy.write(data)
                copy.seek(0)
            except OSError as error:
                raise no_room(self.file, error) from None
            yield copy


@contextmanager
def open_content(file: Path | Literal["-"], options: ReadingOptions) -> Iterator[Content]:
    """The content of a file, of an archive's member, or of standard input.

    Raises
    ------
    InputError
        If there is no such file, or it cannot be unpacked.
    """
    path, member = (file, options.member) if file == "-" else _apart(file, options.member)
    name = PIPE if path == "-" else called(path)
    with ExitStack() as opened:
        try:
            source = opened.enter_context(_opened(path))
            if not source.seekable() and (member or is_packed(source)):
                source = opened.enter_context(_laid_down(source))
            total = _size(source)
            inner, stream = inside(source, name, member, options.expands_to)
        except OSError as error:
            raise refused(name, error) from None
        whole = f"{name}{SEPARATOR}{inner}" if inner else name
        yield Content(whole, source, stream, total)


def members(path: Path) -> list[str]:
    """The names of the files in an archive; none of what is no archive.

    Raises
    ------
    InputError
        If there is no such file, or it is damaged.
    """
    try:
        with path.open("rb") as source:
            return names(source, called(path))
    except OSError as error:
        raise refused(called(path), error) from None


def _apart(path: Path, member: str | None) -> tuple[Path, str | None]:
    """An archive and its member, where a path goes on beyond a file."""
    for parent in path.parents:
        if parent.is_file():
            return parent, path.relative_to(parent).as_posix()
    return path, member


@contextmanager
def _opened(path: Path | Literal["-"]) -> Iterator[io.BufferedReader]:
    """A file, or standard input, which stays open."""
    if path != "-":
        with path.open("rb") as file:
            yield file
        return
    stream: io.BufferedReader = io.BufferedReader(cast("io.RawIOBase", sys.stdin.buffer))
    yield stream
    stream.detach()


@contextmanager
def _laid_down(pipe: io.BufferedReader) -> Iterator[io.BufferedReader]:
    """A pipe's bytes in a file that leaves nothing: unpacking goes back and forth in it."""
    with tempfile.TemporaryFile() as file:
        try:
            shutil.copyfileobj(pipe, file)
            file.flush()
        except OSError as error:
            raise no_room(PIPE, error) from None
        file.seek(0)
        yield io.BufferedReader(io.FileIO(file.fileno(), closefd=False))


def _size(source: io.BufferedReader) -> int | None:
    if not source.seekable():
        return None
    size = source.seek(0, io.SEEK_END)
    source.seek(0)
    return size
