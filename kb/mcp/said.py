"""What documents say: statements with their places, numbers, and what they seem to rest on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from pydantic import Field

from kb.mcp.base import Base, Row
from kb.mcp.shape import Part, Quote, Span, Words
from kb.mcp.tokens import quote

NOT_TRACED = "not_looked_for"
"""Stands for an origin that nobody has looked for."""
STATEMENTS = """select s.*, s.statement_id as id, sc.relation, sc.nested
    from statement_claim sc join statement_overview s on s.statement_id = sc.statement
    where sc.claim = :claim order by s.document_id, s.position"""
_NUMBERS = """select q.*, q.quantity_id as id, q.statement_id as statement
    from quantity_overview q where q.statement_id in (select value from json_each(:ids))
    order by q.statement_id, q.derived, q.char_start, q.quantity_id"""
_TRACES = """select t.*, r.citation from source_trace t left join source r on r.key = t.source
    where t.statement in (select value from json_each(:ids)) order by t.statement, t.id"""


class Number(Part):
    """A number that a statement tells."""

    value: Quote
    role: str
    qualifier: Words | None = Field(None, description="How the document's wording limits it")
    derived: bool
    recipe: Words | None = None
    place: Span


class Origin(Part):
    """What a statement rests on, and how that is known."""

    basis: str = Field(
        description="author_cited; curator_inferred: never print it as cited; not_located"
    )
    confidence: str | None = None
    source_key: str | None = None
    citation: Words | None = None
    study: str | None = None
    reason: Words | None = None


class Statement(Part):
    """A place in a document that makes a claim."""

    statement: str
    place: Span
    relation: str = Field(
        description="Whether it makes the claim, in part, by implication, or denies"
    )
    inside_another: bool = Field(description="Part of another statement, and not counted again")
    gist: Quote | None = Field(None, description="What it says, in the curators' words")
    anchor: Quote | None = Field(None, description="A few of its own words, to find it by")
    hedging: str | None = None
    attribution: str | None = None
    origin: str = Field(description="Best basis among rests_on; not_located is an answer")
    rests_on: list[Origin]
    numbers: list[Number]


def statements(base: Base, rows: Sequence[Row]) -> list[Statement]:
    """Statements with all that hangs on them."""
    ids = json.dumps([row["id"] for row in rows])
    numbers, traces = (
        {key: list(some) for key, some in groupby(base.rows(sql, ids=ids), itemgetter("statement"))}
        for sql in (_NUMBERS, _TRACES)
    )
    return [_statement(row, numbers.get(row["id"], []), traces.get(row["id"], [])) for row in rows]


def span(row: Row) -> Span:
    """The place of a statement."""
    return Span(
        document=row["document_id"],
        statement=row["statement_id"],
        heading=row.get("heading"),
        char_start=row["char_start"],
        char_end=row["char_end"],
    )


def _statement(row: Row, numbers: Sequence[Row], traces: Sequence[Row]) -> Statement:
    origins = [_origin(trace) for trace in traces]
    bases = [origin.basis for origin in origins]
    best = next((basis for basis in ("author_cited", "curator_inferred") if basis in bases), None)
    return Statement(
        statement=row["id"],
        place=span(row),
        relation=row["relation"],
        inside_another=bool(row["nested"]),
        gist=quote("statement", "gist", row),
        anchor=quote("statement", "anchor", row),
        hedging=row["hedging"],
        attribution=row["attribution"],
        origin=best or (bases[0] if bases else NOT_TRACED),
        rests_on=origins,
        numbers=[_number(number) for number in numbers],
    )


def _origin(row: Row) -> Origin:
    return Origin(
        basis=row["basis"],
        confidence=row["confidence"],
        source_key=row["source"],
        citation=row["citation"],
        study=row["study"],
        reason=row["reason"],
    )


def _number(row: Row) -> Number:
    value = quote("quantity", "value", row)
    return Number(
        value=value or Quote(text=str(row["value"]), token=None),
        role=row["role"],
        qualifier=row["qualifier"],
        derived=bool(row["derived"]),
        recipe=row["recipe"],
        place=span(row),
    )
