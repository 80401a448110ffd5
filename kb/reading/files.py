"""Bytes of a file into text, or a problem that says why not and what to do."""

from __future__ import annotations

import re
import stat
from collections.abc import Mapping
from pathlib import Path

from charset_normalizer import from_bytes

from kb.problems import Place, Problem

LARGEST = 32 * 2**20
"""Bytes; curated text beyond this is a mistake (a record is some kilobytes)."""

CODES: Mapping[str, str] = {
    "unreadable-file": """A file cannot be read: missing, a folder, without permission, or no file.

    Wrong: a folder named data/claims/pain.yaml
    Right: move it away, and write the claim in a file of that name
    """,
    "file-too-large": """A file is far larger than any curated text.

    Wrong: a 100 MB data/documents/report.yaml
    Right: one record a file; keep data and copies of documents elsewhere
    """,
    "wrong-encoding": """A file is not UTF-8. The message names the encoding that would fit.

    Wrong: a file saved as “Unicode” (UTF-16) or “ANSI” (Windows-1252)
    Right: save it again as UTF-8
    """,
}

_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


def read_bytes(path: Path, file: str) -> bytes | Problem:
    """The bytes of a regular file of reasonable size."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            what = "a folder" if stat.S_ISDIR(status.st_mode) else "not a regular file"
            return _unreadable(file, f"this is {what}", "put a file here, or move it away")
        if status.st_size > LARGEST:
            return Problem(
                Place(file),
                "file-too-large",
                f"the file has {status.st_size / 2**20:.0f} MB; {LARGEST // 2**20} MB are read",
                "one record a file; keep data and copies of documents elsewhere",
            )
        return path.read_bytes()
    except FileNotFoundError:
        return _unreadable(file, "there is no such file", "make it, or correct the name")
    except PermissionError:
        return _unreadable(file, "no permission to read the file", "allow reading it (chmod +r)")
    except OSError as error:
        return _unreadable(file, f"the file cannot be read: {error.strerror}", "see to the disk")


def read_text(path: Path, file: str, *, keep_mark: bool = False) -> str | Problem:
    """The text of a UTF-8 file; a byte order mark is dropped unless offsets must count it."""
    content = read_bytes(path, file)
    if isinstance(content, Problem):
        return content
    try:
        return content.decode("utf-8" if keep_mark else "utf-8-sig")
    except UnicodeDecodeError as error:
        return _wrong_encoding(content, error, file)


def _unreadable(file: str, message: str, hint: str) -> Problem:
    return Problem(Place(file), "unreadable-file", message, hint)


def _wrong_encoding(content: bytes, error: UnicodeDecodeError, file: str) -> Problem:
    line = content.count(b"\n", 0, error.start) + 1
    start = content.rfind(b"\n", 0, error.start) + 1
    column = len(content[start : error.start].decode("utf-8", "replace")) + 1
    fitting = _fitting_encoding(content)
    return Problem(
        Place(file, line, column),
        "wrong-encoding",
        f"byte 0x{content[error.start]:02x} is not UTF-8; the file fits {fitting}",
        f"save the file again as UTF-8: iconv -f {fitting} -t UTF-8",
    )


def _fitting_encoding(content: bytes) -> str:
    """The likeliest encoding, by byte order mark, zero bytes, or charset-normalizer's statistics."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return name
    sample = content[:4096]
    if sample.count(0) > len(sample) // 4:
        return "UTF-16LE" if sample[1::2].count(0) > sample[::2].count(0) else "UTF-16BE"
    best = from_bytes(_around_the_foreign(content)).best()
    return best.encoding.replace("_", "-").upper() if best else "ISO-8859-1"


def _around_the_foreign(content: bytes) -> bytes:
    """Up to 64 kB made of the lines that hold bytes beyond ASCII: what the guess depends on."""
    return b"\n".join(re.findall(rb"[^\n]*[\x80-\xff][^\n]*", content))[: 2**16]
