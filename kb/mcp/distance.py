"""Gaps: where what is said and what is known are apart."""

from __future__ import annotations

import json

from pydantic import Field

from kb.mcp.base import Base, Row
from kb.mcp.quotable import place
from kb.mcp.said import span
from kb.mcp.shape import Part, Quote, Span
from kb.mcp.tokens import claims_of, quote

GAPS = """select g.*, g.gap_id as id, s.document_id, s.heading, s.char_start, s.char_end
    from gap_report g left join statement_overview s on s.statement_id = g.statement_id
    where (:document is null or s.document_id = :document)
      and (:claim is null or g.gap_id in (select gap_id from claim_gap where claim_id = :claim))
      and (:kind is null or g.kind = :kind)
      and (:severity is null or g.severity = :severity)
    order by instr('major minor info', g.severity), s.document_id, s.position, g.gap_id"""
_FOUND = """select source, locator from finding
    where id in (select value from json_each(:ids)) order by id"""


class Gap(Part):
    """A distance between a statement and the evidence."""

    gap: str
    kind: str
    severity: str
    claims: list[str] = Field(description="id@version of each claim that it touches")
    place: Span | None = Field(
        None, description="The statement; absent where it is the claim's own"
    )
    said: Quote | None = None
    evidence_says: Quote | None = None
    explanation: Quote | None = None
    places: list[str] = Field(description="source_key[locator] of the findings among the records")
    records: list[str] = Field(
        description="Ids of what it was found from: studies, findings, places"
    )


def found(
    base: Base,
    *,
    claim: str | None = None,
    document: str | None = None,
    kind: str | None = None,
    severity: str | None = None,
) -> list[Row]:
    """Rows of gaps, the gravest first."""
    wanted = {"claim": claim, "document": document, "kind": kind, "severity": severity}
    return base.rows(GAPS, **wanted)


def gap(base: Base, row: Row) -> Gap:
    """A gap with both sides to be quoted."""
    records = row["records"] or "[]"
    return Gap(
        gap=row["id"],
        kind=row["kind"],
        severity=row["severity"],
        claims=claims_of(base, "gap", row["id"]),
        place=span(row) if row["document_id"] else None,
        said=quote("gap", "said", row),
        evidence_says=quote("gap", "evidence-says", row),
        explanation=quote("gap", "explanation", row),
        places=[place(one["source"], one["locator"]) for one in base.rows(_FOUND, ids=records)],
        records=json.loads(records),
    )
