"""Doses in canonical units, from what was written or from the numbers of a statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from kb.schema.quantity import DOSE_KINDS, DoseFile, QuantityFile, RangeFile
from kb.schema.unit import QuantityKind, canonical
from kb.schema.vocabulary import DoseStage, Operator, QuantityRole

_COLUMNS: Mapping[QuantityKind, tuple[str, str]] = {
    QuantityKind.session_duration: ("session_min_low", "session_min_high"),
    QuantityKind.frequency: ("sessions_per_week_low", "sessions_per_week_high"),
    QuantityKind.programme_duration: ("weeks_low", "weeks_high"),
    QuantityKind.speed: ("speed_mps_low", "speed_mps_high"),
    QuantityKind.slope: ("grade_pct_low", "grade_pct_high"),
}
_OPEN_ABOVE = frozenset({Operator.gt, Operator.ge})
_OPEN_BELOW = frozenset({Operator.lt, Operator.le})


@dataclass(frozen=True, slots=True)
class Interval:
    """Ends of a range in one unit; None where it is open."""

    low: float | None
    high: float | None
    unit: str

    def __str__(self) -> str:
        """`0.5 to 1 [mi_i]/h`, as few digits as the numbers need."""
        if self.low == self.high or self.high is None or self.low is None:
            sign = "≥ " if self.high is None else "≤ " if self.low is None else ""
            value = self.high if self.low is None else self.low
            return f"{sign}{value:g} {self.unit}"
        return f"{self.low:g} to {self.high:g} {self.unit}"


def written(dose: DoseFile) -> dict[str, float | str | None]:
    """Canonical columns of the dose table for a dose as a curator wrote it."""
    ranges: dict[QuantityKind, Interval] = {}
    for name, kind in DOSE_KINDS.items():
        value: RangeFile | None = getattr(dose, name)
        if value is not None:
            low, high = value.low, value.high
            ranges[kind] = Interval(low, low if high is None else high, value.unit)
    return _columns(ranges)


def from_quantities(
    quantities: Iterable[QuantityFile],
) -> Iterator[tuple[DoseStage, dict[str, float | str | None]]]:
    """Per stage of a programme, the canonical columns for the doses that a statement gives.

    Numbers of one kind and stage make one range; increments are steps, not doses.
    """
    stages: dict[DoseStage, dict[QuantityKind, Interval]] = {}
    for quantity in quantities:
        stage = quantity.stage or DoseStage.whole
        if _is_dose(quantity) and stage is not DoseStage.increment:
            ranges = stages.setdefault(stage, {})
            interval = _interval(quantity)
            ranges[quantity.kind] = _joined(ranges.get(quantity.kind), interval, quantity.kind)
    for stage, ranges in stages.items():
        yield stage, _columns(ranges)


def _is_dose(quantity: QuantityFile) -> bool:
    return quantity.role is QuantityRole.dose and quantity.kind in _COLUMNS


def _interval(quantity: QuantityFile) -> Interval:
    high = quantity.value if quantity.value_high is None else quantity.value_high
    low = None if quantity.operator in _OPEN_BELOW else quantity.value
    return Interval(low, None if quantity.operator in _OPEN_ABOVE else high, quantity.unit)


def _joined(first: Interval | None, second: Interval, kind: QuantityKind) -> Interval:
    """The range that spans two; of different units in the canonical one."""
    if first is None:
        return second
    if first.unit != second.unit:
        first, second = _converted(first, kind), _converted(second, kind)
    lows, highs = (first.low, second.low), (first.high, second.high)
    return Interval(
        None if None in lows else min(low for low in lows if low is not None),
        None if None in highs else max(high for high in highs if high is not None),
        first.unit,
    )


def _converted(interval: Interval, kind: QuantityKind) -> Interval:
    ends = [
        None if end is None else canonical(end, interval.unit, kind)[0]
        for end in (interval.low, interval.high)
    ]
    return Interval(ends[0], ends[1], canonical(1, interval.unit, kind)[1])


def _columns(ranges: Mapping[QuantityKind, Interval]) -> dict[str, float | str | None]:
    columns: dict[str, float | str | None] = dict.fromkeys(chain.from_iterable(_COLUMNS.values()))
    for kind, interval in ranges.items():
        converted = _converted(interval, kind)
        low_column, high_column = _COLUMNS[kind]
        columns[low_column], columns[high_column] = converted.low, converted.high
    columns["total_min"] = _total(columns)
    columns["wording"] = "; ".join(map(str, ranges.values())) or None
    return columns


def _total(columns: Mapping[str, float | str | None]) -> float | None:
    """Minutes in all, where length, frequency and weeks are single values."""
    total = 1.0
    for kind in (
        QuantityKind.session_duration,
        QuantityKind.frequency,
        QuantityKind.programme_duration,
    ):
        low, high = (columns.get(name) for name in _COLUMNS[kind])
        if not isinstance(low, float) or low != high:
            return None
        total *= low
    return total
