"""A built file from an address: fetched once, kept, and fetched again when it has changed.

A copy is named by its own digest, and a small note beside it says which copy is the newest: so a
copy is whole or not there, whatever stops the fetching, and however many fetch it at a time.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from platformdirs import user_cache_path

from kb import __version__
from kb.api.digest import digest, refuse_nonsense
from kb.api.error import DownloadError, OfflineWarning
from kb.api.file import MAGIC

AT_A_TIME = 1 << 20
"""Bytes read at a time."""
KEPT = 2
"""Copies of one address that are kept: the newest, and one that may still be open."""
NOT_MODIFIED = 304


class Note(NamedTuple):
    """What is known of the newest copy."""

    address: str
    sha256: str
    etag: str
    modified: str


class Shelf:
    """Where the copies of one address are kept."""

    def __init__(self, address: str) -> None:
        self.address = address
        own = hashlib.sha256(address.encode()).hexdigest()[:16]
        self.folder = user_cache_path("kb", appauthor=False) / own
        self._note = self.folder / "newest.json"

    def path(self, sha256: str) -> Path:
        """Where the copy of a digest is, or would be."""
        return self.folder / f"{sha256}.db"

    def holds(self, sha256: str) -> bool:
        """Whether there is an unharmed copy of a digest."""
        path = self.path(sha256)
        return path.is_file() and digest(path) == sha256

    def newest(self) -> Note | None:
        """What is known of the newest copy, if that is unharmed."""
        with suppress(OSError, ValueError, TypeError):
            note = Note(**json.loads(self._note.read_text("utf-8")))
            return note if self.holds(note.sha256) else None
        return None

    @contextmanager
    def temporary(self) -> Iterator[BinaryIO]:
        """A file beside the copies, which is swept away unless it was moved."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self.folder, suffix=".part", delete=False) as out:
            try:
                yield cast("BinaryIO", out)
            finally:
                Path(out.name).unlink(missing_ok=True)

    def keep(self, part: Path, note: Note) -> Path:
        """Give a fetched file its name, note that it is the newest, and let old ones go."""
        target = self.path(note.sha256)
        part.replace(target)
        with self.temporary() as out:
            out.write(json.dumps(note._asdict()).encode())
            out.flush()
            Path(out.name).replace(self._note)
        copies = sorted(self.folder.glob("*.db"), key=os.path.getmtime, reverse=True)
        for old in copies[KEPT:]:
            with suppress(OSError):  # somebody has it open, on systems that mind
                old.unlink()
        return target


def fetched(address: str, sha256: str | None, timeout: float) -> Path:
    """The file of an address, from the server or as it was kept.

    Raises
    ------
    DownloadError
        If there is neither, or the file is not the one that is asked for.
    """
    shelf = Shelf(address)
    if sha256 is not None:
        refuse_nonsense(sha256)
        if shelf.holds(sha256.lower()):
            return shelf.path(sha256.lower())
    note = shelf.newest()
    try:
        return _asked(shelf, note, sha256, timeout)
    except HTTPError as error:
        with error:
            if error.code == NOT_MODIFIED and note is not None:
                return _same(shelf.path(note.sha256), note.sha256, sha256, address)
            return _offline(shelf, note, sha256, f"the server answers {error.code} {error.reason}")
    except (URLError, http.client.HTTPException, TimeoutError, ConnectionError) as error:
        return _offline(shelf, note, sha256, str(getattr(error, "reason", error)))
    except (OSError, ValueError) as error:
        raise DownloadError(f"cannot fetch {address}: {error}") from None


def _asked(shelf: Shelf, note: Note | None, sha256: str | None, timeout: float) -> Path:
    """Ask the server, and keep what it sends."""
    known = {"If-None-Match": note.etag, "If-Modified-Since": note.modified} if note else {}
    headers = {name: value for name, value in known.items() if value}
    headers["User-Agent"] = f"kb/{__version__}"
    request = Request(shelf.address, headers=headers)  # noqa: S310 - http or https, as was checked
    with urlopen(request, timeout=timeout) as answer, shelf.temporary() as out:  # noqa: S310
        found = _copied(answer, out)
        _refuse_cut(answer.headers.get("Content-Length"), out.tell())
        out.flush()
        os.fsync(out.fileno())
        _refuse_strange(Path(out.name), shelf.address)
        _same(Path(out.name), found, sha256, shelf.address)
        etag, modified = (answer.headers.get(name) or "" for name in ("ETag", "Last-Modified"))
        return shelf.keep(Path(out.name), Note(shelf.address, found, etag, modified))


def _copied(answer: http.client.HTTPResponse, out: BinaryIO) -> str:
    """SHA-256 of what is sent, which is written meanwhile."""
    total = hashlib.sha256()
    while part := answer.read(AT_A_TIME):
        total.update(part)
        out.write(part)
    return total.hexdigest()


def _refuse_cut(told: str | None, size: int) -> None:
    """Tell of a server that hung up."""
    if told is not None and told.isdigit() and int(told) != size:
        message = f"it was cut off: {size:,} of {int(told):,} bytes came"
        raise ConnectionError(message)


def _refuse_strange(path: Path, address: str) -> None:
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            message = f"{address} is no SQLite database: what came is something else"
            raise DownloadError(message, "name the address of the built file itself")


def _same(path: Path, found: str, sha256: str | None, address: str) -> Path:
    """The path, if the file is the one that is asked for."""
    if sha256 is not None and found != sha256.lower():
        message = f"{address} is another file: its SHA-256 is {found}"
        raise DownloadError(message, "ask for that one if it is what you mean")
    return path


def _offline(shelf: Shelf, note: Note | None, sha256: str | None, why: str) -> Path:
    """The kept copy, saying so."""
    server = urlsplit(shelf.address).netloc
    if note is None:
        message = f"cannot fetch {shelf.address}: {why}"
        raise DownloadError(message, f"look whether {server} can be reached, or name a file")
    path = _same(shelf.path(note.sha256), note.sha256, sha256, shelf.address)
    message = f"{server} could not be asked ({why}): the copy that was fetched before is used"
    warnings.warn(message, OfflineWarning, stacklevel=5)
    return path
