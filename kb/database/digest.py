"""What a build is made from, as one number: all text, and the program that reads it."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from kb.corpus import Corpus

ROOMS = ("analysis", "audits", "corpus", "database", "reading", "schema", "spans")
"""Parts of the program on which the rows of a built file depend."""


def digest(corpus: Corpus) -> str:
    """SHA-256 over all records and sources and over the program: another is another file."""
    total = sha256(_program())
    for file, content in corpus.digests.items():
        total.update(f"\0{file}\0{content}".encode())
    for entry in corpus.entries:
        total.update(f"\0{entry.alone}".encode())
    for one in corpus.released:
        total.update(f"\0{one.claim}\0{one.version}\0{one.date}".encode())
    return total.hexdigest()


@cache
def _program() -> bytes:
    """The source of the rooms that make rows; their names tell apart what moves between files."""
    folder = Path(__file__).resolve().parents[1]
    sources = (path for room in ROOMS for path in (folder / room).rglob("*"))
    parts = [
        f"{path.relative_to(folder).as_posix()}\0{path.read_text('utf-8')}"
        for path in sorted(sources)
        if path.suffix in {".py", ".sql"}
    ]
    return "\0".join(parts).encode()
