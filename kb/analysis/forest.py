"""A forest plot: its rows, and its picture in characters."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from rich.cells import cell_len, set_cell_size

from kb.analysis.interval import around
from kb.analysis.pooling.pool import Pooled

WIDTH = 44
"""Columns of the picture between labels and numbers."""
LABEL_WIDTH = 32
DIGITS = 3
"""Significant digits that the width of the picture is told in."""
HUGE = 1e7
"""A width from which numbers are written with an exponent."""


class Kind(Enum):
    """What a row shows."""

    study = auto()
    pooled = auto()
    prediction = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """An estimate with its interval; `weight` in percent, where it is one of several."""

    kind: Kind
    label: str
    estimate: float
    low: float
    high: float
    weight: float | None = None


def rows(
    labels: Sequence[str], effects: Sequence[float], variances: Sequence[float], pooled: Pooled
) -> list[Row]:
    """Studies in their order; below them, of two or more, the pool and what it predicts."""
    studies = [
        Row(Kind.study, label, effect, *around(effect, math.sqrt(variance), pooled.level), weight)
        for label, effect, variance, weight in zip(
            labels, effects, variances, pooled.weights, strict=True
        )
    ]
    if pooled.method is None:
        return studies
    found = [Row(Kind.pooled, "pooled", pooled.estimate, pooled.ci_low, pooled.ci_high)]
    if pooled.pi_low is not None and pooled.pi_high is not None:
        further = Row(Kind.prediction, "prediction", pooled.estimate, pooled.pi_low, pooled.pi_high)
        found.append(further)
    return [*studies, *found]


def numbers(shown: Sequence[Row]) -> list[str]:
    """Of each row the estimate and interval, with as many digits as the picture's width needs."""
    told = [[written(value, shown) for value in (row.estimate, row.low, row.high)] for row in shown]
    width = max(len(text) for texts in told for text in texts)
    return [
        f"{'' if row.kind is Kind.prediction else estimate:>{width}} "
        f"[{low:>{width}}, {high:>{width}}]"
        for row, (estimate, low, high) in zip(shown, told, strict=True)
    ]


def written(number: float, shown: Sequence[Row]) -> str:
    """A number as all of the plot are written: with a real minus, and no minus before zero."""
    low, high = domain(shown)
    if not 1 / HUGE < high - low < HUGE:
        return f"{number:.3g}".replace("-", "−")
    decimals = max(0, DIGITS - 1 - math.floor(math.log10(high - low)))
    text = f"{number:.{decimals}f}"
    return text.lstrip("-") if not float(text) else text.replace("-", "−")


def domain(shown: Sequence[Row], null: float | None = None) -> tuple[float, float]:
    """Ends of the axis: estimates and pool wholly, long intervals of studies cut."""
    ends = [row.estimate for row in shown]
    for row in shown:
        ends += () if row.kind is Kind.study else (row.low, row.high)
    reach = sorted(row.high - row.low for row in shown)[len(shown) // 2]
    low, high = min(ends) - reach, max(ends) + reach
    low, high = max(low, min(row.low for row in shown)), min(high, max(row.high for row in shown))
    if null is not None and low - (high - low) / 2 < null < high + (high - low) / 2:
        low, high = min(low, null), max(high, null)
    return (low, high) if low < high else (low - 1, high + 1)


def lines(shown: Sequence[Row], null: float | None) -> list[str]:
    """The plot in characters: label, picture, numbers, weight; a line with the ends of the axis."""
    low, high = domain(shown, null)
    label_width = min(LABEL_WIDTH, max(cell_len(row.label) for row in shown))
    texts = numbers(shown)
    width = max(map(len, texts))
    drawn = [
        f"{_fitted(row.label, label_width)}  {_picture(row, low, high, null)}  {text:>{width}}"
        f"{'' if row.weight is None else f'  {row.weight:5.1f} %'}"
        for row, text in zip(shown, texts, strict=True)
    ]
    start, end = written(low, shown), written(high, shown)
    return [*drawn, f"{'':{label_width}}  {start}{end:>{max(WIDTH - len(start), len(end) + 1)}}"]


def _fitted(label: str, width: int) -> str:
    if cell_len(label) > width:
        label = f"{set_cell_size(label, width - 1).rstrip()}…"
    return set_cell_size(label, width)


def _picture(row: Row, low: float, high: float, null: float | None) -> str:
    """One row of the picture: the interval's line, its ends or arrows, the estimate's mark."""

    def at(value: float) -> int:
        return round((min(max(value, low), high) - low) / (high - low) * (WIDTH - 1))

    cells = [" "] * WIDTH
    if null is not None and low <= null <= high:
        cells[at(null)] = "┊"
    dash, left, right, mark = MARKS[row.kind]
    cells[at(row.low) : at(row.high) + 1] = dash * (at(row.high) - at(row.low) + 1)
    cells[at(row.low)] = "←" if row.low < low else left
    cells[at(row.high)] = "→" if row.high > high else right
    if mark:
        cells[at(row.estimate)] = mark
    return "".join(cells)


MARKS = {
    Kind.study: ("─", "├", "┤", "■"),
    Kind.pooled: ("═", "◀", "▶", "◆"),
    Kind.prediction: ("┄", "├", "┤", ""),
}
"""Line, left end, right end and mark of a row of each kind."""
