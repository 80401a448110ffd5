"""Bytes into text in blocks of whole lines; no line is held that is too long to be one."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.importing.reading.batch import BYTES, CUT
from kb.importing.reading.content import Content
from kb.importing.reading.fault import fault
from kb.importing.reading.notices import Notices
from kb.importing.reading.options import ReadingOptions

SIZE = 2**17
"""Bytes read at once: as fast as any size, and the rows of one fit the processor's cache."""
KEPT = 4_000
"""Bytes of a line that is too long, to show which it is."""
MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""Byte order marks; the longer ones first, for a shorter one begins one of them."""
AS_BYTES = "kb-bytes"
"""Python's name for decoding that keeps each byte which is no text, as a lone surrogate."""


@dataclass(frozen=True, slots=True)
class Block:
    """Whole lines, with their ends.

    Parameters
    ----------
    is_clean
        Whether all is text; else some characters stand for bytes, or for what was left out.
    data
        The bytes that the text was.
    """

    text: str
    is_clean: bool
    data: bytes = b""


def blocks(
    content: Content, options: ReadingOptions, notices: Notices, *, may_be_old: bool = False
) -> Iterator[Block]:
    """The text of a file; what is odd about it as a whole goes to the notices.

    Parameters
    ----------
    may_be_old
        Whether lines may end as those of old Macs do.

    Raises
    ------
    InputError
        If the encoding is unknown, or clearly another.
    """
    encoding = options.encoding
    chunks = _chunks(content, min(SIZE, options.longest))
    if _is_wide(encoding, content.file):
        chunks, encoding = _narrowed(chunks, encoding, content.file), "utf-8"
    chunks = _unmarked(chunks, content.file, notices)
    for data, end in _whole_lines(chunks, options.longest, may_be_old=may_be_old):
        yield _block(data, end, encoding)


def as_utf8(content: Content, options: ReadingOptions, notices: Notices) -> Iterator[bytes]:
    """The bytes of a file as UTF-8, for readers that need no lines.

    Raises
    ------
    InputError
        If the encoding is unknown, or clearly another.
    """
    chunks = _chunks(content, SIZE)
    if _is_wide(options.encoding, content.file) or not _is_utf8(options.encoding):
        chunks = _narrowed(chunks, options.encoding, content.file)
    return _unmarked(chunks, content.file, notices)


def _chunks(content: Content, size: int) -> Iterator[bytes]:
    while data := content.read(size):
        yield data


def _is_wide(encoding: str, file: str) -> bool:
    """Whether line ends are not the bytes that they are in ASCII."""
    try:
        return "\n".encode(encoding) != b"\n"
    except LookupError:
        hint = "usual ones are utf-8, utf-16, cp1252 (Windows) and latin-1"
        message = f"there is no encoding `{encoding}`"
        raise fault("wrong-encoding", file, message, hint) from None


def _is_utf8(encoding: str) -> bool:
    return codecs.lookup(encoding).name in {"utf-8", "ascii"}


def _narrowed(chunks: Iterable[bytes], encoding: str, file: str) -> Iterator[bytes]:
    """Text of wide characters as UTF-8."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for chunk in chunks:
            yield decoder.decode(chunk).encode()
        yield decoder.decode(b"", final=True).encode()
    except UnicodeError as error:
        message = f"this is no {encoding}: {error}"
        raise fault("wrong-encoding", file, message, "say which `encoding` it is") from None


def _unmarked(chunks: Iterable[bytes], file: str, notices: Notices) -> Iterator[bytes]:
    """The bytes without a byte order mark at their beginning."""
    for number, chunk in enumerate(chunks):
        if number:
            yield chunk
            continue
        wide = next((name for mark, name in MARKS.items() if chunk.startswith(mark)), None)
        if wide:
            message = f"the file begins as {wide.upper()} does"
            raise fault("wrong-encoding", file, message, f"say so: `encoding: {wide}`")
        if chunk.startswith(codecs.BOM_UTF8):
            message = "a byte order mark before the first character is left out"
            notices.tell(file, 1, "byte-order-mark", message)
        yield chunk.removeprefix(codecs.BOM_UTF8)


class _TooLong:
    """A line of which only the beginning is held, and whether quotes are open where it is cut."""

    def __init__(self) -> None:
        self._start = b""
        self._quotes = 0

    def add(self, data: bytes) -> None:
        kept = data[: KEPT - len(self._start)]
        self._start += kept
        self._quotes += data.count(b'"') - kept.count(b'"')

    def line(self) -> tuple[bytes, str]:
        """The beginning, and an end after which a reader is where the whole would leave it."""
        return self._start.rstrip(b"\r\n"), CUT + '"' * (self._quotes % 2) + "\n"


def _whole_lines(
    chunks: Iterable[bytes], longest: int, *, may_be_old: bool
) -> Iterator[tuple[bytes, str]]:
    """Bytes up to the end of a line; and what is to follow them, where the line was cut."""
    tail, cut = b"", None
    for each in chunks:
        chunk = each
        is_old = may_be_old and b"\n" not in chunk and b"\r" in chunk[:-1]
        line_end = b"\r" if is_old else b"\n"
        first = chunk.find(line_end) + 1
        if cut is None and len(tail) + (first or len(chunk)) > longest:
            cut = _TooLong()
        if cut is not None:
            cut.add(tail + chunk[: first or len(chunk)])
            tail = b""
            if not first:
                continue
            yield cut.line()
            chunk, cut = chunk[first:], None
        # a \r at the very end may be the first half of a line end
        last = chunk.rfind(line_end, 0, -1 if is_old else None) + 1
        if last:
            yield tail + chunk[:last], ""
            tail = b""
        tail += chunk[last:]
    if cut is not None:
        yield cut.line()
    elif tail:
        yield tail, ""


def _block(data: bytes, end: str, encoding: str) -> Block:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return Block(data.decode(encoding, AS_BYTES) + end, is_clean=False, data=data)
    return Block(text + end, is_clean=not end and "\0" not in text, data=data)


def _as_bytes(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):  # pragma: no cover - nothing is encoded so
        raise error
    wrong = error.object[error.start : error.end]
    return "".join(chr(BYTES + byte) for byte in wrong), error.end


codecs.register_error(AS_BYTES, _as_bytes)
