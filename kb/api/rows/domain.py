"""The fields of a GRADE domain, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import NamedTuple, get_args

from kb.api import words
from kb.api.table import Column, Table


class DomainRow(NamedTuple):
    """One GRADE domain of one claim, with its reason.

    Parameters
    ----------
    domain_id
        Id of the rating.
    claim_id
        The claim.
    domain
        The domain.
    rating
        How far it moves the certainty.
    reason
        Why.
    """

    domain_id: str
    claim_id: str
    domain: words.Domain
    rating: words.Rating
    reason: str


TABLE = Table(
    name="domains",
    one="GRADE domain",
    several="GRADE domains",
    source=(
        '(select t."id" as "domain_id", t."claim" as "claim_id", t."domain", '
        't."rating", t."reason" from certainty_domain t)'
    ),
    key="domain_id",
    title="domain",
    searched="",
    columns={
        "domain_id": Column("text", refers="certainty_domain"),
        "claim_id": Column("text", refers="claim"),
        "domain": Column("word", words=get_args(words.Domain)),
        "rating": Column("word", words=get_args(words.Rating)),
        "reason": Column("text"),
    },
    loaded=None,
)
