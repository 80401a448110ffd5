"""One term: where it stands, what is claimed and known of it, studies, doses and guidance."""

from __future__ import annotations

import json
from urllib.parse import unquote

from datasette import Request

from kb.site.listing.tally import shares
from kb.site.page import Missing, Page
from kb.site.site import Site

PATH = r"/terms/(?P<term>[^/]+)$"
FACETS = ("population", "intervention", "outcome")
"""Kinds of term that the table of claims can be narrowed by."""


async def show(site: Site, request: Request) -> Page:
    """Show a term."""
    key = unquote(request.url_vars["term"])
    term = await site.row("term", term=key)
    if term is None:
        raise Missing("terms", key)
    claims = await site.rows("term_claims", term=key)
    verdicts = await site.rows("term_verdicts", term=key, kind=term["kind"])
    parts = ("ancestors", "narrower", "guidance", "studies", "doses")
    return Page(
        "term",
        {
            "term": term,
            "synonyms": json.loads(term["synonyms"]),
            "narrowed": {term["kind"]: key} if term["kind"] in FACETS else None,
            "n_judged": sum(row["n"] for row in verdicts),
            "shares": shares({row["verdict"]: row["n"] for row in verdicts}),
            "own": [row for row in claims if row["own"]],
            "included": [row for row in claims if not row["own"]],
            **{name: await site.rows(f"term_{name}", term=key) for name in parts},
        },
    )
