"""Extents of doses: what of a dose can be compared, and whether two of them meet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from math import inf

from kb.analysis import dose
from kb.schema.quantity import DoseFile, QuantityFile
from kb.schema.spelling import unit_after
from kb.schema.unit import QuantityKind, converted

DIMENSIONS: Mapping[str, tuple[str, str]] = {
    "session_min": ("length of a session", "min"),
    "sessions_per_week": ("frequency", "a week"),
    "weeks": ("length of the programme", "wk"),
    "speed_mps": ("speed", "m/s"),
    "grade_pct": ("slope", "%"),
}
"""Column of the dose table, without its end: its name and its unit, for people."""
SPEEDS = ("km/h", "[mi_i]/h")
"""Units that people know a speed by, beside the canonical one."""
LEAST_SPEED = 0.05
NEAR = 0.005
"""Extents that miss each other by less than this part are the same number, rounded."""


@dataclass(frozen=True, slots=True)
class Extent:
    """From where to where one dimension of a dose reaches, in its canonical unit."""

    dimension: str
    low: float
    high: float

    def meets(self, other: Extent) -> bool:
        """Whether two extents have a value in common, but for rounding."""
        slack = NEAR * min(abs(self.low), abs(other.low))
        return self.low <= other.high + slack and other.low <= self.high + slack

    def __str__(self) -> str:
        """`5 to 10 min`, `1.4 m/s (5.0 km/h, 3.1 mph)`; an open end is told."""
        told = self._told("{:.3g}".format, f" {DIMENSIONS[self.dimension][1]}")
        units = SPEEDS if self.dimension == "speed_mps" else ()
        also = ", ".join(self._told(partial(_speed, unit), unit_after(unit)) for unit in units)
        return f"{told} ({also})" if also else told

    def _told(self, number: Callable[[float], str], unit: str) -> str:
        if self.low == -inf:
            return f"≤ {number(self.high)}{unit}"
        if self.high == inf:
            return f"≥ {number(self.low)}{unit}"
        if self.low == self.high:
            return f"{number(self.low)}{unit}"
        return f"{number(self.low)} to {number(self.high)}{unit}"


def _speed(unit: str, value: float) -> str:
    """A speed in another unit to one decimal, or to one digit where that would be 0.0."""
    other = converted(value, unit, QuantityKind.speed)
    return f"{other:.1f}" if other >= LEAST_SPEED else f"{other:.1g}"


def written(value: DoseFile | None) -> list[Extent]:
    """The extents of a dose as a curator wrote it."""
    return list(_extents(dose.written(value))) if value else []


def told(quantities: Iterable[QuantityFile]) -> list[Extent]:
    """The extents of the doses that a statement gives, of every stage."""
    return [
        extent for _, columns in dose.from_quantities(quantities) for extent in _extents(columns)
    ]


def _extents(columns: Mapping[str, float | str | None]) -> Iterator[Extent]:
    for dimension in DIMENSIONS:
        low, high = columns[f"{dimension}_low"], columns[f"{dimension}_high"]
        if isinstance(low, float) or isinstance(high, float):
            low = low if isinstance(low, float) else -inf
            high = high if isinstance(high, float) else inf
            yield Extent(dimension, low, high)
