"""Words that a search may have meant: the nearest ones that stand in terms and claims."""

from __future__ import annotations

import re
import sqlite3
from difflib import get_close_matches

from kb.site.site import Site, sql

CLAIMS = 20_000
"""Claims whose words are known; most words of the others stand in these, too."""
MOST = 6
"""Words of a search that are looked at."""
LONGEST = 40
"""Letters of a word that may be mistyped."""


async def meant(site: Site, words: str) -> str | None:
    """The same words with those that nothing has replaced by near ones; None where none is near."""
    typed = re.findall(r"\w+", words)
    if not typed or len(typed) > MOST:
        return None
    there = await _there(site)
    corrected = [await _corrected(site, word, there) for word in typed]
    return " ".join(corrected) if corrected != typed else None


async def _corrected(site: Site, word: str, there: list[str]) -> str:
    known = await site.row("search_known", words=f'"{word}"')
    if len(word) > LONGEST or (known and known["known"]):
        return word
    low = word.casefold()
    alike = [one for one in there if abs(len(one) - len(low)) <= 2]  # noqa: PLR2004 - two slips
    return next(iter(get_close_matches(low, alike, n=1, cutoff=0.7)), word)


async def _there(site: Site) -> list[str]:
    """Words of four letters and more, each once."""
    return await site.once(("near_words",), _read)


def _read(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute(sql("search_words"), {"size": CLAIMS})
    texts = (row["text"].casefold() for row in rows)
    return sorted({word for text in texts for word in re.findall(r"[^\W\d_]{4,}", text)})
