"""One claim: what is claimed, who says so and how, what stands against it, what is known."""

from __future__ import annotations

import json
from urllib.parse import unquote

from datasette import Request

from kb.site.page import Missing, Page
from kb.site.passage import by_document, with_numbers
from kb.site.site import Site

PATH = r"/claims/(?P<claim>[^/]+)$"
LISTS = ("domains", "searches", "body_parts", "do_not_say")


async def show(site: Site, request: Request) -> Page:
    """Show a claim; its evidence is asked for only where there is some."""
    claim_id = unquote(request.url_vars["claim"])
    claim = await site.row("claim", claim=claim_id)
    if claim is None:
        raise Missing("claims", claim_id)
    statements = await site.rows("claim_statements", claim=claim_id)
    quantities = await site.rows("claim_quantities", claim=claim_id)
    studied = bool(claim["n_studies"])
    return Page(
        "claim",
        {
            "claim": claim,
            **{name: json.loads(claim[name] or "[]") for name in LISTS},
            "documents": by_document(with_numbers(statements, quantities)),
            "relations": await site.rows("claim_relations", claim=claim_id),
            "guidance": await site.rows("claim_guidance", claim=claim_id),
            "evidence": await site.rows("claim_evidence", claim=claim_id) if studied else [],
            "syntheses": await site.rows("claim_syntheses", claim=claim_id) if studied else [],
            "gaps": await site.rows("claim_gaps", claim=claim_id),
            "address": site.datasette.absolute_url(request, site.to("claims", claim_id)),
        },
    )
