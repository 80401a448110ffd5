"""The fields of a verdict, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import NamedTuple, get_args

from kb.api import words
from kb.api.loading import loader
from kb.api.table import Column, Table


class VerdictRow(NamedTuple):
    """Whether a claim is supported, and why.

    Parameters
    ----------
    claim_id
        The claim.
    rating
        The verdict.
    reason
        Why.
    would_change
        What would change it.
    safe_wording
        A sentence that may be printed.
    date
        When it was given.
    do_not_say
        Wordings that the evidence does not bear.
    """

    claim_id: str
    rating: words.VerdictRating
    reason: str
    would_change: str | None
    safe_wording: str | None
    date: str | None
    do_not_say: tuple[str, ...]


TABLE = Table(
    name="verdicts",
    one="verdict",
    several="verdicts",
    source=(
        '(select t."claim" as "claim_id", t."rating", t."reason", t."would_change", '
        't."safe_wording", t."date", t."do_not_say" from verdict t)'
    ),
    key="claim_id",
    title="rating",
    searched="",
    columns={
        "claim_id": Column("text", refers="claim"),
        "rating": Column(
            "word",
            words=get_args(words.VerdictRating),
            scale=("supported", "mostly_supported", "mixed", "mostly_unsupported", "contradicted"),
        ),
        "reason": Column("text"),
        "would_change": Column("text"),
        "safe_wording": Column("text"),
        "date": Column("text"),
        "do_not_say": Column("ids"),
    },
    loaded=loader(6),
)
