"""The fields of a term, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import NamedTuple, get_args

from kb.api import words
from kb.api.loading import loader
from kb.api.table import Column, Table


class TermRow(NamedTuple):
    """Populations, interventions, outcomes, measures, body parts and equipment.

    Parameters
    ----------
    term_id
        Id of the term.
    kind
        What the term names.
    label
        The name to show, lower case unless a proper name.
    definition
        What it covers, where the label does not say.
    mesh
        Unique id of the MeSH descriptor of the same meaning.
    better
        For outcomes and measures: which way is good for the person.
    unit
        For measures: UCUM code of its unit.
    low
        For measures: lowest possible value, in `unit`.
    high
        For measures: highest possible value, in `unit`.
    synonyms
        Other names.
    measures
        For measures: the outcome that it measures.
    measures_id
        Id: For measures: the outcome that it measures.
    import_id
        The import that it is from; empty for what is curated.
    """

    term_id: str
    kind: words.TermKind
    label: str
    definition: str | None
    mesh: str | None
    better: words.Better | None
    unit: str | None
    low: float | None
    high: float | None
    synonyms: tuple[str, ...]
    measures: str | None
    measures_id: str | None
    import_id: str | None


TABLE = Table(
    name="terms",
    one="term",
    several="terms",
    source=(
        '(select t."id" as "term_id", t."kind", t."label", t."definition", t."mesh", '
        't."better", t."unit", t."low", t."high", t."synonyms", (select label from '
        'term where id = t."measures") as "measures", t."measures" as "measures_id", '
        't."import_id" from term t)'
    ),
    key="term_id",
    title="label",
    searched="term",
    columns={
        "term_id": Column("text", refers="term"),
        "kind": Column("word", words=get_args(words.TermKind)),
        "label": Column("text"),
        "definition": Column("text"),
        "mesh": Column("text"),
        "better": Column("word", words=get_args(words.Better)),
        "unit": Column("text"),
        "low": Column("number"),
        "high": Column("number"),
        "synonyms": Column("ids"),
        "measures": Column("text", refers="term:outcome"),
        "measures_id": Column("text", refers="term"),
        "import_id": Column("text"),
    },
    loaded=loader(9),
)
