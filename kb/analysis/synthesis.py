"""The findings behind a claim as one pooled estimate: which are taken, which not, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kb.analysis import behind, pooling
from kb.analysis.comparison import Comparison, comparisons
from kb.analysis.effects.effect import Effect, scaled
from kb.analysis.estimate import Scale
from kb.analysis.pooling import Pooled
from kb.analysis.timepoint import days
from kb.corpus import Corpus
from kb.schema.claim import ClaimFile
from kb.schema.study import StudyFile
from kb.schema.study_vocabulary import Measure, ReportRole
from kb.schema.vocabulary import Better, Directness

ORDER = (
    Measure.mean_difference,
    Measure.standardised_mean_difference,
    Measure.ratio_of_means,
    Measure.risk_ratio,
    Measure.odds_ratio,
    Measure.risk_difference,
)
"""Which measure is taken where several hold as many cohorts."""
REPORTS = frozenset(
    {ReportRole.primary, ReportRole.secondary, ReportRole.conference, ReportRole.duplicate}
)
"""Reports that tell results."""
ALONE = "the only cohort on its scale: one study is no pool"
UNALIGNED = "its measure does not tell which way is better, and others go another way"
FEWEST = 2
"""Cohorts that make a pool."""


@dataclass(frozen=True, slots=True)
class Input:
    """A finding behind a claim; `reason` where it is not in the pool, `weight` where it is.

    Parameters
    ----------
    effect
        On the scale of the pool (of ratios, logarithms); None where it has none there.
    weight
        In percent.
    """

    comparison: Comparison
    effect: Effect | None = None
    weight: float | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Synthesis:
    """What the findings of a claim come to.

    Parameters
    ----------
    scale
        On which most cohorts can be held against one another; None where there is none.
    pooled
        None where fewer than two cohorts are left.
    inputs
        All findings behind the claim, by id.
    others
        The pool without each used finding in turn, where two or more are left.
    """

    scale: Scale | None
    pooled: Pooled | None
    inputs: tuple[Input, ...]
    others: tuple[Pooled, ...] = ()

    @property
    def used(self) -> list[Input]:
        """What is in the pool."""
        return [found for found in self.inputs if found.reason is None]

    @property
    def studies(self) -> dict[str, int]:
        """Studies of the pooled cohorts with a finding on its scale, to reports of results."""
        cohorts = {found.comparison.cohort for found in self.used}
        told = (found.comparison for found in self.inputs if found.effect is not None)
        return {one.study.id: _reports(one.study) for one in told if one.cohort in cohorts}

    @property
    def instruments(self) -> set[str | None]:
        """What the used findings were measured with."""
        return {found.comparison.finding.measure for found in self.used}


def synthesise(corpus: Corpus, claim: ClaimFile) -> Synthesis:
    """Pool the comparable findings behind a claim, one a cohort."""
    found = comparisons(corpus, claim)
    scale = _scale(found)
    if scale is None:
        return Synthesis(None, None, tuple(Input(one, reason=one.reason) for one in found))
    best = _best(claim, [one for one in found if scale in one.effects])
    turns = _turns(corpus, scale, list(best.values()))
    return _pooled(scale, [_input(one, scale, best, turns) for one in found])


def _reports(study: StudyFile) -> int:
    return sum(report.role in REPORTS for report in study.reports)


def _scale(found: Sequence[Comparison]) -> Scale | None:
    """The scale that holds most cohorts; among equals by the order of measures."""
    cohorts: dict[Scale, set[str]] = {}
    for one in found:
        for scale in one.effects:
            cohorts.setdefault(scale, set()).add(one.cohort)

    def rank(scale: Scale) -> tuple[object, ...]:
        words = scale.outcome, scale.instrument or "", scale.unit or ""
        return -len(cohorts[scale]), ORDER.index(scale.measure), scale.of_changes, words

    return min(cohorts, key=rank, default=None)


def _best(claim: ClaimFile, found: Sequence[Comparison]) -> dict[str, Comparison]:
    """Of each cohort the finding that stands for it."""
    wanted = days(claim.conditions)
    best: dict[str, Comparison] = {}
    for one in sorted(found, key=lambda one: _preference(one, wanted)):
        best.setdefault(one.cohort, one)
    return best


def _preference(one: Comparison, wanted: float | None) -> tuple[object, ...]:
    """What goes before: direct, of a primary report, at the claim's time or late, of many."""
    source, time = one.finding.place.partition("[")[0], days(one.finding.timepoint) or 0.0
    roles = {report.source: report.role for report in one.study.reports}
    steps = [getattr(one.line, name) for name in behind.DIRECTNESS]
    return (
        sum(step is not Directness.direct for step in steps),
        roles.get(source) is not ReportRole.primary,
        abs(time - wanted) if wanted is not None else -time,
        -(one.finding.n or one.study.n_analysed or 0),
        one.record,
    )


def _turns(corpus: Corpus, scale: Scale, used: Sequence[Comparison]) -> dict[str | None, int]:
    """Instrument to 1 or -1, by which its effects point the way of the outcome; 0 if unknown.

    Only standardised effects of several instruments are turned: all others share one direction.
    """
    instruments = {one.finding.measure for one in used}
    if scale.measure is not Measure.standardised_mean_difference or len(instruments) == 1:
        return {}
    wanted = corpus.terms[scale.outcome].value.better
    return {instrument: _turn(corpus, instrument, wanted) for instrument in instruments}


def _turn(corpus: Corpus, instrument: str | None, wanted: Better | None) -> int:
    if instrument is None:
        return 1
    own, ends = corpus.terms[instrument].value.better, {Better.higher, Better.lower}
    if own not in ends or wanted not in ends:
        return 0
    return 1 if own is wanted else -1


def _input(
    one: Comparison,
    scale: Scale,
    best: Mapping[str, Comparison],
    turns: Mapping[str | None, int],
) -> Input:
    if scale not in one.effects:
        others = " or ".join(other.words for other in one.effects)
        return Input(one, reason=one.reason or f"on another scale: {others}")
    if one.record != best[one.cohort].record:
        return Input(
            one, one.effects[scale], reason=f"the same people as {best[one.cohort].record}"
        )
    turn = turns.get(one.finding.measure, 1)
    if not turn:
        return Input(one, reason=UNALIGNED)
    return Input(one, scaled(one.effects[scale], turn))


def _pooled(scale: Scale, inputs: Sequence[Input]) -> Synthesis:
    effects = [found.effect for found in inputs if not found.reason and found.effect]
    if len(effects) < FEWEST:
        return _unpooled(scale, inputs, ALONE)
    values, variances = [one.value for one in effects], [one.variance for one in effects]
    try:
        pooled = pooling.pool(values, variances)
        others = pooling.leave_one_out(values, variances) if len(effects) > FEWEST else []
    except pooling.PoolError as error:
        return _unpooled(scale, inputs, str(error))
    weights = iter(pooled.weights)
    weighed = (one if one.reason else replace(one, weight=next(weights)) for one in inputs)
    return Synthesis(scale, pooled, tuple(weighed), tuple(others))


def _unpooled(scale: Scale, inputs: Sequence[Input], reason: str) -> Synthesis:
    """No pool, for a reason that holds of all that had none."""
    told = (replace(found, reason=found.reason or reason) for found in inputs)
    return Synthesis(scale, None, tuple(told))
