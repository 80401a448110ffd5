"""The page for an address under which there is nothing, with what may have been meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher, get_close_matches
from urllib.parse import unquote

from kb.database.search import expressions
from kb.site.asking import full_text
from kb.site.page import Missing, Page
from kb.site.site import Row, Site

SEARCHED = {
    "claims": "claim",
    "statements": "statement",
    "guidance": "guidance",
    "terms": "term",
    "studies": "study",
    "sources": "source",
}
"""What is searched for something like a missing record, by the part of the site."""
SUGGESTIONS = 8
BEGINNING = 3
"""Letters of an id that are taken to be right."""
CANDIDATES = 200
"""Ids of one kind that begin alike and are compared."""
ALIKE = 0.72
"""How alike two ids must be, from 0 to 1."""


async def show(site: Site, missing: Missing) -> Page:
    """Say what is not there, and what is."""
    context = {
        "kind": missing.kind,
        "record": missing.record,
        "words": _words(missing.record),
        "suggestions": await alike(site, missing.record, missing.kind),
    }
    return Page("missing", context, status=404)


async def nowhere(site: Site, path: str, addresses: Sequence[str]) -> Page:
    """Say that no page has an address, and which ones have one like it."""
    parts = [unquote(part.replace("~", "%")) for part in path.split("/") if part]
    first, last = (parts[0], parts[-1]) if parts else ("", "")
    pages = get_close_matches(f"/{first.lower()}", addresses, n=3)
    context = {
        "words": _words(last),
        "pages": pages,
        "suggestions": await alike(site, last, pages[0].strip("/") if pages else ""),
    }
    return Page("nowhere", context, status=404)


def _words(record: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", record))


async def alike(site: Site, record: str, shelf: str) -> list[Row]:
    """Records with the same id elsewhere, with one spelled nearly so, or with its words."""
    near = await _spelled_alike(site, record, shelf)
    found = [*near, *await _with_words(site, _words(record), shelf)]
    unlike = {(row["shelf"], row["record_id"]): row for row in found}
    return list(unlike.values())[:SUGGESTIONS]


async def _spelled_alike(site: Site, record: str, shelf: str) -> list[Row]:
    low = record.lower()[:BEGINNING]
    if len(low) < BEGINNING:
        return []
    high = low[:-1] + chr(ord(low[-1]) + 1)
    rows = await site.rows("near_ids", low=low, high=high, size=CANDIDATES)
    scored = ((_likeness(row["record_id"], record), row["shelf"] == shelf, row) for row in rows)
    best = sorted((each for each in scored if each[0] >= ALIKE), key=_rank)
    return [row for _, _, row in best]


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one.lower(), other.lower())
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE else 0.0


def _rank(scored: tuple[float, bool, Row]) -> tuple[float, bool, str]:
    likeness, is_same_shelf, row = scored
    return -likeness, not is_same_shelf, row["record_id"]


async def _with_words(site: Site, words: str, shelf: str) -> list[Row]:
    """Records of the same kind that have the words; where there are none, of the others."""
    same = [shelf] if shelf in SEARCHED else []
    others = [each for each in SEARCHED if each != shelf]
    return await _searched(site, words, same) or await _searched(site, words, others)


async def _searched(site: Site, words: str, shelves: Iterable[str]) -> list[Row]:
    for expression in expressions(words):
        found = [
            {**row, "shelf": shelf}
            for shelf in shelves
            for row in await full_text.found(site, SEARCHED[shelf], expression, SUGGESTIONS)
        ]
        if found:
            return found
    return []
