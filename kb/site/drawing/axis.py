"""The axes of the doses: one a measure, on which every range is drawn alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kb.figures.scale import Scale, around, short
from kb.schema.spelling import unit_after
from kb.schema.unit import QuantityKind, canonical

WIDTH = 132.0
"""Of a drawing, in its own units; its text is 11 of them high."""
POINT = 2.5
"""Half the width of a single value."""
SPEEDS = ("m/s", "km/h", "[mi_i]/h")
ROOM = 34.0
"""What the name of a speed's unit needs."""
LABELS = 4
"""More ticks than this are told only every second time."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A range on an axis; an end that was not said is open."""

    x: float
    width: float
    open_low: bool
    open_high: bool


@dataclass(frozen=True, slots=True)
class Ticks:
    """Round numbers of one unit, with their places."""

    unit: str
    places: list[tuple[float, str]]


@dataclass(frozen=True, slots=True)
class Axis:
    """A measure's axis, from zero on, in one unit or, of a speed, in three."""

    scale: Scale
    ticks: list[Ticks]

    def bar(self, low: float | None, high: float | None) -> Bar:
        """Where a range stands."""
        start = self.scale.place(self.scale.low if low is None else low)
        end = self.scale.place(self.scale.high if high is None else high)
        if end - start < 2 * POINT:
            start, end = (start + end) / 2 - POINT, (start + end) / 2 + POINT
        return Bar(round(start, 1), round(end - start, 1), low is None, high is None)


def axis(ends: Iterable[float | None], unit: str) -> Axis | None:
    """The axis that holds some numbers; None where there are none."""
    known = [end for end in ends if end is not None]
    if not known:
        return None
    scale = replace(around(min(0.0, *known), max(0.0, *known)), left=0.0, right=WIDTH)
    units = SPEEDS if unit == "m/s" else (unit,)
    return Axis(scale, [_ticks(scale, unit, each) for each in units])


def _ticks(scale: Scale, own: str, unit: str) -> Ticks:
    """Round numbers of a unit, on a scale of the axis' own."""
    size = canonical(1, unit, QuantityKind.speed)[0] if unit != own else 1.0
    found = replace(scale, low=scale.low / size, high=scale.high / size).ticks()
    kept = found[:: 2 if len(found) > LABELS else 1]
    places = [(round(scale.place(tick * size), 1), short(tick)) for tick in kept]
    if own in SPEEDS:  # the unit stands at the end
        places = [(x, text) for x, text in places if x < WIDTH - ROOM]
    return Ticks(unit_after(unit).strip(), places)
