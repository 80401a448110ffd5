"""A claim with its verdict as a ClaimReview of schema.org: what the site and exports both tell."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kb.exports.linked.jsonld import Node, filled
from kb.schema.vocabulary import ClaimStatus, VerdictRating
from kb.schema.wording import words

CONTEXT = "https://schema.org"
WITHDRAWN = (ClaimStatus.deprecated, ClaimStatus.merged)
SCALE = (
    "Rated in words: supported, mostly supported, mixed, mostly unsupported, contradicted;"
    " or no evidence located, where a search found none."
)
DOCUMENTS = """
    select d.id as document_id, d.title, d.published, d.language, s.url, s.authors, s.container
    from document d join source s on s.key = d.source
    where d.id in (
      select t.document from statement_claim sc join statement t on t.id = sc.statement
      where sc.claim = :claim and sc.relation = 'expresses' and t.kind <> 'question')
    order by d.published is null, d.published, d.id"""
"""The documents that make a claim in so many words, with who wrote them, as far as they say."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who reviews: the knowledge base, and where it is."""

    name: str
    address: str


def review(claim: Row, documents: Sequence[Row], publisher: Publisher, address: str) -> Node | None:
    """A ClaimReview; None where there is no verdict, or nobody who makes the claim.

    Parameters
    ----------
    claim
        Its `claim`, `status`, `verdict`, `verdict_date` and `verdict_reason`.
    documents
        Of `DOCUMENTS`: the claim is told as theirs, and no study is.
    """
    is_judged = claim["verdict"] not in (None, VerdictRating.not_checkable)
    if not is_judged or claim["status"] in WITHDRAWN or not documents:
        return None
    told = {
        "@context": CONTEXT,
        "@type": "ClaimReview",
        "url": address,
        "author": {"@type": "Organization", "name": publisher.name, "url": publisher.address},
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
    node: Node = filled(told)
    return node


def _claimed(documents: Sequence[Row]) -> Node:
    """The claim as the documents make it."""
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


def _people(document: Row) -> list[Node]:
    """A person is named "Family, Given"; a name in one part is a body's."""
    names = json.loads(document["authors"])
    kinds = ("Person" if "," in name else "Organization" for name in names)
    return [{"@type": kind, "name": name} for kind, name in zip(kinds, names, strict=True)]


def _title(document: Row) -> list[Node]:
    """Where a document names nobody, it speaks for itself."""
    return [{"@type": "Organization", "name": document["container"] or document["title"]}]
