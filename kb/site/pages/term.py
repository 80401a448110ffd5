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
SHOWN = ("ancestors", "narrower", "guidance", "studies", "doses")
"""Parts that are shown as they are."""
PARTS = (*SHOWN, "claims")


async def show(site: Site, request: Request) -> Page:
    """Show a term."""
    key = unquote(request.url_vars["term"])
    term, parts = await site.record("term", PARTS, term=key)
    if term is None:
        raise Missing("terms", key)
    verdicts = await site.rows("term_verdicts", term=key, kind=term["kind"])
    return Page(
        "term",
        {
            "term": term,
            "synonyms": json.loads(term["synonyms"]),
            "narrowed": {term["kind"]: key} if term["kind"] in FACETS else None,
            "n_judged": sum(row["n"] for row in verdicts),
            "shares": shares({row["verdict"]: row["n"] for row in verdicts}),
            "own": [row for row in parts["claims"] if row["own"]],
            "included": [row for row in parts["claims"] if not row["own"]],
            **{name: parts[name] for name in SHOWN},
        },
    )
