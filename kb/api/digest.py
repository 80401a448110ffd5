"""SHA-256 of files, held against what it must be."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from kb.api.error import OpenError

_DIGEST = re.compile(r"[0-9a-fA-F]{64}")


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal.

    Raises
    ------
    OpenError
        If the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise OpenError(f"cannot read {str(path)!r}: {error.strerror}") from None


def refuse_nonsense(sha256: str) -> None:
    """Refuse what no SHA-256 is.

    Raises
    ------
    OpenError
        If it has not 64 hexadecimal digits.
    """
    if not _DIGEST.fullmatch(sha256):
        raise OpenError(f"`{sha256[:80]}` is no SHA-256", "give its 64 hexadecimal digits")


def refuse_other(path: Path, sha256: str) -> None:
    """Refuse a file with another digest.

    Raises
    ------
    OpenError
        If it has another, or the one asked for is none.
    """
    refuse_nonsense(sha256)
    found = digest(path)
    if found != sha256.lower():
        message = f"{path} is another file: its SHA-256 is {found}"
        raise OpenError(message, "ask for that one if it is what you mean")
