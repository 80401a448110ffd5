"""Search over everything, best first in each group."""

from __future__ import annotations

from typing import Any

from datasette import Request

from kb.database.search import expressions
from kb.site.page import Page
from kb.site.site import Site

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
SHOWN = 10
"""Results of one group; the claims have a table of their own for more."""
LONGEST = 500
"""Characters of a question that are looked at."""


async def show(site: Site, request: Request) -> Page:
    """Show what has all the words; where nothing has, what has some of them."""
    words = request.args.get("q", "").strip()[:LONGEST]
    asked = list(expressions(words))
    for expression in asked:
        if groups := await _found(site, expression):
            loose = expression != asked[0]
            return Page("search", {"words": words, "groups": groups, "loose": loose})
    return Page("search", {"words": words, "groups": [], "loose": False})


async def _found(site: Site, expression: str) -> list[dict[str, Any]]:
    found = []
    for table, name in GROUPS.items():
        rows = await site.rows(f"search_{table}", words=expression, size=SHOWN)
        if rows:
            found.append({"table": table, "name": name, "rows": rows, "total": rows[0]["total"]})
    return found
