"""A gap: the distance between what is said and what is known, as a value."""

from __future__ import annotations

from dataclasses import dataclass

from kb.schema.vocabulary import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What an audit found at one statement, claim or study.

    Parameters
    ----------
    statement, claim
        Ids of what is at fault; None for a gap of studies alone.
    said, evidence_says
        Both sides, in own words.
    explanation
        The gap as a reader understands it, who knows nothing of kb.
    records
        Ids of what is behind it: studies, findings, guidance, claims, other statements.
    kind, id
        Given by the run of all audits: the audit's name, and a name of the gap's own.
    """

    statement: str | None = None
    claim: str | None = None
    severity: Severity
    said: str
    evidence_says: str
    explanation: str
    records: tuple[str, ...] = ()
    kind: str = ""
    id: str = ""

    @property
    def subject(self) -> str:
        """What the gap is named after: its statement, else its claim, else its first record."""
        return self.statement or self.claim or self.records[0]
