"""A forest plot: its rows, and its picture in characters."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from statistics import median

from rich.cells import cell_len, set_cell_size

from kb.analysis.interval import around
from kb.analysis.pooling.pool import Pooled

WIDTH = 44
"""Columns of the picture between labels and numbers."""
LEAST_WIDTH = 14
"""The same where there is little room."""
LABEL_WIDTH = 32
LEAST_LABEL_WIDTH = 10
GAP = 2
WEIGHT = "  {:5.1f} %"
DIGITS = 3
"""Significant digits that the width of the picture is told in."""
HUGE = 1e7
"""Numbers and widths are written with an exponent from here."""
WIDEST = 1.5
"""Median widths of an interval that are drawn beyond the outermost estimates."""


class Kind(Enum):
    """What a row shows."""

    study = auto()
    pooled = auto()
    prediction = auto()
    said = auto()


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
    decimals = decimals_of(*domain(shown))
    told = [
        [written(value, decimals) for value in (row.estimate, row.low, row.high)] for row in shown
    ]
    width = max(len(text) for texts in told for text in texts)
    return [
        f"{'' if row.kind is Kind.prediction else estimate:>{width}} "
        f"[{low:>{width}}, {high:>{width}}]"
        for row, (estimate, low, high) in zip(shown, told, strict=True)
    ]


def decimals_of(low: float, high: float) -> int | None:
    """Decimals that numbers from low to high need; None where an exponent says it shorter."""
    is_plain = 1 / HUGE < high - low < HUGE and max(abs(low), abs(high)) < HUGE
    return max(0, DIGITS - 1 - math.floor(math.log10(high - low))) if is_plain else None


def written(number: float, decimals: int | None) -> str:
    """A number with a real minus, but none before zero."""
    text = f"{number:.{DIGITS}g}" if decimals is None else f"{number:.{decimals}f}"
    return text.replace("-", "−") if float(text) else text.lstrip("-")


def domain(shown: Sequence[Row], null: float | None = None) -> tuple[float, float]:
    """Ends of the axis: all estimates, and of intervals not more than is usual among them."""
    reach = WIDEST * median(row.high - row.low for row in shown)
    low = max(min(row.low for row in shown), min(row.estimate for row in shown) - reach)
    high = min(max(row.high for row in shown), max(row.estimate for row in shown) + reach)
    if null is not None and abs(null - (low + high) / 2) < high - low:
        low, high = min(low, null), max(high, null)
    spare = 0.0 if low < high else abs(low) / 1000 or 1.0
    return low - spare, high + spare


def lines(shown: Sequence[Row], null: float | None, room: int | None = None) -> list[str]:
    """The plot in characters: label, picture, numbers, weight; a line with the ends of the axis.

    Parameters
    ----------
    room
        Columns that there are; None where there are enough.
    """
    low, high = domain(shown, null)
    texts = numbers(shown)
    told = max(map(len, texts))
    label, width = _widths(shown, told, room)
    drawn = [
        f"{_fitted(row.label, label)}  {_picture(row, (low, high), null, width)}  {text:>{told}}"
        f"{'' if row.weight is None else WEIGHT.format(row.weight)}"
        for row, text in zip(shown, texts, strict=True)
    ]
    start, end = (written(value, decimals_of(low, high)) for value in (low, high))
    return [*drawn, f"{'':{label}}  {start}{end:>{max(width - len(start), len(end) + 1)}}"]


def _widths(shown: Sequence[Row], told: int, room: int | None) -> tuple[int, int]:
    """Columns of the labels and of the picture: of little room the picture gives away first."""
    label = min(LABEL_WIDTH, max(cell_len(row.label) for row in shown))
    if room is None:
        return label, WIDTH
    weight = len(WEIGHT.format(1)) if any(row.weight is not None for row in shown) else 0
    rest = room - told - weight - 2 * GAP
    width = min(WIDTH, max(LEAST_WIDTH, rest - label))
    return min(label, max(LEAST_LABEL_WIDTH, rest - width)), width


def _fitted(label: str, width: int) -> str:
    if cell_len(label) > width:
        label = f"{set_cell_size(label, width - 1).rstrip()}…"
    return set_cell_size(label, width)


def _picture(row: Row, ends: tuple[float, float], null: float | None, width: int) -> str:
    """One row of the picture: the interval's line, its ends or arrows, the estimate's mark."""
    low, high = ends

    def at(value: float) -> int:
        return round((min(max(value, low), high) - low) / (high - low) * (width - 1))

    cells = [" "] * width
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
"""Line, left end, right end and mark of a row of each kind that is computed."""
