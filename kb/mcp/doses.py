"""Doses: advised by guidance, told in documents, given in studies; each with its place."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from kb.database.shared import shared
from kb.mcp.base import Base, Row
from kb.mcp.said import span
from kb.mcp.shape import Part, Quote, Span, Words
from kb.mcp.tokens import claims_of, quote
from kb.schema.amount import converted_measure, speed_in

SPEED = "speed"
MEASURES: Mapping[str, tuple[str, str, str]] = {
    "session": ("session_min_low", "session_min_high", "min"),
    "sessions_per_week": ("sessions_per_week_low", "sessions_per_week_high", "/wk"),
    "weeks": ("weeks_low", "weeks_high", "wk"),
    SPEED: ("speed_mps_low", "speed_mps_high", "m/s"),
    "incline": ("grade_pct_low", "grade_pct_high", "%"),
    "total": ("total_min", "total_min", "min"),
}
"""Columns of both ends and the unit in which they are stored."""
_OTHER_SPEEDS = {"km/h": "km/h", "mph": "[mi_i]/h"}
_DOSES = f"""{shared("dose_kin")},
people(term) as (
  select :population
  union select b.term from term_broader b join people p on b.broader = p.term
),
wider(term) as (
  select :population
  union select b.broader from term_broader b join wider w on b.term = w.term
)
select d.*, d.dose_id as id, t.label as people, a.study, coalesce(g.id, p.guidance) as guidance,
  case d.owner_type when 'arm' then 'studied' when 'statement' then 'told' else 'advised' end
    as part,
  (select source from study_report r where r.study = a.study
    order by r.role <> 'primary', r.source limit 1) as source
from dose_table d join dose o on o.id = d.dose_id
left join guidance g on d.owner_type = 'guidance' and g.id = d.owner_id
left join protocol_step p on d.owner_type = 'protocol_step' and p.id = d.owner_id
left join guidance pg on pg.id = p.guidance
left join arm a on d.owner_type = 'arm' and a.id = d.owner_id
left join term t on t.id = coalesce(o.population, pg.population)
where (d.owner_type <> 'arm' or a.intervention in (select term from kin)
    or not exists (select 1 from advised))
  and (:population is null or t.id in people
    or (d.owner_type <> 'arm' and (t.id is null or t.id in wider)))
order by d.dose_id
"""  # noqa: S608 - kb's own
_SPANS = """select s.* from statement_overview s where s.statement_id = :statement
    or s.statement_id in (select statement from guidance_statement where guidance = :guidance)
    order by s.document_id, s.position limit 5"""


class Amount(Part):
    """A measure of a dose, in the unit in which it is stored, and speeds in others."""

    stored: str
    km_per_h: str | None = None
    mph: str | None = None


class Dose(Part):
    """A dose with its place."""

    dose: str
    wording: Quote | None = Field(None, description="As it was written")
    stage: str
    people: Words = Field(description="Whom it is for")
    amounts: dict[str, Amount]
    guidance: str | None = None
    study: str | None = None
    arm: str | None = None
    source_key: str | None = Field(None, description="Report of the study")
    places: list[Span] = Field(description="Statements that advise or tell it")
    claims: list[str] = Field(description="id@version of the claims that it has to do with")


def doses(base: Base, population: str | None) -> dict[str, list[Row]]:
    """Rows of doses that are advised, told and studied; with a population, what concerns it.

    Advice for wider groups speaks to it as well; studies of others do not.
    """
    found: dict[str, list[Row]] = {"advised": [], "told": [], "studied": []}
    for row in base.rows(_DOSES, population=population):
        found[row["part"]].append(row)
    return found


def dose(base: Base, row: Row) -> Dose:
    """A dose to be quoted."""
    is_statement = row["owner_type"] == "statement"
    statement = row["owner_id"] if is_statement else None
    places = base.rows(_SPANS, statement=statement, guidance=row["guidance"])
    return Dose(
        dose=row["id"],
        wording=quote("dose", "wording", row),
        stage=row["stage"],
        people=row["people"] or "not_told",
        amounts=dict(_amounts(row)),
        guidance=row["guidance"],
        study=row["study"],
        arm=row["owner_id"] if row["study"] else None,
        source_key=row["source"],
        places=[span(place) for place in places],
        claims=claims_of(base, "dose", row["id"]),
    )


def amount(measure: str, low: float | None, high: float | None) -> Amount:
    """A range of a measure in words."""
    stored = converted_measure(low, high, MEASURES[measure][2])
    if measure != SPEED:
        return Amount(stored=stored)
    km_per_h, mph = (speed_in(low, high, unit) for unit in _OTHER_SPEEDS.values())
    return Amount(stored=stored, km_per_h=km_per_h, mph=mph)


def _amounts(row: Row) -> dict[str, Amount]:
    return {
        measure: amount(measure, row[low], row[high])
        for measure, (low, high, _) in MEASURES.items()
        if row[low] is not None or row[high] is not None
    }
