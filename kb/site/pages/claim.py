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
from kb.site.sharing.version import Asked
from kb.site.site import Row, Site

PATH = r"/claims/(?P<claim>[^/]+)$"
LISTS = ("domains", "searches", "body_parts", "do_not_say")
SHOWN = (
    *("labels", "relations", "guidance"),
    *("evidence", "syntheses", "inputs", "figures"),
)
"""Parts of a claim that are shown as they are."""
PARTS = (*SHOWN, "statements", "quantities", "traces", "gaps", "versions", "changes")


async def show(site: Site, request: Request) -> Page:
    """Show a claim."""
    claim_id, _, version = unquote(request.url_vars["claim"]).partition("@")
    claim, parts = await site.record("claim", PARTS, claim=claim_id, version=version)
    if claim is None:
        raise Missing("claims", claim_id)
    cited = citing.claim(site, request, claim)
    past = Asked(version, parts["versions"], parts["changes"])
    numbered = with_numbers(parts["statements"], parts["quantities"])
    return Page(
        "claim",
        {
            "claim": claim,
            "asked": past,
            **{name: json.loads(claim[name] or "[]") for name in LISTS},
            **{name: parts[name] for name in SHOWN},
            "documents": by_document(with_traces(numbered, parts["traces"])),
            "gaps": distance.once(parts["gaps"]),
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
