"""Bytes of a file into text, or a problem that says why not and what to do."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path

from kb.problems import Place, Problem

LARGEST = 32 * 2**20
"""Bytes; curated text beyond this is a mistake (a record is some kilobytes)."""
_READING = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK
"""So that a pipe in the place of a file is seen to be one, and not waited for."""
SHORTEST_WORD = 3
"""Bytes beyond ASCII in a row that make a word of another script, not letters with accents."""

CODES: Mapping[str, str] = {
    "unreadable-file": """A file or folder cannot be read: missing, forbidden, no file, a link out.

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


def read_bytes(path: Path | str, file: str, within: str | None = None) -> bytes | Problem:
    """The bytes of a regular file of reasonable size.

    By the system's own calls, which take half the time where ten thousand files are read.

    Parameters
    ----------
    within
        A folder out of which no link may lead: what is read is shown where it has problems.
    """
    try:
        descriptor = os.open(path, _READING | (os.O_NOFOLLOW if within else 0))
        try:
            return _content(descriptor, file)
        finally:
            os.close(descriptor)
    except OSError as error:
        if within and error.errno == errno.ELOOP:
            return leads_out(path, file, within) or read_bytes(path, file)
        return refused(file, error)
    except ValueError:  # a zero byte or half a character in the name
        return unreadable(file, "no file can have this name", "correct the name")


def leads_out(path: Path | str, file: str, within: str) -> Problem | None:
    """The problem of a file or folder that stands, by links, outside of a folder."""
    if Path(os.path.realpath(path)).is_relative_to(os.path.realpath(within)):
        return None
    message = "this is a link that leads out of the knowledge base"
    return unreadable(file, message, "put what it leads to here, in its place")


def _content(descriptor: int, file: str) -> bytes | Problem:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        what = "a folder" if stat.S_ISDIR(status.st_mode) else "not a regular file"
        return unreadable(file, f"this is {what}", "put a file here, or move it away")
    if status.st_size > LARGEST:
        return _too_large(file, status.st_size)
    content = os.read(descriptor, status.st_size + 1)
    if len(content) != status.st_size:  # it changes as it is read, or a signal came between
        while more := os.read(descriptor, LARGEST):
            content += more
    return content


def read_text(path: Path, file: str, *, keep_mark: bool = False) -> str | Problem:
    """The text of a UTF-8 file; a byte order mark is dropped unless offsets must count it."""
    content = read_bytes(path, file)
    return content if isinstance(content, Problem) else as_text(content, file, keep_mark=keep_mark)


def as_text(content: bytes, file: str, *, keep_mark: bool = False) -> str | Problem:
    """The text of a UTF-8 file's bytes."""
    if wide := _wide_encoding(content):
        message = f"the file seems to be {wide}, not UTF-8"
        return Problem(Place(file), "wrong-encoding", message, _again(wide))
    try:
        return content.decode("utf-8" if keep_mark else "utf-8-sig")
    except UnicodeDecodeError as error:
        return _wrong_encoding(error, file)


def refused(file: str, error: OSError) -> Problem:
    """The problem that stands for what the operating system said of a file or folder."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return unreadable(file, "there is no such file", "make it, or correct the name")
    if isinstance(error, PermissionError):
        return unreadable(file, "no permission to read this", "allow reading it (chmod +r)")
    return unreadable(file, f"this cannot be read: {error.strerror}", "see to the disk or the name")


def unreadable(file: str, message: str, hint: str) -> Problem:
    """The problem of a file or folder that cannot be read, for any reason."""
    return Problem(Place(file), "unreadable-file", message, hint)


def _too_large(file: str, size: int) -> Problem:
    message = f"the file has {size / 2**20:.0f} MB; at most {LARGEST // 2**20} MB are read"
    hint = "one record a file; keep data and copies of documents elsewhere"
    return Problem(Place(file), "file-too-large", message, hint)


def _again(encoding: str) -> str:
    return f"save the file again as UTF-8: iconv -f {encoding} -t UTF-8"


def _wide_encoding(content: bytes) -> str | None:
    """An encoding of two or four bytes a character, by its mark or by its many zero bytes."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return name
    sample = content[:4096]
    zeros = sample.count(0)
    if zeros * 4 <= len(sample):
        return None
    # of ASCII, three bytes of four are zero, or every other
    width = 32 if zeros * 8 > len(sample) * 5 else 16
    return f"UTF-{width}{'LE' if sample[0] else 'BE'}"


def _wrong_encoding(error: UnicodeDecodeError, file: str) -> Problem:
    """Show the line in the likeliest encoding: whoever wrote it sees whether that is the one."""
    content, at = error.object, error.start
    line = content.count(b"\n", 0, at) + 1
    before = content[content.rfind(b"\n", 0, at) + 1 : at].decode()
    after = content[at:].split(b"\n", 1)[0]
    encoding = _likely_encoding(content)
    place = Place(file, line, len(before) + 1, before + after.decode(encoding, "replace"))
    message = f"byte 0x{content[at]:02x} is not UTF-8"
    if encoding == "UTF-8":
        return Problem(place, "wrong-encoding", message, "write this character again")
    return Problem(place, "wrong-encoding", f"{message}; shown as {encoding}", _again(encoding))


def _likely_encoding(content: bytes) -> str:
    """UTF-8 where most is; Windows' Cyrillic where whole words are foreign; else its Western."""
    text = content.decode("utf-8", "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    if broken < len(re.findall(r"[^\x00-\x7f]", text)) - broken:
        return "UTF-8"
    foreign = re.findall(rb"[\x80-\xff]+", content)
    in_words = sum(len(run) for run in foreign if len(run) >= SHORTEST_WORD)
    return "WINDOWS-1251" if in_words * 2 > sum(map(len, foreign)) else "WINDOWS-1252"
