"""Static files under addresses that name what is in them, so that a browser may keep them."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).with_name("static")
NAME = re.compile(r"[\w-]+(?:[./][\w-]+)*")
"""Of a file in the folder or below it; nothing that leads out of it."""
LENGTH = 12
"""Characters of the digest in an address, as Datasette 1.0 has them."""


def digest(name: str) -> str | None:
    """The start of the SHA-256 of a file's bytes; None where there is no such file."""
    path = FOLDER / name
    if not NAME.fullmatch(name) or not path.is_file():
        return None
    found = path.stat()
    return _digest(path, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=64)
def _digest(path: Path, changed: int, size: int) -> str:  # noqa: ARG001 - they tell files apart
    return sha256(path.read_bytes()).hexdigest()[:LENGTH]
