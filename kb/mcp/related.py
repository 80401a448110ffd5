"""What hangs together with a claim: advice that rests on it, and other claims."""

from __future__ import annotations

import json

from kb.mcp.base import Base, Row
from kb.mcp.shape import Part, Quote, Words
from kb.mcp.tokens import quote

GUIDANCE = """select g.guidance_id as id, g.kind, g.text, g.document_ids, g.statement_ids
    from guidance_overview g join guidance_claim c on c.guidance = g.guidance_id
    where c.claim = :claim order by g.guidance_id"""
RELATIONS = """select r.kind, r.to_id || '@' || c.version as claim, 1 as forward, r.note
      from relation_overview r join claim c on c.id = r.to_id
      where r.record = 'claim' and r.from_id = :claim
    union all select r.kind, r.from_id || '@' || c.version, 0, r.note
      from relation_overview r join claim c on c.id = r.from_id
      where r.record = 'claim' and r.to_id = :claim
    order by 1, 2"""


class Guidance(Part):
    """Advice that rests on the claim."""

    guidance: str
    kind: str
    text: Quote | None = None
    documents: list[str]
    statements: list[str]


class Relation(Part):
    """Another claim."""

    kind: str
    claim: str
    from_this_one: bool
    note: Words | None = None


def guidance(_base: Base, row: Row) -> Guidance:
    """A piece of guidance to be quoted."""
    return Guidance(
        guidance=row["id"],
        kind=row["kind"],
        text=quote("guidance", "text", row),
        documents=json.loads(row["document_ids"]),
        statements=json.loads(row["statement_ids"]),
    )


def relation(_base: Base, row: Row) -> Relation:
    """Another claim, and how it stands to this one."""
    return Relation(
        kind=row["kind"],
        claim=row["claim"],
        from_this_one=bool(row["forward"]),
        note=row["note"],
    )
