"""The fields of a piece of guidance, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import NamedTuple, get_args

from kb.api import words
from kb.api.loading import loader
from kb.api.table import Column, Table


class GuidanceRow(NamedTuple):
    """A piece of guidance with the documents and statements that give it.

    Parameters
    ----------
    guidance_id
        Id of the guidance.
    kind
        recommendation, protocol, hazard, control, precaution, equipment, question, definition.
    text
        The guidance in own words.
    population
        For whom.
    strength
        How binding the documents word it.
    document_ids
        Documents that give it, a tuple of ids.
    statement_ids
        Statements that give it or a part of it, a tuple of ids.
    condition
        When it holds.
    rationale
        The reason the documents give.
    intervention
        In doing what.
    detail
        What its kind adds: an answer, a word defined, a level, a requirement.
    note
        A curator's remark.
    """

    guidance_id: str
    kind: words.GuidanceKind
    text: str
    population: str | None
    strength: words.Strength | None
    document_ids: tuple[str, ...]
    statement_ids: tuple[str, ...]
    condition: str | None
    rationale: str | None
    intervention: str | None
    detail: str | None
    note: str | None


TABLE = Table(
    name="guidance",
    one="piece of guidance",
    several="pieces of guidance",
    source="guidance_overview",
    key="guidance_id",
    title="text",
    searched="guidance",
    columns={
        "guidance_id": Column("text", refers="guidance"),
        "kind": Column("word", words=get_args(words.GuidanceKind)),
        "text": Column("text"),
        "population": Column("text", refers="term:population"),
        "strength": Column("word", words=get_args(words.Strength)),
        "document_ids": Column("ids", refers="document"),
        "statement_ids": Column("ids", refers="statement"),
        "condition": Column("text"),
        "rationale": Column("text"),
        "intervention": Column("text", refers="term:intervention"),
        "detail": Column("text"),
        "note": Column("text"),
    },
    loaded=loader(5, 6),
)
