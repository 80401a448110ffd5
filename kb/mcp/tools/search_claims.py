"""Find claims by words and filters: what is claimed, how far it is supported, how certain that is.

Words may stand in any order and inflection. Of one filter any of the values will do; several
filters must all be met; a term includes its narrower ones. Values are ids, labels or synonyms.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, create_model

from kb.database.facet import FACETS, MEASURES, NOT_YET, ORDERS, Facet
from kb.database.filters import LONGEST, WORDS, Fault, parse
from kb.mcp.base import Base, RefusedError, Row
from kb.mcp.bounds import MOST, fitting
from kb.mcp.shape import Page, Part, Pico, Quote, Told
from kb.mcp.tokens import quote

TITLE = "Search claims"
USUAL = 10
_ENDS = {"from": "at least this", "to": "at most this"}
_ROWS = """select o.*, o.claim_id as id, v.safe_wording, v.reason, v.would_change,
    (select count(*) from claim_gap g where g.claim_id = o.claim_id) as n_gaps
    from claim_overview o join claim c on c.id = o.claim_id
    left join verdict v on v.claim = o.claim_id
    join json_each(:claims) asked on asked.value = c.rowid order by asked.key"""


class _Common(Part):
    words: str = Field("", max_length=LONGEST, description="Words to look for")
    order: str | None = Field(
        None,
        description="Order; without it the best match first, or what is said most often",
        json_schema_extra={"enum": list(ORDERS)},
    )
    limit: int = Field(USUAL, ge=1, le=MOST, description="Claims to tell of at most")
    offset: int = Field(0, ge=0, description="Claims to pass over: next_offset of an answer")


def _facet(facet: Facet) -> Any:  # noqa: ANN401 - a field for pydantic
    extra: dict[str, Any] = {"items": {"type": "string", "maxLength": LONGEST}}
    if facet.words:
        extra["items"]["enum"] = list(facet.words)
    about = f"{facet.label}: any of these"
    many: Any = Field(
        default_factory=list, description=about, max_length=MOST, json_schema_extra=extra
    )
    return (list[Annotated[str, Field(max_length=LONGEST)]], many)


def _measures() -> dict[str, Any]:
    """Both ends of each measure, and its unit where there is a choice."""
    found: dict[str, Any] = {}
    for name, measure in MEASURES.items():
        units = list(measure.sizes)
        unit = f"`{name}_unit`" if len(units) > 1 else units[0]
        for end, words in _ENDS.items():
            about = f"{measure.label}: {words}, in {unit}"
            found[f"{name}_{end}"] = (float | None, Field(None, description=about))
        if len(units) > 1:
            extra: dict[str, Any] = {"enum": units}
            choice = Field(units[0], description=f"Unit of {name}", json_schema_extra=extra)
            found[f"{name}_unit"] = (str, choice)
    return found


_FIELDS: dict[str, Any] = {name: _facet(facet) for name, facet in FACETS.items()} | _measures()
Arguments = create_model("Arguments", __base__=_Common, **_FIELDS)


class Found(Pico):
    """A claim in short."""

    claim: str = Field(description="id@version")
    wording: Quote
    kind: str
    status: str
    direction: str | None = None
    verdict: str = Field(description="not_yet_assessed where nobody has judged")
    certainty: str = Field(description="By GRADE; not_yet_assessed where nobody has judged")
    safe_wording: Quote | None = Field(None, description="A sentence that may be published")
    n_statements: int = Field(description="Places in documents that say so")
    n_documents: int
    n_studies: int = Field(description="0 is an answer: no study is recorded for it")
    n_gaps: int = Field(description="Distances between what is said and what is known")


class Data(Part):
    """Claims that were found."""

    claims: Page[Found]
    some_words_only: bool = Field(description="No claim has all the words; these have some of them")


def answer(base: Base, asked: Any) -> Told:  # noqa: ANN401 - Arguments is made of the filters
    """Claims that fit, a page of them."""
    given = asked.model_dump(exclude_none=True)
    filters, faults = parse(_written(given), base.index.names)
    if given.get("order") not in (None, *ORDERS):
        faults.append(_no_order(given["order"]))
    if faults:
        raise RefusedError("; ".join(fault.told for fault in faults))
    chosen = base.index.choose(base.connection, filters, given.get("order"))
    there = chosen.claims.tolist()
    wanted = there[asked.offset : asked.offset + asked.limit]
    rows = base.rows(_ROWS, claims=str(wanted))
    items = fitting(map(_found, rows))
    after = asked.offset + len(items)
    more = after if after < len(there) else None
    claims = Page(items=items, total=len(there), next_offset=more)
    data = Data(claims=claims, some_words_only=chosen.loose and bool(there))
    return Told(summary=_summary(claims, asked.offset), data=data)


def _written(given: dict[str, Any]) -> dict[str, list[str]]:
    """The filters as addresses write them."""
    words = {WORDS: [given["words"]]} if given["words"] else {}
    chosen = {name: given[name] for name in FACETS if given.get(name)}
    names = [name for name in _FIELDS if name not in FACETS]
    return words | chosen | {name: [_plain(given[name])] for name in names if name in given}


def _plain(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.15f}".rstrip("0").rstrip(".")


def _no_order(order: str) -> Fault:
    near = tuple((name, one.label) for name, one in ORDERS.items())
    return Fault("order", order, f"no order is called “{order[:MOST]}”", near)


def _found(row: Row) -> Found:
    told = {name: row[name] for name in Found.model_fields if name in row}
    return Found.model_validate(
        told
        | {
            "claim": f"{row['id']}@{row['version']}",
            "wording": quote("claim", "wording", row),
            "safe_wording": quote("claim", "safe-wording", row),
            "verdict": row["verdict"] or NOT_YET,
            "certainty": row["certainty"] or NOT_YET,
        }
    )


def _summary(claims: Page[Found], offset: int) -> str:
    if not claims.total:
        return (
            "No claim here fits. That says nothing of whether it is true:"
            " try fewer or other words, or fewer filters."
        )
    first, last = offset + 1, offset + len(claims.items)
    if not claims.items:
        return f"{claims.total} claims fit, none beyond offset {offset}."
    more = f"; for more ask with offset={claims.next_offset}" if claims.next_offset else ""
    return f"Claims {first} to {last} of {claims.total} that fit{more}."
