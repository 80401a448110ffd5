"""Versions of claims: those that were released, and what is different by now."""

from sqlmodel import SQLModel

from kb.schema.base import field, words
from kb.schema.vocabulary import ChangeKind, VersionPart


class ClaimVersion(SQLModel, table=True):
    """A version of a claim: those that were released, and the one that stands here."""

    __tablename__ = "claim_version"
    claim: str = field("The claim.", primary_key=True, foreign_key="claim.id")
    version: str = field("The version.", primary_key=True)
    position: int = field("Which of the claim's versions, from 1 for the oldest.")
    date: str | None = field("When it was released first; empty before that.", default=None)
    current: bool = field("1 for the version that stands here.")
    n_changes: int = field("How many fields are different by now.")


class ClaimChange(SQLModel, table=True):
    """A field of an older version of a claim that is different by now."""

    __tablename__ = "claim_change"
    id: str = field("Id: the claim, the version and a number.", primary_key=True)
    claim: str = field("The claim.", foreign_key="claim.id")
    version: str = field("The older version.")
    part: VersionPart = field("What of the claim it belongs to.", sa_type=words(VersionPart))
    record: str | None = field(
        "Which of several, as the finding of a line of evidence.", default=None
    )
    kind: ChangeKind = field(
        "Whether that part was added, removed or changed since.", sa_type=words(ChangeKind)
    )
    field_name: str = field("The field.")
    before: str | None = field("What it said in that version.", default=None)
    now: str | None = field("What it says here.", default=None)
