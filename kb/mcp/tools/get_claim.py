"""Tell all that is known of one claim.

What it says; who says so, in which place of which document and on what it seems to rest; the
evidence with its numbers and their places; what was pooled; gaps; guidance; the verdict with its
reason, and how certain that is by GRADE. Ask for single sections to have more of each.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from pydantic import BaseModel, Field

from kb.mcp.base import Base, Row
from kb.mcp.bounds import CHARACTERS, MOST, page
from kb.mcp.claims import known
from kb.mcp.distance import Gap, found, gap
from kb.mcp.evidence import EVIDENCE, POOLED, Evidence, Pooled, evidence_line, pooled_estimate
from kb.mcp.judgement import Judgement, judgement
from kb.mcp.related import GUIDANCE, RELATIONS, Guidance, Relation, guidance, relation
from kb.mcp.said import STATEMENTS, Statement
from kb.mcp.said import statements as made
from kb.mcp.shape import Page, Part, Pico, Quote, Told, Words
from kb.mcp.tokens import quote
from kb.schema.wording import counted

TITLE = "Everything about one claim"
USUAL = 10
Section = Literal["statements", "evidence", "pooled", "gaps", "guidance", "relations"]
_CLAIM = """select o.*, o.claim_id as id, c.status_reason,
    m.id || '@' || m.version as merged_into, v.reason, v.would_change, v.safe_wording,
    v.do_not_say, v.date, (select count(*) from contrary_search where claim = c.id) as n_searches
    from claim_overview o join claim c on c.id = o.claim_id
    left join claim m on m.id = c.merged_into left join verdict v on v.claim = c.id
    where o.claim_id = :claim"""
_VERSION = "select current from claim_version where claim = :claim and version = :version"
_CHANGES = """select part, record, kind, field_name, before, now from claim_change
    where claim = :claim and version = :version order by rowid"""


class Arguments(Part):
    """What may be asked."""

    claim: str = Field(max_length=200, description="Id of the claim, or id@version")
    sections: list[Section] = Field(
        default_factory=list, max_length=6, description="Sections to tell; all where none is named"
    )
    limit: int = Field(USUAL, ge=1, le=MOST, description="Items of each section at most")
    offset: int = Field(0, ge=0, description="Items of each section to pass over")


class Change(Part):
    """A field that is not what it was."""

    part: str
    record: Words | None = None
    kind: str
    field_name: str
    before: Words | None = None
    now: Words | None = None


class Data(Pico):
    """One claim."""

    claim: str = Field(description="id@version")
    version_asked: str = Field(
        description="current; older: this is today's, `changes` says what changed since;"
        " unknown: the claim never had it, as far as is written down"
    )
    changes: Page[Change] | None = Field(None, description="Since the older version")
    wording: Quote
    summary: Quote | None = None
    kind: str
    status: str
    status_reason: Words | None = None
    merged_into: str | None = None
    direction: str | None = None
    conditions: Words | None = None
    judgement: Judgement
    evidence_state: str = Field(
        description="some, none_located (it was looked for), not_looked_for"
    )
    statements: Page[Statement] | None = None
    evidence: Page[Evidence] | None = None
    pooled: Page[Pooled] | None = None
    gaps: Page[Gap] | None = None
    guidance: Page[Guidance] | None = None
    relations: Page[Relation] | None = None


def answer(base: Base, asked: Arguments) -> Told:
    """All that hangs on a claim, a page of each section."""
    written, _, version = asked.claim.partition("@")
    claim = known(base, "claim", written)
    (row,) = base.rows(_CLAIM, claim=claim)
    told = {name: row[name] for name in Data.model_fields if name in row}
    told |= {
        "claim": f"{claim}@{row['version']}",
        "wording": quote("claim", "wording", row),
        "summary": quote("claim", "summary", row),
        "judgement": judgement(base, row),
        "evidence_state": _evidence_state(row),
    }
    told |= _version(base, claim, version or row["version"])
    data = Data.model_validate(told | _sections(base, asked, claim))
    return Told(summary=_summary(row, data), data=data)


def _version(base: Base, claim: str, version: str) -> dict[str, object]:
    """Whether a version stands, and what changed since it did."""
    found = base.rows(_VERSION, claim=claim, version=version)
    if not found:
        return {"version_asked": "unknown"}
    if found[0]["current"]:
        return {"version_asked": "current"}
    rows = base.rows(_CHANGES, claim=claim, version=version)
    return {"version_asked": "older", "changes": page(rows, _change, offset=0, limit=MOST)}


def _change(row: Row) -> Change:
    return Change.model_validate(row)


def _sections(base: Base, asked: Arguments, claim: str) -> dict[str, BaseModel]:
    wanted = asked.sections or list(_READ)
    room = CHARACTERS // len(wanted)
    bounds = {"offset": asked.offset, "limit": asked.limit, "room": room}
    return {name: _READ[name](base, claim, bounds) for name in wanted}


def _page(
    sql: str, make: Callable[[Base, Row], Any]
) -> Callable[[Base, str, dict[str, int]], Page[Any]]:
    def read(base: Base, claim: str, bounds: dict[str, int]) -> Page[Any]:
        return page(base.rows(sql, claim=claim), lambda row: make(base, row), **bounds)

    return read


def _statements(base: Base, claim: str, bounds: dict[str, int]) -> Page[Any]:
    rows = base.rows(STATEMENTS, claim=claim)
    return page(rows, lambda row: made(base, [row])[0], **bounds)


def _gaps(base: Base, claim: str, bounds: dict[str, int]) -> Page[Any]:
    return page(found(base, claim=claim), lambda row: gap(base, row), **bounds)


_READ: dict[Section, Callable[[Base, str, dict[str, int]], Page[Any]]] = {
    "statements": _statements,
    "evidence": _page(EVIDENCE, evidence_line),
    "pooled": _page(POOLED, pooled_estimate),
    "gaps": _gaps,
    "guidance": _page(GUIDANCE, guidance),
    "relations": _page(RELATIONS, relation),
}


def _evidence_state(row: Row) -> str:
    if row["n_studies"]:
        return "some"
    looked = row["n_searches"] or row["verdict"] == "no_evidence_located"
    return "none_located" if looked else "not_looked_for"


def _studies(row: Row) -> str:
    return counted(row["n_studies"], "study", "studies")


def _summary(row: Row, data: Data) -> str:
    judged = f"verdict {data.judgement.verdict}, certainty {data.judgement.certainty}"
    known = f"said in {counted(row['n_statements'], 'place')}, evidence of {_studies(row)}"
    told = [f"Claim {data.claim}: {judged}; {known}."]
    if data.evidence_state == "none_located":
        told.append("Evidence was looked for and none was located: that is the answer.")
    if data.evidence_state == "not_looked_for":
        told.append("No evidence is recorded, and nobody has looked for it yet.")
    if data.version_asked == "older":
        told.append("You asked for an older version: `changes` tells what has changed since.")
    if data.version_asked == "unknown":
        told.append("It never had the version that you asked for, as far as is written down.")
    if row["status"] in {"deprecated", "merged"}:
        told.append(f"This claim is {row['status']}: do not quote it as it stands.")
    more = [
        name for name in _READ if (part := getattr(data, name)) and part.next_offset is not None
    ]
    if more:
        told.append(
            f"There is more of {', '.join(more)}: ask for one section with its next_offset."
        )
    return " ".join(told)
