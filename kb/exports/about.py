"""What an export tells of the knowledge base it was made from."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from typing import NamedTuple

from kb import __version__


class About(NamedTuple):
    """The one row of the knowledge base itself, and the version of kb."""

    title: str
    about: str
    licence: str
    licence_url: str | None
    advice: str | None
    publisher: str | None
    source_url: str | None
    digest: str
    schema_version: int
    private: int
    kb_version: str = __version__

    @property
    def slug(self) -> str:
        """The title as part of a file's name."""
        return slug(self.title) or "kb"


def slug(words: str) -> str:
    """Words in small letters of ASCII, with hyphens between."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", plain))


def about(connection: sqlite3.Connection) -> About:
    """What a built file says of itself."""
    names = [name for name in About._fields if name != "kb_version"]
    row = connection.execute(f"select {', '.join(names)} from knowledge_base").fetchone()  # noqa: S608 - kb's own
    return About(*row)
