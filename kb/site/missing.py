"""The page for an address under which there is nothing, with what may have been meant."""

from __future__ import annotations

import re

from kb.database.search import expressions
from kb.site.page import Missing, Page
from kb.site.site import Row, Site

SEARCHED = {
    "claims": "claim",
    "guidance": "guidance",
    "sources": "source",
    "statements": "statement",
    "studies": "study",
    "terms": "term",
}
"""What is searched for something like a missing record, by the kind of page."""
SUGGESTIONS = 8


async def show(site: Site, missing: Missing) -> Page:
    """Say what is not there, and what is."""
    words = " ".join(re.findall(r"[^\W_]+", missing.record))
    context = {
        "kind": missing.kind,
        "record": missing.record,
        "words": words,
        "suggestions": await _alike(site, missing.kind, words),
    }
    return Page("missing", context, status=404)


async def _alike(site: Site, kind: str, words: str) -> list[Row]:
    if kind not in SEARCHED:
        return []
    query = f"search_{SEARCHED[kind]}"
    for expression in expressions(words):
        if found := await site.rows(query, words=expression, size=SUGGESTIONS):
            return found
    return []
