"""Forest plots: estimates on one scale, as places that a template draws without a script."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from kb.schema.spelling import number
from kb.schema.study_vocabulary import Measure
from kb.site.number import measured
from kb.site.site import Row
from kb.site.wording import words

LEFT, RIGHT, WIDTH = 232, 512, 720
"""Where the picture begins and ends between labels and numbers, in the plot's own units."""
ROW, TOP = 26, 18
TICKS = 4
TINY = 1e-9
"""What rounding may take from a number that is a tick."""
NORMAL = 1.959963984540054
"""Standard errors from an estimate to the ends of its 95 % interval."""
LONGEST = 32
"""Letters of a label that have room."""
RATIOS = frozenset({Measure.ratio_of_means, Measure.risk_ratio, Measure.odds_ratio})
DIFFERENCES = frozenset(
    {
        Measure.mean_change,
        Measure.mean_difference,
        Measure.standardised_mean_difference,
        Measure.risk_difference,
        Measure.correlation,
    }
)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its interval; `kind` is `study`, `pooled` or `prediction`."""

    kind: str
    label: str
    value: float
    low: float | None
    high: float | None
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """An estimate at its place; a missing interval has no ends."""

    estimate: Estimate
    label: str
    told: str
    y: int
    x: float
    left: float | None
    right: float | None


@dataclass(frozen=True, slots=True)
class Forest:
    """A plot: its marks from above, its ticks, and where no effect is, if anywhere."""

    title: str
    marks: list[Mark]
    ticks: list[tuple[float, str]]
    null: float | None
    height: int
    width: int = WIDTH
    left: int = LEFT
    right: int = RIGHT

    @property
    def told(self) -> str:
        """The plot in words."""
        return "; ".join(f"{mark.estimate.label}: {mark.told}" for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Scale:
    """From a number to its place; ratios by their logarithm."""

    low: float
    high: float
    is_log: bool

    def place(self, value: float) -> float:
        """Where a number stands between LEFT and RIGHT."""
        low, high, at = (self._of(each) for each in (self.low, self.high, value))
        share = (at - low) / (high - low)
        return round(LEFT + (0.04 + 0.92 * share) * (RIGHT - LEFT), 1)

    def _of(self, value: float) -> float:
        return math.log(value) if self.is_log else value


def forests(
    evidence: Iterable[Row], syntheses: Iterable[Row], inputs: Sequence[Row]
) -> list[Forest]:
    """The pools, and for each outcome, measure and unit beside them what has an interval."""
    used = [row for row in inputs if row["used"]]
    pools = [_pooled(row, used) for row in syntheses]
    pooled = {row["finding_id"] for row in used}
    known = [
        row for row in evidence if row["estimate"] is not None and row["finding_id"] not in pooled
    ]
    groups = [
        (key, list(rows)) for key, rows in groupby(sorted(known, key=_scale_of), key=_scale_of)
    ]
    return pools + [
        draw(f"{outcome}, {words(measure)}", measure, unit, [_reported(row) for row in rows])
        for (outcome, measure, unit), rows in groups
        if any(row["ci_low"] is not None for row in rows)
    ]


def draw(title: str, measure: str, unit: str, estimates: Sequence[Estimate]) -> Forest:
    """The plot of at least one estimate."""
    ends = [end for one in estimates for end in (one.low, one.value, one.high) if end is not None]
    null = 1.0 if measure in RATIOS else 0.0 if measure in DIFFERENCES else None
    ends += [] if null is None else [null]
    is_log = measure in RATIOS and min(ends) > 0
    low, high = min(ends), max(ends)
    if low == high:
        low, high = (low / 2, high * 2) if is_log else (low - 1, high + 1)
    scale = Scale(low, high, is_log=is_log)
    marks = [_mark(one, TOP + ROW * row, scale, unit) for row, one in enumerate(estimates)]
    return Forest(
        title=title,
        marks=marks,
        ticks=[(scale.place(tick), number(tick)) for tick in ticks(scale)],
        null=None if null is None else scale.place(null),
        height=TOP + ROW * len(estimates) + 34,
    )


def ticks(scale: Scale) -> list[float]:
    """Round numbers within a scale."""
    if scale.is_log:
        powers = range(math.floor(math.log10(scale.low)), math.ceil(math.log10(scale.high)) + 1)
        found = [factor * 10.0**power for power in powers for factor in (1, 2, 5)]
        found = [tick for tick in found if scale.low <= tick <= scale.high]
        if len(found) >= TICKS - 1:
            return found
    rough = (scale.high - scale.low) / TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough)
    first, last = math.ceil(scale.low / step - TINY), math.floor(scale.high / step + TINY)
    return [round(step * count, 10) for count in range(first, last + 1)]


def _scale_of(row: Row) -> tuple[str, str, str]:
    return (row["outcome"] or "", row["measure"], row["unit"] or "1")


def _reported(row: Row) -> Estimate:
    label = row["citation"] or row["study_id"]
    return Estimate(
        "study", label, row["estimate"], row["ci_low"], row["ci_high"], row["direction"]
    )


def _pooled(row: Row, inputs: Iterable[Row]) -> Forest:
    """A pool below what went into it, with what a further study may show."""
    measure = row["measure"]
    told = f"Pooled, {row['k_cohorts']} cohorts"
    estimates = [*(_effect(one, measure) for one in inputs)]
    estimates.append(Estimate("pooled", told, row["estimate"], row["ci_low"], row["ci_high"]))
    if row["pi_low"] is not None:
        ends = (row["pi_low"], row["pi_high"])
        estimates.append(Estimate("prediction", "A further study", row["estimate"], *ends))
    title = f"{row['outcome']}, {words(measure)}, pooled"
    return draw(title, measure, row["unit"] or "1", estimates)


def _effect(row: Row, measure: str) -> Estimate:
    """What went into a pool, back from the logarithm, with its 95 % interval."""
    half = NORMAL * math.sqrt(row["vi"])
    ends = (row["yi"], row["yi"] - half, row["yi"] + half)
    value, low, high = map(math.exp, ends) if measure in RATIOS else ends
    return Estimate("study", row["citation"], value, low, high, row["direction"] or "")


def _mark(one: Estimate, y: int, scale: Scale, unit: str) -> Mark:
    left, right = (None if end is None else scale.place(end) for end in (one.low, one.high))
    label = one.label if len(one.label) <= LONGEST else f"{one.label[: LONGEST - 1]}…"
    return Mark(one, label, _told(one, unit), y, scale.place(one.value), left, right)


def _told(one: Estimate, unit: str) -> str:
    """`−1.5 (−2.9 to −0.1)`."""
    value = measured(_short(one.value), None, unit)
    if one.low is None or one.high is None:
        return f"{value}, no interval"
    low, high = (number(_short(end)) for end in (one.low, one.high))
    return f"{low} to {high}" if one.kind == "prediction" else f"{value} ({low} to {high})"


def _short(value: float) -> float:
    """A value as it was written; one that was computed with three digits."""
    return value if value == round(value, 3) else float(f"{value:.3g}")
