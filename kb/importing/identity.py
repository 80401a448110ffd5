"""Ids of imported records: kept where they can be, else made of words, always the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256

LONGEST = 80
"""Characters of an id."""
DIGITS = 8
"""Hexadecimal digits that tell texts apart whose letters and figures are the same."""
REMEMBERED = 1 << 14
"""Ids that are not made again: rows that name one record mostly follow one another."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KEY = re.compile(r"[^\s,{}\[\]\"#%'()=\\]+")
_APART = re.compile(r"[\s_-]+")


@lru_cache(REMEMBERED)
def slug(prefix: str, text: str) -> str:
    """A prefix and the words of a text: capitals and kinds of gaps tell no ids apart.

    Where the words are not the whole text, or too long, some digits of its digest follow.
    """
    folded = _APART.sub("-", text.strip().casefold())
    if _SLUG.fullmatch(folded) and len(prefix) + len(folded) <= LONGEST:
        return prefix + folded
    plain = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    words = "-".join(re.findall("[a-z0-9]+", plain))
    room = LONGEST - len(prefix) - DIGITS - 1
    digest = sha256(folded.encode("utf-8", "replace")).hexdigest()[:DIGITS]
    return prefix + "-".join(filter(None, (words[:room].strip("-"), digest)))


@lru_cache(REMEMBERED)
def key(prefix: str, text: str) -> str:
    """The key of a source: as it is written, if a bibliography can hold it."""
    return prefix + text if _KEY.fullmatch(text) else slug(prefix, text)
