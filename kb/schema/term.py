"""Terms: populations, interventions, outcomes, measures, body parts, equipment."""

from __future__ import annotations

from typing import Annotated

import sqlalchemy as sa
from sqlmodel import SQLModel

from kb.schema.base import Label, Number, Slug, Text, Written, field, form, words
from kb.schema.vocabulary import Better, TermKind

Mesh = Annotated[str, form(r"^[CD][0-9]{6,9}$", "a MeSH id such as D020370")]
"""Unique id of a MeSH descriptor or supplementary concept: `D020370`."""


class TermFields(Written):
    """A term of the knowledge base's own vocabulary."""

    label: Label = field("The name to show, lower case unless a proper name.")
    definition: Text | None = field("What it covers, where the label does not say.", default=None)
    mesh: Mesh | None = field("Unique id of the MeSH descriptor of the same meaning.", default=None)
    better: Better | None = field(
        "For outcomes and measures: which way is good for the person.",
        default=None,
        sa_type=words(Better),
    )
    unit: Label | None = field("For measures: UCUM code of its unit.", default=None)
    low: Number | None = field("For measures: lowest possible value, in `unit`.", default=None)
    high: Number | None = field("For measures: highest possible value, in `unit`.", default=None)


class TermFile(TermFields):
    """A term as it is written in a file of terms."""

    id: Slug = field("Id, unique among all terms.")
    broader: list[Slug] = field("Terms of the same kind that include this one.", default=[])
    synonyms: list[Label] = field("Other names, for search and checks.", default=[])
    measures: Slug | None = field("For measures: the outcome that it measures.", default=None)


class TermsFile(Written):
    """A file of terms of one kind."""

    id: Slug = field("The file's name without its ending.")
    kind: TermKind = field("What all its terms name.")
    terms: list[TermFile] = field("The terms, in any order.")


class TermKeys(SQLModel):
    """Key and kind of a term."""

    id: str = field("Id of the term.", primary_key=True)
    kind: TermKind = field("What the term names.", sa_type=words(TermKind), index=True)


class Term(TermFields, TermKeys, table=True):
    """Populations, interventions, outcomes, measures, body parts and equipment."""

    synonyms: list[str] = field("Other names.", sa_type=sa.JSON, default=[])
    measures: str | None = field(
        "For measures: the outcome that it measures.", default=None, foreign_key="term.id"
    )
    import_id: str | None = field(
        "The import that it is from; empty for what is curated.",
        default=None,
        foreign_key="imports.id",
    )


class TermBroader(SQLModel, table=True):
    """Which term includes which."""

    __tablename__ = "term_broader"
    term: str = field("The narrower term.", primary_key=True, foreign_key="term.id")
    broader: str = field("The term that includes it.", primary_key=True, foreign_key="term.id")
