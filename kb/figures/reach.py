"""How far the axis of a plot reaches."""

from __future__ import annotations

import math
from collections.abc import Iterator
from statistics import median

from kb.analysis.forest import WIDEST, Kind
from kb.analysis.plots.plot import Plot
from kb.figures.scale import Scale, around

NEAR = 8
"""No effect is on the axis unless it lies farther off than so many times what is shown."""
Interval = tuple[Kind, float, float]


def scale(plot: Plot) -> Scale:
    """All estimates, pooled intervals whole and bars from their beginning.

    Of studies' intervals there is as much as is usual among them.
    """
    of, back = (math.log, math.exp) if plot.is_log else (float, float)
    found = [(kind, of(low), of(high)) for kind, low, high in _intervals(plot)]
    values = [of(one.value) for one in plot.shown]
    usual = [high - low for kind, low, high in found if kind is not Kind.said]
    spare = WIDEST * median(usual) if usual else 0.0
    low, high = min(values), max(values)
    ends = [
        *(max(end, low - spare) if kind is Kind.study else end for kind, end, _ in found),
        *(min(end, high + spare) if kind is Kind.study else end for kind, _, end in found),
    ]
    low, high = min(low, *ends, math.inf), max(high, *ends, -math.inf)
    if plot.null is not None and _is_near(of(plot.null), low, high):
        low, high = min(low, of(plot.null)), max(high, of(plot.null))
    return around(back(low), back(high), is_log=plot.is_log)


def _intervals(plot: Plot) -> Iterator[Interval]:
    """Intervals of the rows; an open end is where the estimate is."""
    for one in plot.shown:
        if one.low is not None and one.high is not None:
            low, high = (end if math.isfinite(end) else one.value for end in (one.low, one.high))
            yield one.kind, low, high


def _is_near(null: float, low: float, high: float) -> bool:
    return low == high or abs(null - (low + high) / 2) < NEAR * (high - low)
