"""Full-text search over a built file, with words as people type them."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterator

MOST_WORDS = 32
"""Words of a query that are looked for; the rest of a pasted page adds nothing."""


def expressions(words: str) -> Iterator[str]:
    """FTS5 queries for typed words, strictest first: all of them, then any of them.

    Every word stands in quotes, so that none is taken for an operator; the last may be unfinished.
    """
    composed = unicodedata.normalize("NFC", words)  # else a loose accent parts a word
    found = re.findall(r"\w+", composed)[:MOST_WORDS]
    if found:
        quoted = [f'"{word}"' for word in found]
        yield " ".join([*quoted[:-1], f"{quoted[-1]}*"])
        if len(found) > 1:
            yield " OR ".join(quoted)


def search(
    connection: sqlite3.Connection, words: str, table: str = "claim", limit: int = 20
) -> list[str]:
    """Ids of the records of one table that fit best, best first; all words before some words."""
    key = "key" if table == "source" else "id"
    sql = f"""
        select t.{key} from {table}_fts f join {table} t on t.rowid = f.rowid
        where {table}_fts match ? order by f.rank, t.{key} limit ?
    """  # noqa: S608 - names of tables are kb's own
    found: dict[str, None] = {}
    for expression in expressions(words):
        found |= dict.fromkeys(row[0] for row in connection.execute(sql, [expression, limit]))
    return list(found)[:limit]
