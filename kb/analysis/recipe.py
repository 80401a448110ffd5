"""Recipes of derived findings: what a method gives for its inputs."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kb.analysis import interval
from kb.analysis.effects.effect import Effect, require
from kb.analysis.effects.mean import Arm, mean_difference, standardised, standardised_from_t
from kb.schema.study import RecipeFile
from kb.schema.study_vocabulary import Measure


@dataclass(frozen=True, slots=True)
class Result:
    """What a recipe gives; None of what its method does not tell."""

    value: float | None = None
    se: float | None = None


@dataclass(frozen=True, slots=True)
class Method:
    """A way to compute a finding from other numbers.

    Parameters
    ----------
    title
        What it does, in words.
    inputs, optional
        Names of the numbers that it needs, and of those that it may be given.
    compute
        Takes them by name.
    measure
        What it gives an effect with its variance of, where it does.
    is_share
        Whether it gives a part of one, which is a hundred times that in percent.
    """

    title: str
    inputs: tuple[str, ...]
    compute: Callable[..., Result]
    optional: tuple[str, ...] = ()
    measure: Measure | None = None
    is_share: bool = False

    def takes(self, names: Mapping[str, float]) -> bool:
        """Whether it has all that it needs, and nothing that it does not know."""
        return set(self.inputs) <= set(names) <= {*self.inputs, *self.optional}


def computed(recipe: RecipeFile, unit: str | None = None) -> Result:
    """What a recipe gives, in the unit of its finding.

    Raises
    ------
    EffectError
        If the numbers give nothing, or are others than the method takes.
    KeyError
        If there is no such method: the caller must have checked.
    """
    method = METHODS[recipe.method]
    require(method.takes(recipe.inputs), f"`{recipe.method}` takes other inputs")
    result = method.compute(**recipe.inputs)
    is_finite = all(math.isfinite(told) for told in (result.value, result.se) if told is not None)
    require(is_finite, "these numbers are too large or too small to compute with")
    if method.is_share and unit == "%" and result.value is not None:
        return Result(100 * result.value, result.se)
    return result


def effect(recipe: RecipeFile | None, measure: Measure) -> Effect | None:
    """The effect of a measure that a recipe gives, unrounded; None where it gives none."""
    method = METHODS.get(recipe.method) if recipe else None
    if recipe is None or method is None or method.measure is not measure:
        return None
    result = computed(recipe)
    if result.value is None or result.se is None:  # pragma: no cover - such methods give both
        return None
    return Effect(result.value, result.se * result.se)


def _difference(a: float, b: float) -> Result:
    return Result(a - b)


def _ratio(a: float, b: float) -> Result:
    require(b, "a ratio to 0 cannot be")
    return Result(a / b)


def _relative_change(a: float, b: float) -> Result:
    require(b, "a change relative to 0 cannot be")
    return Result(100 * (a - b) / abs(b))


def _share(part: float, whole: float) -> Result:
    return _ratio(part, whole)


def _md_from_p(difference: float, p: float, n1: float, n2: float) -> Result:
    return Result(difference, interval.se_from_p(difference, p, n1 + n2 - 2))


def _smd_from_p(difference: float, p: float, n1: float, n2: float) -> Result:
    t = math.copysign(interval.statistic_from_p(p, n1 + n2 - 2), difference)
    return _told(standardised_from_t(t, n1, n2))


def _arms(m1: float, sd1: float, n1: float, m2: float, sd2: float, n2: float) -> tuple[Arm, Arm]:  # noqa: PLR0913, PLR0917 - the inputs
    return Arm(m1, sd1, n1), Arm(m2, sd2, n2)


def _se_from_ci(low: float, high: float, level: float = interval.LEVEL) -> Result:
    return Result(se=interval.se_from_interval(low, high, level))


def _told(found: Effect) -> Result:
    return Result(found.value, found.se)


_TWO = ("a", "b")
_P = ("difference", "p", "n1", "n2")
_MEANS = ("m1", "sd1", "n1", "m2", "sd2", "n2")

METHODS: Mapping[str, Method] = {
    "difference": Method("a less b", _TWO, _difference),
    "percentage-points": Method("a less b, both in percent", _TWO, _difference),
    "ratio": Method("a over b", _TWO, _ratio),
    "relative-change": Method("a less b, in percent of b", _TWO, _relative_change),
    "share": Method("part of whole", ("part", "whole"), _share, is_share=True),
    "md-from-p": Method(
        "standard error of a difference of means from the exact two-sided p of its t test",
        _P,
        _md_from_p,
        measure=Measure.mean_difference,
    ),
    "smd-from-p": Method(
        "Hedges' g from the exact two-sided p of a t test; standard error "
        "√(1/n1 + 1/n2 + g²/(2(n1 + n2)))",
        _P,
        _smd_from_p,
        measure=Measure.standardised_mean_difference,
    ),
    "md-from-means": Method(
        "first mean less second; variances not pooled",
        _MEANS,
        lambda **arms: _told(mean_difference(*_arms(**arms))),
        measure=Measure.mean_difference,
    ),
    "smd-from-means": Method(
        "Hedges' g from means and standard deviations; standard error "
        "√(1/n1 + 1/n2 + g²/(2(n1 + n2)))",
        _MEANS,
        lambda **arms: _told(standardised(*_arms(**arms))),
        measure=Measure.standardised_mean_difference,
    ),
    "se-from-ci": Method(
        "standard error from a confidence interval by the normal distribution",
        ("low", "high"),
        _se_from_ci,
        ("level",),
    ),
}
"""Methods by the name that a recipe gives."""
