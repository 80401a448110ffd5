"""Quotes that are not what stands at their place in the texts of their source."""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, groupby
from operator import itemgetter

Notice = tuple[str, str, int]
"""Kind, what was noticed, how often."""
KEPT = 4
"""Passages that are kept in memory: many quotes may be of one long text."""
_QUOTES = """
    select q.source, q.evidence_line, q.char_start, q.char_end, q.text
    from quote q join source s on s.key = q.source
    where s.import_id = ? and q.char_start is not null and q.char_end is not null
    order by q.source, q.evidence_line
"""
_PLACES = """
    select id, char_start, char_end from passage
    where source = ? and char_start is not null and char_end is not null order by char_start, id
"""


def spans(connection: sqlite3.Connection, import_id: str) -> Iterator[Notice]:
    """Quotes that are elsewhere or nowhere, blanks apart; one text at a time is in memory."""
    quotes = connection.execute(_QUOTES, [import_id])
    for source, of_source in groupby(quotes, itemgetter(0)):
        passages = _Passages(connection, source)
        for _, line, start, end, text in of_source:
            there = passages.between(start, end)
            if there is None:
                yield "span-without-text", f"no text of `{source}` is there at {start} to {end}", 1
            elif _bare(there) != _bare(text):
                yield "span-differs", f"the quote of `{line}` is not at {start} to {end}", 1


class _Passages:
    """The places of a source's passages, in the order of their starts.

    Of each the farthest end so far is known, too: these never fall, so that the passages around a
    place are found by halving, however many there are.
    """

    def __init__(self, connection: sqlite3.Connection, source: str) -> None:
        self._ids, self._starts, self._ends = array("q"), array("q"), array("q")
        for number, start, end in connection.execute(_PLACES, [source]):
            self._ids.append(number)
            self._starts.append(start)
            self._ends.append(end)
        self._farthest = array("q", accumulate(self._ends, max))
        self._text = lru_cache(KEPT)(lambda number: _text(connection, number))

    def between(self, start: int, end: int) -> str | None:
        """What stands from a character to before another; None where no passage is."""
        first, last = bisect_right(self._farthest, start), bisect_left(self._starts, end)
        around = [at for at in range(first, last) if self._ends[at] > start]
        if not around:
            return None
        return "".join(
            self._text(self._ids[at])[max(start - self._starts[at], 0) : end - self._starts[at]]
            for at in around
        )


def _text(connection: sqlite3.Connection, number: int) -> str:
    (text,) = connection.execute("select text from passage where id = ?", [number]).fetchone()
    return str(text)


def _bare(text: str) -> str:
    return "".join(text.split())
