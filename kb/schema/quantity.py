"""Numbers as data: quantities in statements, and doses, advised or studied."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from sqlmodel import SQLModel

from kb.schema.base import Label, Number, Span, Text, Written, field, words
from kb.schema.unit import QuantityKind
from kb.schema.vocabulary import DoseStage, Operator, QuantityRole, Scale


class QuantityFields(Written):
    """One number, or range, that a statement gives or that follows from two it gives."""

    kind: QuantityKind = field("What is measured.", sa_type=words(QuantityKind))
    role: QuantityRole = field("What the number does.", sa_type=words(QuantityRole))
    arm: Label | None = field(
        "Which of the compared conditions it belongs to, as “placebo”.", default=None
    )
    operator: Operator = field(
        "How the value stands to the thing measured.",
        default=Operator.eq,
        sa_type=words(Operator),
    )
    value: Number = field("The number in `unit`; of a range, its lower end.")
    value_high: Number | None = field("Upper end of a range, in `unit`.", default=None)
    unit: Label = field("UCUM code of the unit; `1` for a bare number.")
    scale: Scale = field(
        "What the number is relative to.", default=Scale.absolute, sa_type=words(Scale)
    )
    qualifier: Label | None = field("The wording's own qualifier, as “as much as”.", default=None)
    reference: Label | None = field(
        "What a relative number is a part of or compared with.", default=None
    )
    per: Label | None = field("The base that the wording names, as “minute”.", default=None)
    conditions: Label | None = field("Under what the number holds, as “same speed”.", default=None)
    stage: DoseStage | None = field(
        "For a dose: the part of the programme it speaks of.",
        default=None,
        sa_type=words(DoseStage),
    )
    recipe: Label | None = field(
        "For a derived number: how it follows from others, as `21 - 9`.", default=None
    )


class QuantityFile(QuantityFields):
    """A quantity as it is written below a statement."""

    span: Span | None = field(
        "Where the number stands, `[start, end]`; left out for a derived one.", default=None
    )


class QuantityKeys(SQLModel):
    """Where a quantity belongs."""

    id: str = field("Id of the quantity: its statement's id and its place there.", primary_key=True)
    owner_type: str = field("Kind of record that gives the number.")
    owner_id: str = field("Id of that record.", index=True)
    statement: str | None = field(
        "The statement that gives the number.", default=None, foreign_key="statement.id"
    )


class Quantity(QuantityFields, QuantityKeys, table=True):
    """A number, or range, that a document gives, with its value in the canonical unit beside it."""

    canonical_value: float = field("The value in `canonical_unit`.")
    canonical_value_high: float | None = field("The upper end in `canonical_unit`.", default=None)
    canonical_unit: str = field("UCUM code of the canonical unit of this kind of quantity.")
    char_start: int | None = field("First character of the number in the document.", default=None)
    char_end: int | None = field("End of the number in the document, not included.", default=None)
    derived: bool = field("1 when computed from other numbers, 0 when it stands in the text.")


class RangeFile(Written):
    """A number or range with its unit; one end may be open."""

    low: Number | None = field("Lower end, or the only value.", default=None)
    high: Number | None = field("Upper end, where it differs from the lower.", default=None)
    unit: Label = field("UCUM code of the unit.")


class DoseFields(Written):
    """What of a dose is told in words."""

    stage: DoseStage = field(
        "The part of the programme it speaks of.",
        default=DoseStage.whole,
        sa_type=words(DoseStage),
    )
    intensity: Text | None = field("How hard, as the source words it in short.", default=None)
    supervision: Label | None = field("Who watches over the sessions.", default=None)
    progression: Text | None = field("How the dose grows.", default=None)


class DoseFile(DoseFields):
    """A dose, advised or studied: how long, how often, for how many weeks, how fast, how steep."""

    session: RangeFile | None = field("Length of a session; canonical unit min.", default=None)
    frequency: RangeFile | None = field("How often; canonical unit /wk.", default=None)
    programme: RangeFile | None = field("For how long in all; canonical unit wk.", default=None)
    speed: RangeFile | None = field("Canonical unit m/s.", default=None)
    slope: RangeFile | None = field("Incline; canonical unit %.", default=None)


DOSE_KINDS: Mapping[str, QuantityKind] = {
    "session": QuantityKind.session_duration,
    "frequency": QuantityKind.frequency,
    "programme": QuantityKind.programme_duration,
    "speed": QuantityKind.speed,
    "slope": QuantityKind.slope,
}
"""Field of a written dose to the kind of quantity that it holds."""


class DoseKeys(SQLModel):
    """Where a dose belongs."""

    id: str = field("Id of the dose.", primary_key=True)
    owner_type: str = field("`statement`, `protocol_step`, `guidance` or `arm`.")
    owner_id: str = field("Id of the statement, step, guidance or arm.", index=True)
    population: str | None = field("For whom.", default=None, foreign_key="term.id")


class Dose(DoseFields, DoseKeys, table=True):
    """A dose, advised or studied, in canonical units; empty cells were not stated."""

    __table_args__ = (sa.Index("ix_dose_owner", "owner_type", "owner_id"),)
    session_min_low: float | None = field("Session length, lower end.", unit="min", default=None)
    session_min_high: float | None = field("Session length, upper end.", unit="min", default=None)
    sessions_per_week_low: float | None = field("Frequency, lower end.", unit="/wk", default=None)
    sessions_per_week_high: float | None = field("Frequency, upper end.", unit="/wk", default=None)
    weeks_low: float | None = field("Length of the programme, lower end.", unit="wk", default=None)
    weeks_high: float | None = field("Length of the programme, upper end.", unit="wk", default=None)
    speed_mps_low: float | None = field("Speed, lower end.", unit="m/s", default=None)
    speed_mps_high: float | None = field("Speed, upper end.", unit="m/s", default=None)
    grade_pct_low: float | None = field("Incline, lower end.", unit="%", default=None)
    grade_pct_high: float | None = field("Incline, upper end.", unit="%", default=None)
    total_min: float | None = field(
        "Minutes in all: session × frequency × weeks, where all three are single values.",
        unit="min",
        default=None,
    )
    wording: str | None = field("The dose in its original units, for reading.", default=None)
