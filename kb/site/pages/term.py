"""One term: what it covers, what includes it, and the claims and guidance on it."""

from __future__ import annotations

import json
from urllib.parse import unquote

from datasette import Request

from kb.site.page import Missing, Page
from kb.site.site import Site

PATH = r"/terms/(?P<term>[^/]+)$"


async def show(site: Site, request: Request) -> Page:
    """Show a term."""
    key = unquote(request.url_vars["term"])
    term = await site.row("term", term=key)
    if term is None:
        raise Missing("terms", key)
    family = await site.rows("term_family", term=key)
    claims = await site.rows("term_claims", term=key)
    return Page(
        "term",
        {
            "term": term,
            "synonyms": json.loads(term["synonyms"]),
            "broader": [row for row in family if row["relation"] == "broader"],
            "narrower": [row for row in family if row["relation"] == "narrower"],
            "own": [row for row in claims if row["own"]],
            "included": [row for row in claims if not row["own"]],
            "guidance": await site.rows("term_guidance", term=key),
        },
    )
