"""Claims: normalised propositions with one outcome each, and how they stand to one another."""

from __future__ import annotations

import re

from pydantic import field_validator
from pydantic_core import PydanticCustomError
from sqlmodel import SQLModel

from kb.schema.base import Label, Slug, Text, Written, field, words
from kb.schema.evidence import (
    CertaintyFile,
    ContrarySearchFile,
    EvidenceLineFile,
    VerdictFile,
)
from kb.schema.vocabulary import ClaimDirection, ClaimKind, ClaimStatus, RelationKind


class ClaimFields(Written):
    """A normalised proposition: one population, intervention, comparator, outcome, direction."""

    claim: Text = field("The proposition as one declarative sentence, in own words.")
    kind: ClaimKind = field("What sort of proposition it is.", sa_type=words(ClaimKind))
    population: Slug | None = field("Of whom.", default=None, foreign_key="term.id")
    intervention: Slug | None = field("What is done.", default=None, foreign_key="term.id")
    comparator: Slug | None = field("Against what.", default=None, foreign_key="term.id")
    outcome: Slug | None = field("What changes: exactly one.", default=None, foreign_key="term.id")
    direction: ClaimDirection | None = field(
        "What is claimed of the outcome.", default=None, sa_type=words(ClaimDirection)
    )
    conditions: Label | None = field("Under what it is claimed, as “same speed”.", default=None)
    summary: Text | None = field("What to know about it, in a sentence or two.", default=None)
    status: ClaimStatus = field(
        "Where it is in its life.", default=ClaimStatus.draft, sa_type=words(ClaimStatus)
    )
    status_reason: Text | None = field("Why it is deprecated or merged.", default=None)
    merged_into: Slug | None = field(
        "The claim that took its place.", default=None, foreign_key="claim.id"
    )


class RelationFile(Written):
    """A relation to another claim."""

    claim: Slug = field("The other claim.")
    kind: RelationKind = field("How this claim stands to the other.")
    note: Text | None = field("In what they agree or differ.", default=None)


class ClaimFile(ClaimFields):
    """A claim as it is written: the proposition, its relations, its evidence and judgements."""

    id: Slug = field("Id, equal to the file's name.")
    body_parts: list[Slug] = field("Parts of the body that it speaks of.", default=[])
    relations: list[RelationFile] = field("How it stands to other claims.", default=[])
    evidence: list[EvidenceLineFile] = field("What findings say of it.", default=[])
    contrary_searches: list[ContrarySearchFile] = field(
        "Searches for evidence against it.", default=[]
    )
    certainty: CertaintyFile | None = field("GRADE's certainty of the evidence.", default=None)
    verdict: VerdictFile | None = field("Whether it is supported.", default=None)

    @field_validator("outcome", mode="before")
    @classmethod
    def _one_outcome(cls, value: object) -> object:
        """Refuse several outcomes, in a list or joined by commas, `and` or `or`."""
        several = re.split(r",| and | or ", value) if isinstance(value, str) else value
        if isinstance(several, list) and len(several) > 1:
            context = {"count": len(several), "hint": "make a claim of each, and link both"}
            raise PydanticCustomError(
                "compound-claim", "a claim has one outcome, and here are {count}", context
            )
        return value


class ClaimKeys(SQLModel):
    """Key of a claim."""

    id: str = field("Id of the claim.", primary_key=True)


class Claim(ClaimFields, ClaimKeys, table=True):
    """A normalised proposition: one population, intervention, comparator, outcome, direction."""

    keywords: str = field("Names and synonyms of its terms, for search.")
    version: str = field(
        "First 12 hexadecimal digits of SHA-256 over the claim with its evidence, certainty, "
        "verdict and the findings behind them: another says that something changed. Of an "
        "imported claim over the whole import."
    )
    source: str | None = field(
        "For an imported claim: the source that it is about.",
        default=None,
        foreign_key="source.key",
    )
    import_id: str | None = field(
        "The import that it is from; empty for what is curated.",
        default=None,
        foreign_key="imports.id",
    )


class ClaimRelation(SQLModel, table=True):
    """How one claim stands to another, read from left to right."""

    __tablename__ = "claim_relation"
    claim: str = field("The claim.", primary_key=True, foreign_key="claim.id")
    kind: RelationKind = field("How it stands.", primary_key=True, sa_type=words(RelationKind))
    other: str = field("The other claim.", primary_key=True, foreign_key="claim.id")
    note: str | None = field("In what they agree or differ.", default=None)


class ClaimBodyPart(SQLModel, table=True):
    """Parts of the body that a claim speaks of."""

    __tablename__ = "claim_body_part"
    claim: str = field("The claim.", primary_key=True, foreign_key="claim.id")
    body_part: str = field("The part.", primary_key=True, foreign_key="term.id")
