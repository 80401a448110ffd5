"""What studies say: evidence lines with estimates and places, and what was pooled from them."""

from __future__ import annotations

import json

from pydantic import Field

from kb.mcp.base import Base, Row
from kb.mcp.quotable import place
from kb.mcp.shape import Part, Pico, Quote, Words
from kb.mcp.tokens import fetched, quote

EVIDENCE = """select e.*, e.evidence_id as id, l.directness_reason
    from evidence_table e join evidence_line l on l.id = e.evidence_id
    where e.claim_id = :claim order by e.year is null, e.year, e.study_id, e.evidence_id"""
POOLED = """select s.*, s.synthesis_id as id,
    (select json_group_array(place) from (select f.source || '[' || coalesce(f.locator, '') || ']'
      as place from synthesis_input i join finding f on f.id = i.finding
      where i.synthesis = s.synthesis_id and i.used order by f.id)) as places
    from synthesis_table s where s.claim_id = :claim order by s.synthesis_id"""


class Evidence(Pico):
    """What a study says of a claim."""

    evidence: str
    study: str
    citation: Words | None = None
    place: str | None = Field(None, description="source_key[locator] of the numbers")
    design: str | None = None
    reading_level: str | None = Field(None, description="How much of it was read")
    n_analysed: int | None = None
    direction: str = Field(description="Whether it supports the claim")
    directness: str
    directness_reason: Words | None = None
    strength: str | None = None
    finding: str | None = None
    measure: str | None = Field(None, description="What the estimate is")
    estimate: Quote | None = Field(None, description="Absent: the study as read tells no number")
    interval: Quote | None = None
    result: Quote | None = Field(None, description="The result in the curators' words")
    derived: bool = Field(default=False, description="Computed by kb from reported numbers")
    recipe: Words | None = None


class Pooled(Part):
    """An estimate over several studies, recomputed at each build."""

    synthesis: str
    outcome: str
    instrument: Words | None = None
    measure: str
    model: str
    k_reports: int
    k_studies: int
    k_cohorts: int
    n: int | None = None
    estimate: Quote | None = None
    interval: Quote | None = None
    places: list[str] = Field(description="source_key[locator] of each number that was pooled")


def evidence_line(base: Base, row: Row) -> Evidence:
    """A line of evidence with its numbers, each to be quoted."""
    finding = fetched(base, "finding", row["finding_id"]) if row["finding_id"] else None
    told = {name: row[name] for name in Evidence.model_fields if name in row}
    told |= {"evidence": row["id"], "study": row["study_id"], "place": None}
    if row["source_key"]:
        told["place"] = place(row["source_key"], row["locator"])
    told |= {"derived": bool(row["derived"]), "estimate": None}
    if finding:
        told |= {name: quote("finding", name, finding) for name in ("estimate", "interval")}
        told |= {"result": quote("finding", "result", finding), "recipe": finding["recipe"]}
    else:
        told["result"] = None
    return Evidence.model_validate(told | {"finding": row["finding_id"]})


def pooled_estimate(_base: Base, row: Row) -> Pooled:
    """A pooled estimate with the places of what went into it."""
    told = {name: row[name] for name in Pooled.model_fields if name in row}
    told |= {"synthesis": row["id"], "places": json.loads(row["places"])}
    told |= {name: quote("synthesis", name, row) for name in ("estimate", "interval")}
    return Pooled.model_validate(told)
