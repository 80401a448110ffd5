"""What a row can become: the tables' own fields, and how each is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from kb.schema.claim import Claim
from kb.schema.document import Document, Statement
from kb.schema.evidence import EvidenceLine
from kb.schema.imported import ImportedLabel, Passage, Quote
from kb.schema.source import Source
from kb.schema.study import Finding, Study
from kb.schema.study_vocabulary import ReadingLevel
from kb.schema.tables import table
from kb.schema.term import Term
from kb.schema.vocabulary import Expression


class Kind(StrEnum):
    """How a field is made of what a row says."""

    own_id = "own_id"
    reference = "reference"
    text = "text"
    exact = "exact"
    whole = "whole"
    number = "number"
    words = "words"
    names = "names"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a target.

    Parameters
    ----------
    of
        Of a reference: the table it refers to.
    term
        Of a reference to a term: what the term names.
    words
        Of a vocabulary: its words.
    default
        What stands there when the mapping does not say; None also for a field that must be said.
    """

    name: str
    kind: Kind
    about: str
    required: bool = False
    of: str | None = None
    term: str | None = None
    words: tuple[str, ...] = ()
    default: Any = None


@dataclass(frozen=True, slots=True)
class Target:
    """A kind of record that a row can become: its table, and the fields a mapping may give."""

    table: str
    fields: Mapping[str, Field]


TERMS: Mapping[str, str] = {
    "population": "population",
    "intervention": "intervention",
    "comparator": "intervention",
    "outcome": "outcome",
    "measure": "measure",
    "measures": "outcome",
}
"""Columns that refer to a term, and what that term names."""
_EXACT = frozenset({"passage", "quote"})
"""Tables whose text is kept to the last blank: offsets count in it."""
_JUDGED = frozenset({"status", "status_reason", "merged_into", "import_id", "keywords", "version"})
"""Columns that no mapping fills: kb's own, or a curator's judgement."""


def _fields(model: type[SQLModel], leave: frozenset[str]) -> Iterator[Field]:
    made = table(model)
    for column in made.columns:
        if column.name not in leave | _JUDGED:
            yield _field(model, made, column)


def _field(model: type[SQLModel], made: sa.Table, column: sa.Column[Any]) -> Field:
    declared = model.model_fields[column.name]
    default = None if declared.is_required() else declared.default
    required = declared.is_required() or (default is None and not column.nullable)
    refers = next((key.column.table.name for key in column.foreign_keys), None)
    return Field(
        name=column.name,
        kind=_kind(made, column, refers),
        about=declared.description or "",
        required=required,
        of=refers,
        term=TERMS[column.name] if refers == "term" else None,
        words=tuple(column.type.enums) if isinstance(column.type, sa.Enum) else (),
        default=default,
    )


def _kind(made: sa.Table, column: sa.Column[Any], refers: str | None) -> Kind:
    kinds: tuple[tuple[type[Any], Kind], ...] = (
        (sa.Enum, Kind.words),
        (sa.JSON, Kind.names),
        (sa.Integer, Kind.whole),
        (sa.Float, Kind.number),
    )
    if refers:
        return Kind.reference
    if column.primary_key and column.name in {"id", "key"}:
        return Kind.own_id
    found = next((kind for type_, kind in kinds if isinstance(column.type, type_)), None)
    return found or (Kind.exact if made.name in _EXACT and column.name == "text" else Kind.text)


def _target(
    model: type[SQLModel], leave: tuple[str, ...] = (), more: tuple[Field, ...] = ()
) -> Target:
    found = {field.name: field for field in _fields(model, frozenset(leave))}
    return Target(table(model).name, found | {field.name: field for field in more})


COMPARED: Mapping[str, frozenset[str]] = {
    "document": frozenset({"text"}),
    "statement": frozenset({"quote"}),
}
"""By target, fields that are compared with, and not stored."""
TARGETS: Mapping[str, Target] = {
    "source": _target(
        Source,
        leave=("background", "reference", "bibtex", "csl", "sort_key"),
        more=(
            Field(
                "citation", Kind.text, "Short form; made of authors and year if it is not given."
            ),
            Field("type", Kind.text, "BibTeX entry type.", default="misc"),
            Field("authors", Kind.names, "Names of its authors.", default=[]),
        ),
    ),
    "study": _target(
        Study,
        leave=("cohort",),
        more=(
            Field(
                "reading_level",
                Kind.words,
                "How much of it was read.",
                words=tuple(ReadingLevel),
                default=ReadingLevel.secondary.value,
            ),
            Field(
                "source", Kind.reference, "The source that reports it.", required=True, of="source"
            ),
        ),
    ),
    "term": _target(
        Term,
        leave=("measures",),
        more=(Field("id", Kind.text, "Id of the term; by default its label."),),
    ),
    "claim": _target(Claim),
    "finding": _target(
        Finding,
        leave=("arm", "comparator_arm", "recipe", "recipe_inputs", "recipe_assumptions"),
        more=(
            Field("id", Kind.text, "Id, unique in its study.", required=True),
            Field(
                "derivation",
                Kind.words,
                "Imported findings are reported ones.",
                words=("reported",),
                default="reported",
            ),
        ),
    ),
    "evidence_line": _target(
        EvidenceLine,
        more=(
            Field("id", Kind.text, "Id, unique in its claim.", required=True),
            Field("finding", Kind.text, "Id of the finding, in the study."),
        ),
    ),
    "quote": _target(
        Quote,
        leave=("evidence_line",),
        more=(
            Field("claim", Kind.reference, "The claim.", required=True, of="claim"),
            Field("evidence_line", Kind.text, "Id of the line, in the claim.", required=True),
        ),
    ),
    "passage": _target(Passage, leave=("id",)),
    "document": _target(
        Document,
        leave=("sha256", "characters"),
        more=(
            Field("text", Kind.exact, "Its text, compared with and not stored.", required=True),
            Field(
                "file_name",
                Kind.text,
                "Name of a file with the text; by default its id and `.txt`.",
            ),
        ),
    ),
    "statement": _target(
        Statement,
        leave=("position", "heading", "digest"),
        more=(
            Field("id", Kind.text, "Id, unique in its document.", required=True),
            Field("quote", Kind.exact, "The words that must stand there; they are not stored."),
            Field("claim", Kind.reference, "A claim that it makes.", of="claim"),
            Field(
                "relation",
                Kind.words,
                "How it stands to the claim.",
                words=tuple(Expression),
                default=Expression.expresses.value,
            ),
        ),
    ),
    "label": _target(
        ImportedLabel, more=(Field("value", Kind.text, "What it says; nothing is no label."),)
    ),
}
"""By the word that a mapping uses for it."""
TAKEN: Mapping[str, tuple[str, ...]] = {
    name: tuple(field for field in TARGETS[name].fields if field in columns)
    for name in ("source", "study", "claim", "document")
    if (columns := SQLModel.metadata.tables[TARGETS[name].table].columns.keys())
}
"""Records that rows of other files take something from, by their ids; and what these may take."""
