"""List the distances between what documents say and what the evidence shows, the gravest first.

All of them, or those of one document, claim, kind or severity. A gap judges whether a statement
says what its source or the evidence says; whether the claim is true is another question.
"""

from __future__ import annotations

from pydantic import Field

from kb.mcp import distance
from kb.mcp.base import Base, RefusedError
from kb.mcp.bounds import MOST, page
from kb.mcp.claims import known
from kb.mcp.shape import Page, Part, Told
from kb.problems import nearest
from kb.schema.vocabulary import Severity

TITLE = "Gaps between statements and evidence"
USUAL = 10
_ID = 200


class Arguments(Part):
    """What may be asked."""

    document: str | None = Field(None, max_length=_ID, description="Id of a document")
    claim: str | None = Field(None, max_length=_ID, description="Id of a claim, or id@version")
    kind: str | None = Field(None, max_length=_ID, description="Kind of gap, as an answer names it")
    severity: str | None = Field(
        None, max_length=_ID, description="How grave", json_schema_extra={"enum": list(Severity)}
    )
    limit: int = Field(USUAL, ge=1, le=MOST, description="Gaps to tell of at most")
    offset: int = Field(0, ge=0, description="Gaps to pass over: next_offset of an answer")


class Data(Part):
    """Gaps that were found."""

    gaps: Page[distance.Gap]


def answer(base: Base, asked: Arguments) -> Told:
    """Gaps that fit, a page of them."""
    wanted = asked.model_dump(include={"document", "claim", "kind", "severity"})
    if asked.claim:
        wanted["claim"] = known(base, "claim", asked.claim.partition("@")[0])
    if asked.document:
        known(base, "document", asked.document)
    kinds = [row["kind"] for row in base.rows("select distinct kind from gap order by kind")]
    _one_of("kind", asked.kind, kinds)
    _one_of("severity", asked.severity, list(Severity))
    rows = distance.found(base, **wanted)
    gaps = page(rows, lambda row: distance.gap(base, row), offset=asked.offset, limit=asked.limit)
    return Told(summary=_summary(gaps), data=Data(gaps=gaps))


def _one_of(name: str, value: str | None, values: list[str]) -> None:
    if value is None or value in values:
        return
    hint = nearest(value, values) or f"there is {', '.join(values) or 'none at all'}"
    message = f"no gap has the {name} `{value}`: {hint}"
    raise RefusedError(message)


def _summary(gaps: Page[distance.Gap]) -> str:
    if not gaps.total:
        return "No such gap was found. That does not say that what is said is right."
    more = f"; for more ask with offset={gaps.next_offset}" if gaps.next_offset else ""
    return f"{len(gaps.items)} of {gaps.total} gaps, the gravest first{more}."
