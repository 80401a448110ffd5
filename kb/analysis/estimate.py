"""A finding's estimate with its variance, on each scale that it can be pooled on."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kb.analysis import behind, interval, recipe
from kb.analysis.effects.effect import Effect, EffectError
from kb.analysis.effects.mean import (
    Arm,
    mean_difference,
    ratio_of_means,
    standardised,
    standardised_from_t,
)
from kb.analysis.relative import of_changes
from kb.schema.study import FindingFile, StudyFile
from kb.schema.study_vocabulary import Design, Measure
from kb.schema.vocabulary import Operator

PAIRED = frozenset({Design.rct_crossover, Design.repeated_measures, Design.single_arm})
"""Designs in which the same people are in both arms."""
RATIOS = frozenset({Measure.ratio_of_means, Measure.risk_ratio, Measure.odds_ratio})
"""Measures that are pooled as logarithms."""
POOLABLE = RATIOS | {
    Measure.mean_difference,
    Measure.standardised_mean_difference,
    Measure.risk_difference,
}


@dataclass(frozen=True, slots=True)
class Scale:
    """What findings must share to be pooled; `instrument` and `unit` of differences of means.

    Parameters
    ----------
    of_changes
        Of standardised differences: people differ less in their changes than in their values, so
        that a standard deviation of the one is no unit for the other (Cochrane Handbook, 10.5.2).
    """

    measure: Measure
    outcome: str
    instrument: str | None = None
    unit: str | None = None
    of_changes: bool = False

    @property
    def words(self) -> str:
        """The measure, as people say it."""
        return self.measure.replace("_", " ") + (" of changes" if self.of_changes else "")

    @property
    def is_ratio(self) -> bool:
        """Whether effects on it are logarithms."""
        return self.measure in RATIOS


def estimate(finding: FindingFile) -> float | None:
    """The value, or of a difference or ratio of means what its two means give."""
    first, second = finding.arm_value, finding.comparator_value
    if finding.value is not None or first is None or second is None:
        return finding.value
    if finding.estimate_type is Measure.mean_difference:
        return first - second
    if finding.estimate_type is Measure.ratio_of_means and second:
        return first / second
    return None


def effects(study: StudyFile, finding: FindingFile) -> Iterator[tuple[Scale, Effect]]:
    """Scales and the effects on them; none where no variance can be had."""
    measure, outcome = finding.estimate_type, finding.outcome
    own = _first(_ways(study, finding))
    if own is None:
        return
    if measure is Measure.mean_difference:
        yield Scale(measure, outcome, finding.measure, finding.unit), own
        standard = _first([lambda: _standardised(study, finding, own)])
        if standard is not None:
            yield _standard_scale(finding), standard
    elif measure is Measure.standardised_mean_difference:
        yield _standard_scale(finding), own
    else:
        yield Scale(measure, outcome), own


def _standard_scale(finding: FindingFile) -> Scale:
    measure = Measure.standardised_mean_difference
    return Scale(measure, finding.outcome, of_changes=of_changes(finding))


def _first(ways: list[Callable[[], Effect | None]]) -> Effect | None:
    """What the first way that leads to an effect gives."""
    for way in ways:
        try:
            found = way()
        except (EffectError, ArithmeticError, ValueError):
            continue
        if found is not None:
            return found
    return None


def _ways(study: StudyFile, finding: FindingFile) -> list[Callable[[], Effect | None]]:
    """Ways to a variance, the nearest to what was reported first."""
    return [
        lambda: recipe.effect(finding.recipe, finding.estimate_type),
        lambda: _with_se(finding, _told_se(finding)),
        lambda: _with_se(finding, _se_of_interval(study, finding)),
        lambda: _of_arms(study, finding),
        lambda: _with_se(finding, _se_of_p(study, finding)),
    ]


def _with_se(finding: FindingFile, se: float | None) -> Effect | None:
    value = _pooled_value(finding)
    return None if se is None or value is None else Effect(value, se * se)


def _pooled_value(finding: FindingFile) -> float | None:
    """The estimate as it is pooled: of a ratio its logarithm."""
    value = estimate(finding)
    is_ratio = value is not None and finding.estimate_type in RATIOS
    return math.log(value) if value is not None and is_ratio else value


def _told_se(finding: FindingFile) -> float | None:
    """The standard error; of a ratio that of its logarithm, to the first order."""
    value = estimate(finding)
    if finding.se is None or value is None:
        return None
    return finding.se / value if finding.estimate_type in RATIOS else finding.se


def _se_of_interval(study: StudyFile, finding: FindingFile) -> float | None:
    if finding.ci_low is None or finding.ci_high is None:
        return None
    ends = finding.ci_low, finding.ci_high
    low, high = map(math.log, ends) if finding.estimate_type in RATIOS else ends
    level = interval.LEVEL if finding.ci_level is None else finding.ci_level
    return interval.se_from_interval(low, high, level, _df(study, finding))


def _se_of_p(study: StudyFile, finding: FindingFile) -> float | None:
    value = _pooled_value(finding)
    is_exact = finding.p_operator in {None, Operator.eq}
    df = _df(study, finding)
    is_mean = finding.estimate_type is Measure.mean_difference
    if value is None or finding.p is None or not is_exact or (is_mean and df is None):
        return None
    return interval.se_from_p(value, finding.p, df)


def _df(study: StudyFile, finding: FindingFile) -> float | None:
    """Degrees of freedom of a t test of means; None where the normal distribution serves."""
    n = finding.n or sum(_sizes(study, finding) or ())
    if finding.estimate_type is not Measure.mean_difference or not n:
        return None
    return n - (1 if study.design in PAIRED else 2)


def _sizes(study: StudyFile, finding: FindingFile) -> tuple[float, float] | None:
    """People in each of the two arms."""
    inputs = finding.recipe.inputs if finding.recipe else {}
    if "n1" in inputs and "n2" in inputs:
        return inputs["n1"], inputs["n2"]
    arms = [behind.arm(study, arm_id) for arm_id in (finding.arm, finding.comparator_arm)]
    sizes = [arm.n for arm in arms if arm is not None and arm.n]
    return (sizes[0], sizes[1]) if len(sizes) == len(arms) else None


def _arms(study: StudyFile, finding: FindingFile) -> tuple[Arm, Arm] | None:
    """What both arms measured; None of the same people, whose correlation is not known."""
    sizes = _sizes(study, finding)
    told = finding.arm_value, finding.arm_sd, finding.comparator_value, finding.comparator_sd
    numbers = [number for number in told if number is not None]
    if sizes is None or len(numbers) < len(told) or study.design in PAIRED:
        return None
    first, sd_first, second, sd_second = numbers
    return Arm(first, sd_first, sizes[0]), Arm(second, sd_second, sizes[1])


def _of_arms(study: StudyFile, finding: FindingFile) -> Effect | None:
    ways = {
        Measure.mean_difference: mean_difference,
        Measure.standardised_mean_difference: standardised,
        Measure.ratio_of_means: ratio_of_means,
    }
    arms, way = _arms(study, finding), ways.get(finding.estimate_type)
    return way(*arms) if arms and way else None


def _standardised(study: StudyFile, finding: FindingFile, own: Effect) -> Effect | None:
    """Hedges' g of a difference of means: from standard deviations, else from its t."""
    inputs = finding.recipe.inputs if finding.recipe else {}
    if {"m1", "sd1", "m2", "sd2", "n1", "n2"} <= set(inputs):
        return standardised(
            Arm(inputs["m1"], inputs["sd1"], inputs["n1"]),
            Arm(inputs["m2"], inputs["sd2"], inputs["n2"]),
        )
    if arms := _arms(study, finding):
        return standardised(*arms)
    sizes = _sizes(study, finding)
    if sizes is None or study.design in PAIRED:
        return None
    return standardised_from_t(own.value / own.se, *sizes)
