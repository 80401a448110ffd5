"""The fields of a gap, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import NamedTuple, get_args

from kb.api import words
from kb.api.loading import loader
from kb.api.table import Column, Table


class GapRow(NamedTuple):
    """A distance between what a statement says and what is known.

    Parameters
    ----------
    gap_id
        Id of the gap.
    statement_id
        The statement.
    claim_id
        The claim.
    kind
        What kind of gap.
    severity
        How much it misleads.
    audit
        The audit that found it.
    said
        What is said.
    evidence_says
        What the evidence says.
    explanation
        The gap, explained.
    records
        Ids of what is behind it, a tuple.
    document_id
        The document of the statement.
    """

    gap_id: str
    statement_id: str | None
    claim_id: str | None
    kind: str
    severity: words.Severity
    audit: str
    said: str
    evidence_says: str
    explanation: str
    records: tuple[str, ...]
    document_id: str | None


TABLE = Table(
    name="gaps",
    one="gap",
    several="gaps",
    source="gap_report",
    key="gap_id",
    title="explanation",
    searched="",
    columns={
        "gap_id": Column("text", refers="gap"),
        "statement_id": Column("text", refers="statement"),
        "claim_id": Column("text", refers="claim"),
        "kind": Column("text", refers="gap_kind"),
        "severity": Column(
            "word", words=get_args(words.Severity), scale=("major", "minor", "info")
        ),
        "audit": Column("text"),
        "said": Column("text"),
        "evidence_says": Column("text"),
        "explanation": Column("text"),
        "records": Column("ids"),
        "document_id": Column("text", refers="document"),
    },
    loaded=loader(9),
)
