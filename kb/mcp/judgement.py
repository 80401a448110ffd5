"""What is thought of a claim: verdict and certainty, with the reasons."""

from __future__ import annotations

import json

from pydantic import Field

from kb.database.facet import NOT_YET
from kb.mcp.base import Base, Row
from kb.mcp.shape import Part, Quote, Words
from kb.mcp.tokens import quote

_DOMAINS = "select domain, rating, reason from certainty_domain where claim = :claim order by id"


class Domain(Part):
    """A reason for the certainty."""

    domain: str
    rating: str
    reason: Words | None = None


class Judgement(Part):
    """What is thought of the claim, and why."""

    verdict: str
    reason: Quote | None = None
    would_change: Quote | None = None
    safe_wording: Quote | None = Field(None, description="A sentence that may be published")
    do_not_say: list[Words] = Field(description="Wordings that the verdict warns of: never publish")
    date: str | None = None
    certainty: str
    domains: list[Domain]


def judgement(base: Base, row: Row) -> Judgement:
    """The judgement of a claim, of its row with those of the verdict and certainty."""
    domains = base.rows(_DOMAINS, claim=row["id"])
    return Judgement(
        verdict=row["verdict"] or NOT_YET,
        reason=quote("claim", "reason", row),
        would_change=quote("claim", "would-change", row),
        safe_wording=quote("claim", "safe-wording", row),
        do_not_say=json.loads(row["do_not_say"] or "[]"),
        date=row["date"],
        certainty=row["certainty"] or NOT_YET,
        domains=[Domain(**domain) for domain in domains],
    )
