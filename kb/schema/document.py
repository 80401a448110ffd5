"""Documents and their statements: what an article says, where, how, and on whose word."""

from __future__ import annotations

from typing import Annotated

import sqlalchemy as sa
from pydantic import StringConstraints
from sqlmodel import SQLModel

from kb.schema.base import (
    SOME_WORDS,
    Count,
    Date,
    Digest,
    FileName,
    Key,
    Label,
    Slug,
    Span,
    Text,
    Written,
    field,
    form,
    words,
)
from kb.schema.quantity import QuantityFile
from kb.schema.vocabulary import (
    Attribution,
    Basis,
    Confidence,
    Expression,
    Hedging,
    Match,
    Missing,
    NumberUse,
    StatementKind,
)

Anchor = Annotated[str, SOME_WORDS, StringConstraints(max_length=120)]
"""A few words copied from the document: enough for a person to find the place."""
ANCHOR_WORDS = 8
"""Words that may be copied in one place: more would be the document's text."""
PlaceDigest = Annotated[
    str,
    form(
        r"^[0-9a-f]{10}\.[0-9a-f]{10}\.[0-9a-f]{10}$",
        "three digests written by `kb verify --write`",
    ),
]
"""Shortened SHA-256 of a span's text and of what stands before and after; written by kb."""


class DocumentFields(Written):
    """A document whose statements are structured."""

    source: Key = field("BibTeX key of the document.", foreign_key="source.key")
    title: Label = field("The document's own title, without a subtitle.")
    language: Label = field("BCP 47 code of its language.", default="en")
    published: Date | None = field("When it was published, as it says itself.", default=None)
    published_missing: Missing | None = field(
        "Why there is no date.", default=None, sa_type=words(Missing)
    )
    file_name: FileName = field("Name of the file that holds its text, in curators' own folders.")
    sha256: Digest = field("SHA-256 of that file's bytes.")
    characters: Count = field("Length of the text.", unit="code points")
    about: Text = field("What it is and whom it addresses, in own words.")


class StatementFields(Written):
    """One place in one document: what it says, in own words, and how it says it."""

    kind: StatementKind = field("What the statement does.", sa_type=words(StatementKind))
    gist: Text | None = field("What it says, in own words.", default=None)
    anchor: Anchor | None = field(
        "At most eight words copied from the place, to find it by.", default=None
    )
    attribution: Attribution | None = field(
        "To whom the words credit it.", default=None, sa_type=words(Attribution)
    )
    attribution_words: Anchor | None = field(
        "The words that credit it, at most eight, as “one older study”.", default=None
    )
    hedging: Hedging | None = field(
        "How sure the words sound.", default=None, sa_type=words(Hedging)
    )
    note: Text | None = field("A curator's remark.", default=None)


class SearchFile(Written):
    """A search for a source or for contrary evidence."""

    searched: Label = field("What was searched, as a database or index.")
    query: Text = field("What was asked.")
    date: Date | None = field("When.", default=None)
    hits: Count | None = field("How many results were looked at.", default=None)
    outcome: Text | None = field("What came of it.", default=None)


class FeatureFile(Written):
    """One feature of a statement, held against the source inferred for it."""

    feature: Label = field(
        "As “year”, “population”, “mode”, “outcome”, “weeks”; “comparator”, “co-intervention”,"
        " “sample size” with match `yes` where the statement gives them."
    )
    said: Label = field("What the statement says of it.")
    found: Label | None = field("What the source says of it.", default=None)
    match: Match = field("Whether they fit.")


class TraceFields(Written):
    """What a statement seems to rest on."""

    basis: Basis = field("Who says so.", sa_type=words(Basis))
    confidence: Confidence | None = field(
        "How sure the curator is; for an inferred source.", default=None, sa_type=words(Confidence)
    )
    source: Key | None = field("The source.", default=None, foreign_key="source.key")
    study: Slug | None = field("The study.", default=None, foreign_key="study.id")
    reason: Text | None = field("Why this source, or why none.", default=None)


class TraceFile(TraceFields):
    """A trace as it is written below a statement."""

    features: list[FeatureFile] = field("Features held against the source.", default=[])
    searched: list[SearchFile] = field("Where it was looked for.", default=[])


class StatementClaimFile(Written):
    """A link from a statement to a claim."""

    claim: Slug = field("Id of the claim.")
    relation: Expression = field("How the statement stands to it.", default=Expression.expresses)


class StatementFile(StatementFields):
    """A statement as it is written in its document's file."""

    id: Slug = field("Id, unique in its document.")
    span: Span = field("Where it stands, `[start, end]`.")
    digest: PlaceDigest | None = field(
        "Written by `kb verify --write`: finds the place when the document changes.", default=None
    )
    claims: list[StatementClaimFile] = field("Claims that it makes.", default=[])
    quantities: list[QuantityFile] = field("Numbers that it gives.", default=[])
    traces: list[TraceFile] = field("What it seems to rest on.", default=[])


class HeadingFile(Written):
    """A heading of a document."""

    span: Span = field("Where it stands, `[start, end]`.")
    text: Anchor = field("At most eight of its words; `…` marks what was left out.")


class OtherNumberFile(Written):
    """A number in the text that is not a quantity."""

    span: Span = field("Where it stands, `[start, end]`.")
    use: NumberUse = field("What it is instead.")


class DocumentFile(DocumentFields):
    """A document: its description and its statements in reading order."""

    id: Slug = field("Id, equal to the file's name.")
    headings: list[HeadingFile] = field("Headings in reading order.", default=[])
    statements: list[StatementFile] = field("Statements in reading order.", default=[])
    other_numbers: list[OtherNumberFile] = field(
        "Numbers in the text that are not quantities.", default=[]
    )


class DocumentKeys(SQLModel):
    """Key of a document."""

    id: str = field("Id of the document.", primary_key=True)


class Document(DocumentFields, DocumentKeys, table=True):
    """An article or other text whose statements are structured; its text is not stored."""

    text: str | None = field(
        "The text itself: only in a private build, from a curator's own copy.", default=None
    )


class Heading(SQLModel, table=True):
    """A heading of a document."""

    id: str = field("Id of the heading.", primary_key=True)
    document: str = field("Its document.", foreign_key="document.id")
    position: int = field("Place in reading order, from 1.")
    text: str = field("At most eight of its words.")
    char_start: int = field("First character.")
    char_end: int = field("End, not included.")


class StatementKeys(SQLModel):
    """Key and place of a statement."""

    id: str = field("Id: its document's and its own.", primary_key=True)
    document: str = field("Its document.", foreign_key="document.id")
    position: int = field("Place in reading order, from 1.")
    heading: str | None = field(
        "The heading it stands under.", default=None, foreign_key="heading.id"
    )
    char_start: int = field("First character, in code points from 0.")
    char_end: int = field("End, not included.")


class Statement(StatementFields, StatementKeys, table=True):
    """One place in one document: what it says, in own words, and how it says it."""

    digest: str | None = field("Shortened digests of the text, before and after.", default=None)


class StatementClaim(SQLModel, table=True):
    """Which statement makes which claim."""

    __tablename__ = "statement_claim"
    statement: str = field("The statement.", primary_key=True, foreign_key="statement.id")
    claim: str = field("The claim.", primary_key=True, foreign_key="claim.id")
    relation: Expression = field("How the statement stands to it.", sa_type=words(Expression))
    nested: bool = field(
        "1 when the statement stands inside another that makes the claim: one place, counted once."
    )


class TraceKeys(SQLModel):
    """Key of a trace."""

    id: str = field("Id of the trace.", primary_key=True)
    statement: str = field("The statement.", foreign_key="statement.id")


class SourceTrace(TraceFields, TraceKeys, table=True):
    """What a statement seems to rest on. An inferred source is never the author's citation."""

    __tablename__ = "source_trace"
    features: list[dict[str, str | None]] = field(
        "Features held against the source.", sa_type=sa.JSON, default=[]
    )
    searched: list[dict[str, str | int | None]] = field(
        "Where it was looked for.", sa_type=sa.JSON, default=[]
    )


class OtherNumber(SQLModel, table=True):
    """A number in a document's text that is not a quantity."""

    __tablename__ = "other_number"
    id: str = field("Id.", primary_key=True)
    document: str = field("Its document.", foreign_key="document.id")
    char_start: int = field("First character.")
    char_end: int = field("End, not included.")
    use: NumberUse = field("What it is instead.", sa_type=words(NumberUse))
