"""What other sites and programs are told of a claim: its address, its review, its card."""

from __future__ import annotations

import json
from typing import Any

from datasette import Request
from markupsafe import Markup

from kb.exports.linked.review import DOCUMENTS, Publisher, review
from kb.schema.wording import words
from kb.site.site import Row, Site


async def of_claim(site: Site, request: Request, claim: Row) -> dict[str, Any]:
    """What the head of a claim's page says to programs."""
    address = site.absolute(request, site.to("claims", claim["claim_id"]))
    return {
        "canonical": address,
        "shared": _told(claim),
        "picture": f"{address}/card.png",
        "card": site.absolute(request, site.link("/oembed", url=address, format="json")),
        "review": await _review(site, request, claim, address),
    }


def _told(claim: Row) -> str:
    """A claim is never shared without what is known of it."""
    if not claim["verdict"]:
        return " ".join(filter(None, ("Not yet assessed.", claim["summary"])))
    certainty = f", {words(claim['certainty'])} certainty" if claim["certainty"] else ""
    verdict = f"Verdict: {words(claim['verdict'])}{certainty}."
    return " ".join(filter(None, (verdict, claim["safe_wording"] or claim["summary"])))


async def _review(site: Site, request: Request, claim: Row, address: str) -> Markup | None:
    """A ClaimReview (schema.org); None where there is no verdict, or nobody who says so."""
    documents = await site.answers(DOCUMENTS, claim=claim["claim_id"])
    publisher = Publisher(site.about.title, site.absolute(request, site.link("/")))
    told = review(claim, documents, publisher, address)
    return _script(told) if told else None


def _script(value: object) -> Markup:
    """JSON that may stand in a script element: no letter in it ends one."""
    text = json.dumps(value, separators=(",", ":"))
    for letter in "<>&":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return Markup(text)  # noqa: S704 - nothing in it is markup any more
