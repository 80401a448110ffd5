"""Quantities as readable text: `21 % of its maximum, against 9 %`; `up to 60 %`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from kb.schema.amount import converted_measure, measured
from kb.schema.spelling import MINUS, number
from kb.schema.unit import QuantityKind
from kb.schema.vocabulary import DoseStage, Operator, QuantityRole, Scale

Row = Mapping[str, Any]

_OPERATORS = {
    Operator.approx: "about ",
    Operator.lt: "below ",
    Operator.le: "at most ",
    Operator.gt: "above ",
    Operator.ge: "at least ",
}
_BOUNDS = {QuantityRole.upper_bound: "up to ", QuantityRole.lower_bound: "at least "}
_STRICT = (Operator.lt, Operator.gt)


@dataclass(frozen=True, slots=True)
class Reading:
    """One or more numbers that belong together, as a person reads them."""

    text: str
    notes: tuple[str, ...] = ()
    recipe: str | None = None


def readings(rows: Iterable[Row]) -> list[Reading]:
    """The numbers of a statement; values of compared conditions stand side by side."""
    return [
        _compared(group) if len(group) > 1 else _single(group[0])
        for group in map(list, _groups(rows))
    ]


def _groups(rows: Iterable[Row]) -> Iterator[Iterable[Row]]:
    for _, group in groupby(enumerate(rows), key=_comparison):
        yield (row for _, row in group)


def _comparison(item: tuple[int, Row]) -> tuple[object, ...]:
    """What values of compared conditions have in common; any other number stands alone."""
    position, row = item
    if row["role"] == QuantityRole.arm_value and row["arm"] and not row["derived"]:
        return tuple(row[name] for name in ("kind", "unit", "scale", "reference", "per"))
    return (position,)


def _compared(rows: list[Row]) -> Reading:
    texts = [f"{_value(row)} ({row['arm']})" for row in rows]
    return Reading(" against ".join(texts) + _of(rows[0]), _notes(rows[0]))


def _single(row: Row) -> Reading:
    arm = f" ({row['arm']})" if row["arm"] else ""
    recipe = row["recipe"].replace("-", MINUS) if row["recipe"] else None
    return Reading(_value(row) + arm + _of(row), _notes(row), recipe)


def _value(row: Row) -> str:
    """The number with what stands before and after it."""
    if row["kind"] == QuantityKind.calendar_date:
        return "–".join(f"{end:g}" for end in (row["value"], row["value_high"]) if end is not None)
    if row["scale"] == Scale.percentage_points:
        return _sign(row) + f"{number(row['value'])} percentage points"
    if row["scale"] == Scale.ratio:
        return f"ratio {_before(row)}{number(row['value'])}"
    value = measured(row["value"], row["value_high"], row["unit"])
    return _before(row) + _sign(row) + value


def _sign(row: Row) -> str:
    is_gain = row["role"] == QuantityRole.contrast and row["value"] > 0
    is_signed = row["scale"] in (Scale.percentage_points, Scale.relative_change)
    return "+" if is_gain and is_signed else ""


def _before(row: Row) -> str:
    bound = _BOUNDS.get(row["role"])
    if bound and row["operator"] not in _STRICT:
        return bound
    return _OPERATORS.get(row["operator"], "")


def _of(row: Row) -> str:
    if row["scale"] == Scale.percent_of_reference and row["reference"]:
        return f" of {row['reference']}"
    return ""


def _notes(row: Row) -> tuple[str, ...]:
    """What else is known of a number, in the order in which it is asked."""
    is_compared = row["scale"] in (Scale.relative_change, Scale.ratio)
    versus = row["reference"] if is_compared else None
    found = (
        f"“{row['qualifier']}”" if row["qualifier"] else None,
        "relative change" if row["scale"] == Scale.relative_change else None,
        f"compared with {versus}" if versus else None,
        f"per {row['per']}" if row["per"] else None,
        row["conditions"],
        row["stage"].replace("_", " ") if row["stage"] not in (None, DoseStage.whole) else None,
        _canonical(row),
    )
    return tuple(note for note in found if note)


def _canonical(row: Row) -> str | None:
    """The value in the canonical unit, where that is another."""
    if row["canonical_unit"] == row["unit"]:
        return None
    return converted_measure(
        row["canonical_value"], row["canonical_value_high"], row["canonical_unit"]
    )
