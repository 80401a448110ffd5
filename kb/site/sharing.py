"""What other sites and programs are told of a claim: its address, its review, its card."""

from __future__ import annotations

import json
from typing import Any

from datasette import Request
from markupsafe import Markup

from kb.schema.vocabulary import VerdictRating
from kb.schema.wording import words
from kb.site.site import Row, Site

WITHDRAWN = ("deprecated", "merged")
SCALE = (
    "Rated in words: supported, mostly supported, mixed, mostly unsupported, contradicted;"
    " or no evidence located, where a search found none."
)


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
    is_judged = claim["verdict"] not in (None, VerdictRating.not_checkable)
    if not is_judged or claim["status"] in WITHDRAWN:
        return None
    documents = await site.rows("claim_review", claim=claim["claim_id"])
    if not documents:
        return None
    publisher = {
        "@type": "Organization",
        "name": site.about.title,
        "url": site.absolute(request, site.link("/")),
    }
    review = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": address,
        "author": publisher,
        "datePublished": claim["verdict_date"],
        "creativeWorkStatus": claim["status"],
        "claimReviewed": claim["claim"],
        "reviewBody": claim["verdict_reason"],
        "reviewRating": {
            "@type": "Rating",
            "alternateName": words(claim["verdict"]).capitalize(),
            "ratingExplanation": SCALE,
        },
        "itemReviewed": _claimed(documents),
    }
    return _script(_filled(review))


def _claimed(documents: list[Row]) -> dict[str, Any]:
    """The claim as the documents make it; no study is told as theirs."""
    authors = [author for document in documents for author in _people(document) or _title(document)]
    works = [
        {
            "@type": "Article",
            "headline": document["title"],
            "url": document["url"],
            "datePublished": document["published"],
            "inLanguage": document["language"],
            "author": _people(document),
        }
        for document in documents
    ]
    return {"@type": "Claim", "author": authors, "appearance": works}


def _people(document: Row) -> list[dict[str, str]]:
    """A person is named "Family, Given"; a name in one part is a body's."""
    names = json.loads(document["authors"])
    kinds = ("Person" if "," in name else "Organization" for name in names)
    return [{"@type": kind, "name": name} for kind, name in zip(kinds, names, strict=True)]


def _title(document: Row) -> list[dict[str, str]]:
    """Where a document names nobody, it speaks for itself."""
    return [{"@type": "Organization", "name": document["container"] or document["title"]}]


def _filled(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Without what is not known."""
    if isinstance(value, dict):
        kept = {name: _filled(each) for name, each in value.items()}
        return {name: each for name, each in kept.items() if each not in (None, [], "")}
    return [_filled(each) for each in value] if isinstance(value, list) else value


def _script(value: object) -> Markup:
    """JSON that may stand in a script element: no letter in it ends one."""
    text = json.dumps(value, separators=(",", ":"))
    for letter in "<>&":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return Markup(text)  # noqa: S704 - nothing in it is markup any more
