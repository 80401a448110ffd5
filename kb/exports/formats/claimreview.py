"""ClaimReview: verdicts for search engines and fact-check aggregators, as on the site's pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from kb.exports.linked import jsonld
from kb.exports.linked.address import OPTIONS, Addresses, addresses
from kb.exports.linked.review import CONTEXT, DOCUMENTS, Publisher, review
from kb.exports.selection import Selection

__all__ = ["OPTIONS"]

ABOUT = "Claims with their verdicts in schema.org's words, for search engines and fact-checkers."
ACCEPTED_BY = "any JSON-LD parser; readers of schema.org's ClaimReview"
CANNOT = (
    "claims without a verdict, withdrawn ones, and those that no document makes in so many words",
    "evidence, certainty and gaps: `turtle` has them",
    "what a document rests on: no source that a curator inferred is told as the document's own",
)
EXTENSION = "jsonld"
MEDIA_TYPE = "application/ld+json"
STREAMS = True
_CLAIMS = """
    select c.id as claim_id, c.claim, c.status, v.rating as verdict, v.date as verdict_date,
      v.reason as verdict_reason
    from claim c join verdict v on v.claim = c.id
    where c.id in (select id from temp.chosen_claim) order by c.id"""


def write(selection: Selection, out: BinaryIO, base: str) -> None:
    """A graph of reviews, one a line."""
    head = {"@context": CONTEXT}
    jsonld.write(out, head, "@graph", _reviews(selection, addresses(selection, base)))


def _reviews(selection: Selection, records: Addresses) -> Iterator[jsonld.Node]:
    publisher = Publisher(selection.about.title, records.site)
    for claim in selection.query(_CLAIMS):
        documents = list(selection.query(DOCUMENTS, claim=claim["claim_id"]))
        told = review(claim, documents, publisher, records.of("claim", claim["claim_id"]))
        if told:
            del told["@context"]
            yield told
