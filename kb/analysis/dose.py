"""Doses in canonical units, from what was written or from the numbers of a statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from kb.schema.quantity import DOSE_KINDS, DoseFile, QuantityFile, RangeFile
from kb.schema.unit import QuantityKind, canonical
from kb.schema.vocabulary import DoseStage, Operator, QuantityRole, Scale

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
    """Ends of a range in one unit.

    Parameters
    ----------
    low, high
        None where it is open.
    above, below
        Whether the low end, the high end is not in it: above 1, below 5.
    """

    low: float | None
    high: float | None
    unit: str
    above: bool = False
    below: bool = False

    def __str__(self) -> str:
        """`0.5 to 1 [mi_i]/h`, `≥ 20 min`, `> 1 and ≤ 2 m/s`: as few digits as it needs."""
        low, high = (None if end is None else f"{end:.12g}" for end in (self.low, self.high))
        if low == high:
            return f"{low} {self.unit}"
        if low and high and not (self.above or self.below):
            return f"{low} to {high} {self.unit}"
        least = low and f"{'>' if self.above else '≥'} {low}"
        most = high and f"{'<' if self.below else '≤'} {high}"
        return f"{' and '.join(filter(None, (least, most)))} {self.unit}"

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing, open at both ends."""
        return self.low is None and self.high is None


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
    """Whether a number is a dose by itself, and not relative to another, as 10 % faster."""
    is_absolute = quantity.scale is Scale.absolute
    return quantity.role is QuantityRole.dose and is_absolute and quantity.kind in _COLUMNS


def _interval(quantity: QuantityFile) -> Interval:
    highest = quantity.value if quantity.value_high is None else quantity.value_high
    low = None if quantity.operator in _OPEN_BELOW else quantity.value
    high = None if quantity.operator in _OPEN_ABOVE else highest
    above, below = quantity.operator is Operator.gt, quantity.operator is Operator.lt
    return Interval(low, high, quantity.unit, above, below)


def _joined(first: Interval | None, second: Interval, kind: QuantityKind) -> Interval:
    """The range that spans two; of a least and a most value, what lies between them."""
    if first is None:
        return second
    if first.unit != second.unit:
        first, second = _converted(first, kind), _converted(second, kind)
    return _between(first, second) or _between(second, first) or _spanning(first, second)


def _between(least: Interval, most: Interval) -> Interval | None:
    """The range from a least to a most value; None where they are not that, or do not meet."""
    if least.low is None or most.high is None or most.low is not None or least.high is not None:
        return None
    if least.low > most.high or (least.low == most.high and (least.above or most.below)):
        return None
    return replace(least, high=most.high, below=most.below)


def _spanning(first: Interval, second: Interval) -> Interval:
    """From the lower low to the higher high end; an end is in the range if it is in either."""
    both = (first, second)
    lows = [(one.low, one.above) for one in both if one.low is not None]
    highs = [(one.high, not one.below) for one in both if one.high is not None]
    low, above = min(lows) if len(lows) > 1 else (None, False)
    high, is_in = max(highs) if len(highs) > 1 else (None, True)
    return Interval(low, high, first.unit, above, not is_in)


def _converted(interval: Interval, kind: QuantityKind) -> Interval:
    low, high = (
        None if end is None else canonical(end, interval.unit, kind)[0]
        for end in (interval.low, interval.high)
    )
    return replace(interval, low=low, high=high, unit=canonical(1, interval.unit, kind)[1])


def _columns(ranges: Mapping[QuantityKind, Interval]) -> dict[str, float | str | None]:
    columns: dict[str, float | str | None] = dict.fromkeys(chain.from_iterable(_COLUMNS.values()))
    told = {kind: interval for kind, interval in ranges.items() if not interval.is_empty}
    for kind, interval in told.items():
        converted = _converted(interval, kind)
        low_column, high_column = _COLUMNS[kind]
        columns[low_column], columns[high_column] = converted.low, converted.high
    columns["total_min"] = _total(columns)
    columns["wording"] = "; ".join(map(str, told.values())) or None
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
