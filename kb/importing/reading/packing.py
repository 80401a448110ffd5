"""Compressed bytes unpacked as they are read, as long as they are whole and grow as data does."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kb.importing.reading.fault import InputError, fault

if sys.version_info >= (3, 14):  # pragma: no cover - one of two branches on each Python
    from compression import zstd
else:  # pragma: no cover
    from backports import zstd

if TYPE_CHECKING:
    from _typeshed import SupportsRead, WriteableBuffer

__all__ = ["DAMAGES", "Unpacked", "damaged", "is_packed", "is_tar", "unpacked", "zstd"]
TIMES = 200
"""A table packs to a tenth, a repetitive one to a hundredth; what grows more is made to harm."""
HARMLESS = 16 * 2**20
"""Bytes up to which nothing unpacked can harm."""
DEEPEST = 3
"""Compressed, and that again, and once more; no one means more than that."""
DAMAGES = (
    EOFError,
    gzip.BadGzipFile,
    lzma.LZMAError,
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
    zstd.ZstdError,
)
"""How the standard library says that packed bytes are damaged or end too early."""
PACKED: Mapping[bytes, Callable[[io.BufferedReader], SupportsRead[bytes]]] = {
    b"\x1f\x8b\x08": lambda stream: gzip.GzipFile(fileobj=stream),
    b"BZh91AY&SY": bz2.BZ2File,
    b"\xfd7zXZ\x00": lzma.LZMAFile,
    b"\x28\xb5\x2f\xfd": zstd.ZstdFile,
}
"""What packed bytes begin with, and what reads them; bzip2's level is a digit."""


class Unpacked(io.RawIOBase):
    """What comes out of packed bytes, until it is more than these let expect."""

    def __init__(
        self,
        stream: SupportsRead[bytes],
        file: str,
        packed: Callable[[], int],
        expands_to: int | None,
    ) -> None:
        super().__init__()
        self._stream = stream
        self._file = file
        self._packed = packed
        self._expands_to = expands_to
        self._size = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Unpack some more.

        Raises
        ------
        InputError
            If the bytes are damaged, end too early, or grow too much.
        """
        view = memoryview(buffer)
        try:
            data = self._stream.read(len(view))
        except DAMAGES as error:
            raise damaged(self._file, error) from None
        view[: len(data)] = data
        self._size += len(data)
        if self._size > self._most():
            raise _grown(self._file, self._size, self._packed())
        return len(data)

    def _most(self) -> int:
        if self._expands_to is not None:
            return self._expands_to
        return max(HARMLESS, TIMES * self._packed()) if self._size > HARMLESS else HARMLESS


def unpacked(stream: io.BufferedReader, file: str, expands_to: int | None) -> io.BufferedReader:
    """The stream itself, or what is packed in it; found by its first bytes, not by a name."""
    for _ in range(DEEPEST):
        reader = _reader(stream)
        if reader is None:
            break
        raw = Unpacked(reader(stream), file, stream.tell, expands_to)
        stream = io.BufferedReader(raw)
    return stream


def is_packed(stream: io.BufferedReader) -> bool:
    """Whether a stream begins as compressed bytes or an archive do."""
    start = stream.peek(512)
    return _reader(stream) is not None or start.startswith(b"PK\x03\x04") or is_tar(stream)


def is_tar(stream: io.BufferedReader) -> bool:
    """Whether a stream begins as a tar archive does."""
    return stream.peek(512)[257:262] == b"ustar"


def damaged(file: str, error: Exception) -> InputError:
    """The error for packed bytes that cannot be unpacked to their end."""
    if isinstance(error, EOFError):
        message = "the compressed data ends in the middle"
        return fault("damaged-input", file, message, "copy or download it again")
    message = f"the compressed data is damaged: {error}"
    return fault("damaged-input", file, message, "copy or download it again")


def _reader(
    stream: io.BufferedReader,
) -> Callable[[io.BufferedReader], SupportsRead[bytes]] | None:
    start = stream.peek(16)
    same = start[:3] + b"9" + start[4:] if start.startswith(b"BZh") else start
    return next((reader for mark, reader in PACKED.items() if same.startswith(mark)), None)


def _grown(file: str, size: int, packed: int) -> InputError:
    message = f"{size:,} bytes came out of {packed:,}: more than a table can be packed"
    hint = f"if that is right, say how much it may become: `expands_to: {2 * size}` (bytes) or more"
    return fault("too-much-unpacked", file, message, hint)
