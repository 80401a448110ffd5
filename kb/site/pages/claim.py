"""One claim: what is claimed, who says so and how, what stands against it, what is known."""

from __future__ import annotations

import json
from operator import itemgetter
from urllib.parse import unquote

from datasette import Request

from kb.schema.wording import said
from kb.site.document.passage import by_document, with_numbers, with_traces
from kb.site.listing import distance
from kb.site.page import Missing, Page
from kb.site.sharing import citing, head
from kb.site.sharing.export_menu import menu
from kb.site.sharing.version import asked
from kb.site.site import Row, Site

PATH = r"/claims/(?P<claim>[^/]+)$"
LISTS = ("domains", "searches", "body_parts", "do_not_say")


async def show(site: Site, request: Request) -> Page:
    """Show a claim."""
    claim_id, _, version = unquote(request.url_vars["claim"]).partition("@")
    claim = await site.row("claim", claim=claim_id)
    if claim is None:
        raise Missing("claims", claim_id)
    cited = citing.claim(site, request, claim)
    past = await asked(site, claim_id, version)
    return Page(
        "claim",
        {
            "claim": claim,
            "asked": past,
            **{name: json.loads(claim[name] or "[]") for name in LISTS},
            "documents": by_document(await _statements(site, claim_id)),
            "labels": await site.rows("claim_labels", claim=claim_id),
            "relations": await site.rows("claim_relations", claim=claim_id),
            "guidance": await site.rows("claim_guidance", claim=claim_id),
            **(await _studied(site, claim_id)),
            "gaps": await distance.of_claim(site, claim_id),
            "history": _history(claim),
            **(await head.of_claim(site, request, claim)),
            "cited": await citing.shown(request, cited, None),
            "address": cited.item["URL"],
            "menu": menu("claim", claim=claim_id),
        },
        status=404 if past.is_unknown else 200,
    )


def _history(claim: Row) -> list[Row]:
    """What happened to the claim on days that are written down."""
    searched = [
        (one["date"], f"searched {one['searched']}") for one in json.loads(claim["searches"])
    ]
    judged = (claim["verdict_date"], f"judged {said(claim['verdict'], 'verdict')}")
    events = [{"date": day, "event": event} for day, event in [judged, *searched] if day]
    return sorted(events, key=itemgetter("date"))


async def _statements(site: Site, claim: str) -> list[Row]:
    """What makes the claim, with its numbers and what it seems to rest on."""
    statements = await site.rows("claim_statements", claim=claim)
    quantities = await site.rows("claim_quantities", claim=claim)
    traces = await site.rows("claim_traces", claim=claim)
    return with_traces(with_numbers(statements, quantities), traces)


async def _studied(site: Site, claim: str) -> dict[str, object]:
    """The evidence, its pools, and pictures of both."""
    return {
        "evidence": await site.rows("claim_evidence", claim=claim),
        "syntheses": await site.rows("claim_syntheses", claim=claim),
        "inputs": await site.rows("claim_inputs", claim=claim),
        "figures": await site.rows("claim_figures", claim=claim),
    }
