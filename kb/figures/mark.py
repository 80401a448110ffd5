"""Marks of estimates: a square, a diamond, a dashed line, and the intervals with their arrows."""

from __future__ import annotations

import math

from kb.analysis.forest import Kind
from kb.analysis.plots.plot import Shown
from kb.figures.scale import Scale
from kb.figures.svg import element, line

USUAL, LEAST, MOST = 9.0, 5.0, 15.0
"""Sides of a square: without a weight, and with the least and the whole weight."""
DIAMOND, ARROW, BAR, THIN = 7, 5, 10, 2


def drawn(scale: Scale, one: Shown, y: float) -> list[str]:
    """The mark of an estimate, or the bar of what is said, in the middle of its row."""
    if one.kind is Kind.said and one.low is not None and one.high is not None:
        return [_bar(scale, one.low, one.high, y)]
    if one.kind is Kind.pooled and one.low is not None and one.high is not None:
        return [_diamond(scale, one.low, one.value, one.high, y)]
    style = "kbf-further" if one.kind is Kind.prediction else "kbf-interval"
    square = [] if one.kind is Kind.prediction else [_square(scale, one, y)]
    return [*interval(scale, (one.low, one.high), y, style), *square]


def interval(
    scale: Scale, ends: tuple[float | None, float | None], y: float, style: str = "kbf-interval"
) -> list[str]:
    """A line from end to end, with an arrow where it goes on beyond the axis."""
    low, high = ends
    if low is None or high is None:
        return []
    left, right = scale.place(low), scale.place(high)
    arrows = [
        element(
            "path", d=_points((x + side * ARROW, y), (x, y - 4), (x, y + 4)), class_="kbf-arrow"
        )
        for x, side, end in ((left, -1, low), (right, 1, high))
        if not scale.holds(end)
    ]
    return [line(left, y, right, y, style), *arrows]


def _square(scale: Scale, one: Shown, y: float) -> str:
    """As large in area as its weight; open where nothing is known of its interval."""
    side = USUAL if one.weight is None else _side(one.weight)
    return element(
        "rect",
        x=scale.place(one.value) - side / 2,
        y=y - side / 2,
        width=side,
        height=side,
        class_="kbf-open" if one.low is None else "kbf-mark",
    )


def _side(weight: float) -> float:
    return max(LEAST, MOST * math.sqrt(weight / 100))


def _bar(scale: Scale, low: float, high: float, y: float) -> str:
    """At least as wide as a line, so that nothing is said is seen too."""
    left, right = scale.place(low), scale.place(high)
    wide = max(right - left, THIN)
    return element("rect", x=left, y=y - BAR / 2, width=wide, height=BAR, class_="kbf-said")


def _diamond(scale: Scale, low: float, value: float, high: float, y: float) -> str:
    left, middle, right = (scale.place(each) for each in (low, value, high))
    corners = ((left, y), (middle, y - DIAMOND), (right, y), (middle, y + DIAMOND))
    return element("path", d=_points(*corners), class_="kbf-pool")


def _points(*points: tuple[float, float]) -> str:
    """A closed path through points."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"
