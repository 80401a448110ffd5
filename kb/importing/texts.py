"""The texts of documents while an import runs: statements are held against them, none is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from kb.schema.document import ANCHOR_WORDS


class Texts:
    """Texts by their documents, in a table that is gone with the connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._connection.execute(
            "create temp table if not exists document_text (document text primary key, text text)"
        )

    def keep(self, texts: Iterable[tuple[str, str]]) -> None:
        """Have texts at hand for as long as the import runs."""
        sql = "insert or ignore into temp.document_text values (?, ?)"
        self._connection.executemany(sql, texts)

    def at(self, document: str, start: int, end: int) -> tuple[int, str] | None:
        """How long a document is, and what stands at a place in it; None for one without text."""
        sql = (
            "select length(text), substr(text, ? + 1, ? - ?) from temp.document_text"
            " where document = ?"
        )
        found: tuple[int, str] | None
        found = self._connection.execute(sql, [start, end, start, document]).fetchone()
        return found

    def whole(self, document: str) -> str:
        """All of a text that is at hand."""
        sql = "select text from temp.document_text where document = ?"
        text: str = self._connection.execute(sql, [document]).fetchone()[0]
        return text


def brief(text: str) -> str:
    """As many words of a text as may be copied, to know it by."""
    words = text.split(maxsplit=ANCHOR_WORDS)
    return text if len(words) <= ANCHOR_WORDS else f"{' '.join(words[:ANCHOR_WORDS])} …"
