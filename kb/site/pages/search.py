"""Search over everything, best first in each group, or in one group page by page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from datasette import Request

from kb.database.search import expressions
from kb.site.asking import full_text
from kb.site.asking.mark import is_marked, marked, unlisted, unmarked
from kb.site.asking.near_words import meant
from kb.site.listing.selection import page_number
from kb.site.page import Page
from kb.site.site import Row, Site

PATH = r"/search$"
GROUPS = {
    "claim": "Claims",
    "statement": "Statements",
    "guidance": "Guidance",
    "term": "Terms",
    "source": "Sources",
    "study": "Studies",
}
"""What is searched, in the order in which it is shown."""
SHOWN = 6
"""Results of one group among the others."""
PAGE_SIZE = 25
"""Results of one group by itself."""
LONGEST = 500
"""Characters of a question that are looked at."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for, in which group or all, and on which page of it."""

    words: str
    kind: str | None
    page: int


async def show(site: Site, request: Request) -> Page:
    """Show what has all the words; where nothing has, what has some of them."""
    typed = request.args.get("q", "").strip()
    kind = request.args.get("kind") or None
    asked = Asked(typed[:LONGEST], kind if kind in GROUPS else None, page_number(request))
    tried = list(expressions(asked.words))
    context = {
        "words": asked.words,
        "kind": asked.kind,
        "cut": len(typed) > LONGEST and LONGEST,
        "unknown": kind if kind != asked.kind else None,
        "has_words": bool(tried),
        "names": GROUPS,
        "page_size": PAGE_SIZE,
    }
    for expression in tried:
        if groups := await _found(site, expression, asked):
            loose = expression != tried[0]
            near = await meant(site, asked.words) if loose else None
            return Page("search", {**context, "groups": groups, "loose": loose, "meant": near})
    near = await meant(site, asked.words)
    return Page("search", {**context, "groups": [], "loose": False, "meant": near})


async def _found(site: Site, expression: str, asked: Asked) -> list[dict[str, Any]]:
    """Each group that has something; only those that are shown have rows."""
    found = []
    for table in GROUPS:
        if asked.kind == table:
            rows, page = await _page(site, table, expression, asked.page)
        else:
            size = SHOWN if asked.kind is None else 1
            rows, page = await full_text.found(site, table, expression, size), 1
        if rows:
            shown = [_row(row) for row in rows] if asked.kind in (None, table) else []
            counts = {name: rows[0][name] for name in ("total", "n_ranked")}
            found.append({"table": table, "rows": shown, **counts, "page": page})
    return found


async def _page(site: Site, table: str, expression: str, page: int) -> tuple[list[Row], int]:
    """A page of one group, or its last one."""
    rows = await full_text.found(site, table, expression, PAGE_SIZE, (page - 1) * PAGE_SIZE)
    first = [] if rows or page == 1 else await full_text.found(site, table, expression, 1)
    if not first:
        return rows, page
    return await _page(site, table, expression, -(-first[0]["n_ranked"] // PAGE_SIZE))


def _row(row: Row) -> Row:
    """A result with its found words marked; a piece of another text where its own has none."""
    own = row["marked"] or row["text"]
    if is_marked(own):
        return {**row, "text": marked(own), "snippet": None}
    is_note = unmarked(row["snippet"]).strip("…") in (row["note"] or "")
    note = None if is_note else row["note"]
    return {**row, "text": marked(own), "note": note, "snippet": marked(unlisted(row["snippet"]))}
