"""The plots of a claim: its pool, and other estimates that share an axis."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from kb.analysis.comparison import Comparison, turn
from kb.analysis.estimate import RATIOS
from kb.analysis.forest import Kind, Row, rows
from kb.analysis.plots.plot import Plot, Shown, computed
from kb.analysis.plots.side import favours
from kb.analysis.plots.words import axis, citation, is_standardised, notes, title, year
from kb.analysis.synthesis import Synthesis
from kb.corpus import Corpus
from kb.schema.claim import ClaimFile
from kb.schema.spelling import number
from kb.schema.study import FindingFile
from kb.schema.study_vocabulary import Measure

DIFFERENCES = frozenset(
    {
        Measure.mean_change,
        Measure.mean_difference,
        Measure.standardised_mean_difference,
        Measure.risk_difference,
        Measure.correlation,
    }
)
BARE = frozenset({None, "1", "%"})
"""Units that do not tell what is measured: only values of one instrument share an axis."""
Bearing = Sequence[Comparison]


def plots(corpus: Corpus, claim: ClaimFile, found: Synthesis) -> list[Plot]:
    """The pool with what went into it; then other estimates, if one of them has an interval.

    Rows stand by year. Findings that compare the other way round have an axis of their own.
    """
    groups = _groups(corpus, claim, found)
    return [*_pool(corpus, claim, found), *(_reported(corpus, claim, rows) for rows in groups)]


def _pool(corpus: Corpus, claim: ClaimFile, found: Synthesis) -> Iterator[Plot]:
    """What went into the pool, the pool, and what a further study may show."""
    pooled, scale = found.pooled, found.scale
    if pooled is None or scale is None:
        return
    bearing = [one.comparison for one in found.used]
    effects = [one.effect for one in found.used if one.effect]
    values, variances = [one.value for one in effects], [one.variance for one in effects]
    labels = [citation(corpus, one) for one in bearing]
    drawn = rows(labels, values, variances, pooled)
    if scale.is_ratio:
        drawn = [_back(row) for row in drawn]
    shown = computed(drawn, notes(corpus, bearing))
    years = [year(corpus, one) for one in bearing]
    studies = [row for _, row in sorted(zip(years, shown, strict=False), key=lambda pair: pair[0])]
    below = (_named(row, len(bearing)) for row in shown[len(bearing) :])
    plot = _plot(corpus, claim, bearing, (scale.measure, scale.unit), [*studies, *below])
    yield replace(plot, favours=favours(corpus, claim, bearing, is_turned=True))


def _back(row: Row) -> Row:
    """A ratio, from its logarithm."""
    value, low, high = (math.exp(each) for each in (row.estimate, row.low, row.high))
    return replace(row, estimate=value, low=low, high=high)


def _named(row: Shown, cohorts: int) -> Shown:
    """The rows below the studies, in words."""
    label = f"Pooled, {cohorts} cohorts" if row.kind is Kind.pooled else "A further study"
    return replace(row, label=label)


def _groups(corpus: Corpus, claim: ClaimFile, found: Synthesis) -> Iterator[list[Comparison]]:
    """Findings outside the pool that share an axis, if at least one of them has an interval."""

    def shared(one: Comparison) -> tuple[object, ...]:
        finding = one.finding
        is_bare = finding.unit in BARE and not is_standardised(finding.estimate_type)
        instrument = finding.measure if is_bare else None
        way = turn(corpus, claim, one.study, finding)
        return finding.outcome, finding.estimate_type, finding.unit or "1", instrument or "", -way

    for _, group in groupby(sorted(_unpooled(found), key=shared), key=shared):
        bearing = sorted(group, key=lambda one: year(corpus, one))
        if any(_ends(one.finding) for one in bearing):
            yield bearing


def _unpooled(found: Synthesis) -> list[Comparison]:
    """Findings with a value that are not in the pool, or are there on another scale."""
    measure = found.scale.measure if found.scale and found.pooled else None
    return [
        one.comparison
        for one in found.inputs
        if one.comparison.finding.value is not None
        and (one.reason is not None or one.comparison.finding.estimate_type is not measure)
    ]


def _reported(corpus: Corpus, claim: ClaimFile, bearing: Bearing) -> Plot:
    """Estimates as they were reported."""
    first = bearing[0].finding
    shown = [
        _as_reported(citation(corpus, one), one.finding, note)
        for one, note in zip(bearing, notes(corpus, bearing), strict=True)
    ]
    plot = _plot(corpus, claim, bearing, (first.estimate_type, first.unit), shown)
    return replace(plot, favours=favours(corpus, claim, bearing, is_turned=False))


def _as_reported(label: str, finding: FindingFile, note: str) -> Shown:
    value = finding.value or 0.0
    told, ends = number(value), _ends(finding)
    if ends is None:
        return Shown(Kind.study, label, value, None, None, f"{told}, no interval", note)
    low, high = (number(end) if math.isfinite(end) else "open" for end in ends)
    return Shown(Kind.study, label, value, *ends, f"{told} ({low} to {high})", note)


def _ends(finding: FindingFile) -> tuple[float, float] | None:
    """Ends of its interval, one of which may be open; None where there is none."""
    low, high = finding.ci_low, finding.ci_high
    if low is None and high is None:
        return None
    return -math.inf if low is None else low, math.inf if high is None else high


def _plot(
    corpus: Corpus,
    claim: ClaimFile,
    bearing: Bearing,
    scale: tuple[Measure, str | None],
    shown: Sequence[Shown],
) -> Plot:
    measure, unit = scale
    is_ratio = measure in RATIOS
    null = 1.0 if is_ratio else 0.0 if measure in DIFFERENCES else None
    is_log = is_ratio and all((row.value if row.low is None else row.low) > 0 for row in shown)
    return Plot(
        title=title(corpus, bearing, measure),
        subject=claim.claim,
        axis=axis(measure, unit, is_log=is_log),
        shown=tuple(shown),
        null=null,
        is_log=is_log,
    )
