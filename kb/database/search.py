"""Full-text search over a built file, with words as people type them.

Of very many records with a word not all are ranked: BM25 takes a microsecond for each.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

MOST_WORDS = 32
"""Words of a query that are looked for; the rest of a pasted page adds nothing."""
MOST_RANKED = 10_000
"""Records with the words up to which each is ranked."""
MOST_TIED = 100
"""Records of one score that are put in order by their ids; more of them stay as they stand: to
read an id takes as long as to rank two records."""
_OR = " OR "
_NOTHING = '""'
"""An FTS5 query that nothing fits."""


class Ranking(NamedTuple):
    """The FTS5 queries of a search, and which of what they find is ranked.

    Parameters
    ----------
    total
        How many records there are.
    words
        What must be in them to be ranked.
    first
        What all of the ranked have that is not one of `every` so many.
    """

    total: int
    words: str
    first: str = _NOTHING
    every: int = 1

    @property
    def parameters(self) -> dict[str, object]:
        """What `ranked` is given."""
        return {"words": self.words, "first": self.first, "every": self.every}


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
            yield _OR.join(quoted)


def ranking(connection: sqlite3.Connection, table: str, expression: str) -> Ranking:
    """What of the records that fit is ranked: all, unless they are too many.

    Then it is those with a rare one of the words, or with the words in their first column, which
    counts most; and of the others, so that nothing is left out for its place, every so many-th.
    """
    total = _count(connection, table, expression)
    if total <= MOST_RANKED:
        return Ranking(total, expression)
    if _OR in expression and (rare := _rarest(connection, table, expression)):
        return Ranking(total, expression, rare, _step(total))
    sql = f"select name from pragma_table_info('{table}_fts') limit 1"  # noqa: S608 - kb's own
    (column,) = connection.execute(sql).fetchone()
    named = f"{{{column}}} : ({expression})"
    n_named = _count(connection, table, named)
    if n_named <= MOST_RANKED:
        return Ranking(total, expression, named, _step(total))
    return Ranking(total, named, every=_step(n_named))


def ranked(table: str, weights: str = "1") -> str:
    """The query for `rowid` and `score`, best lowest, of what a `Ranking` ranks."""
    return f"""
        select rowid, bm25({table}_fts, {weights}) as score from {table}_fts
        where {table}_fts match :words and (rowid % :every = 0
          or rowid in (select rowid from {table}_fts where {table}_fts match :first))"""  # noqa: S608 - kb's own


def best(table: str, weights: str = "1") -> str:
    """CTEs of which `best` has the best of the ranked: `:most` or, of one score, some more.

    `tied` is how many have the same score, or more than `MOST_TIED` if they are not all there.
    """
    return f"""
        ranked as materialized ({ranked(table, weights)}),
        last as (select score from ranked order by score limit 1 offset :most - 1),
        best as materialized (
          select rowid, score, count(*) over (partition by score) as tied from (
            select rowid, score from ranked where score <= coalesce((select score from last), 0)
            order by score, rowid limit :most + {MOST_TIED}
          )
        )"""  # noqa: S608 - kb's own


def in_order(key: str) -> str:
    """What `best` is sorted by, whatever part of it is asked for, where `key` is a record's id."""
    return f"best.score, case when best.tied <= {MOST_TIED} then {key} end, best.rowid"


def search(
    connection: sqlite3.Connection, words: str, table: str = "claim", limit: int = 20
) -> list[str]:
    """Ids of the records of one table that fit best, best first; all words before some words."""
    found: dict[str, None] = {}
    for expression in expressions(words):
        if len(found) < limit:
            found |= dict.fromkeys(_best(connection, table, expression, limit))
    return list(found)[:limit]


def _best(connection: sqlite3.Connection, table: str, expression: str, limit: int) -> Iterator[str]:
    """The ids of what is ranked, then, where more is wanted, of the others as they stand."""
    key = "key" if table == "source" else "id"
    asked = ranking(connection, table, expression)
    if not asked.total:
        return
    sql = f"""
        with {best(table)}
        select t.{key} from best join {table} t on t.rowid = best.rowid
        order by {in_order(f"t.{key}")} limit :most
    """  # noqa: S608 - names of tables are kb's own
    n = 0
    for n, (record,) in enumerate(connection.execute(sql, asked.parameters | {"most": limit}), 1):  # noqa: B007
        yield record
    if n < min(limit, asked.total):
        rest = f"""
            select t.{key} from {table}_fts f join {table} t on t.rowid = f.rowid
            where {table}_fts match ? order by f.rowid limit ?
        """  # noqa: S608 - names of tables are kb's own
        yield from (row[0] for row in connection.execute(rest, [expression, limit]))


def _rarest(connection: sqlite3.Connection, table: str, expression: str) -> str:
    """Of a query for any of some words that for the rarest, as long as all of theirs is ranked."""
    words = expression.split(_OR)
    counted = sorted((_count(connection, table, word), word) for word in words)
    rare, n = [], 0
    for of_word, word in counted:
        n += of_word
        if n <= MOST_RANKED and of_word:
            rare.append(word)
    return _OR.join(rare)


def _count(connection: sqlite3.Connection, table: str, expression: str) -> int:
    sql = f"select count(*) from {table}_fts where {table}_fts match ?"  # noqa: S608 - kb's own
    n: int = connection.execute(sql, [expression]).fetchone()[0]
    return n


def _step(n: int) -> int:
    """Of so many records every how many-th is ranked."""
    return -(-n // MOST_RANKED)
