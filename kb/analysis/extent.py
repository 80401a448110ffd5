"""Extents of doses: what of a dose can be compared, and whether two of them meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import inf

from kb.analysis import dose
from kb.schema.quantity import DoseFile, QuantityFile

DIMENSIONS: Mapping[str, tuple[str, str]] = {
    "session_min": ("length of a session", "min"),
    "sessions_per_week": ("frequency", "a week"),
    "weeks": ("length of the programme", "wk"),
    "speed_mps": ("speed", "m/s"),
    "grade_pct": ("slope", "%"),
}
"""Column of the dose table, without its end: its name and its unit, for people."""
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
        """`5 to 10 min`; an open end is told."""
        unit = DIMENSIONS[self.dimension][1]
        if self.low in {self.high, -inf} or self.high == inf:
            sign = "≥ " if self.high == inf else "≤ " if self.low == -inf else ""
            return f"{sign}{self.high if self.low == -inf else self.low:.3g} {unit}"
        return f"{self.low:.3g} to {self.high:.3g} {unit}"


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
