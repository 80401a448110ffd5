"""The pooled estimate with its intervals."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from kb.analysis.interval import around, p_from_statistic
from kb.analysis.pooling.heterogeneity import Heterogeneity, heterogeneity
from kb.analysis.pooling.tau2 import Numbers, mean, squares
from kb.analysis.pooling.way import FLOOR, WALD, Way

TOO_FAR = "the numbers are too large, or too far apart, to compute with"
LARGEST = 1e150
"""Effects from here on have squares beyond the machine's numbers."""


class PoolError(ValueError):
    """Numbers that cannot be pooled; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pooled:
    """A pooled estimate, on the scale of the effects; or one study, which is no pool.

    Parameters
    ----------
    k
        Studies; where it is 1, all that only a pool has is None.
    estimate, se, ci_low, ci_high, p
        The mean effect; `p` is None where `se` is 0, as with equal effects and Knapp-Hartung's.
    weights
        Of the studies, in percent.
    interval, df, level
        How the interval was computed; `df` is None for the normal distribution.
    method, heterogeneity
        How the variance between studies was computed, and what it is.
    prediction, pi_low, pi_high
        Where the effect of a further study lies, and by which distribution; None for a common
        effect or too few studies.
    """

    k: int
    estimate: float
    se: float
    ci_low: float
    ci_high: float
    p: float | None
    weights: tuple[float, ...]
    interval: str
    level: float
    df: int | None = None
    method: str | None = None
    heterogeneity: Heterogeneity | None = None
    prediction: str | None = None
    pi_low: float | None = None
    pi_high: float | None = None


def pool(effects: Sequence[float], variances: Sequence[float], way: Way | None = None) -> Pooled:
    """Pool effects, each of other people, on one scale; the order of studies plays no part.

    Parameters
    ----------
    effects
        Shape (k,), finite.
    variances
        Shape (k,), sampling variances, finite and above 0.
    way
        Method and intervals, by default those of `Way.of()`.

    Raises
    ------
    PoolError
        If there is nothing to pool, or the numbers are too far apart for the machine.
    """
    y, v = [float(one) for one in effects], [float(one) for one in variances]
    _insist(len(y) == len(v), "there must be one variance for each effect")
    _insist(y, "there are no effects")
    _insist(all(map(math.isfinite, y)), "an effect is not a finite number")
    _insist(all(0 < one < math.inf for one in v), "a variance is not a finite number above 0")
    _insist(max(map(abs, y)) < LARGEST and max(v) < LARGEST**2, TOO_FAR)
    try:
        pooled = (_pooled if len(y) > 1 else _one)(y, v, way or Way.of())
    except (ArithmeticError, ValueError):
        raise PoolError(TOO_FAR) from None
    _insist(_is_finite(astuple(pooled)), TOO_FAR)
    return pooled


def leave_one_out(
    effects: Sequence[float], variances: Sequence[float], way: Way | None = None
) -> list[Pooled]:
    """What is left without each study in turn, in their order; of a single one, nothing."""
    if len(effects) == 1:
        return []
    return [
        pool(
            [*effects[:left], *effects[left + 1 :]],
            [*variances[:left], *variances[left + 1 :]],
            way,
        )
        for left in range(len(effects))
    ]


def _insist(is_met: object, message: str) -> None:
    if not is_met:
        raise PoolError(message)


def _is_finite(value: object) -> bool:
    """Whether all numbers in a tree of values are finite."""
    if isinstance(value, tuple):
        return all(map(_is_finite, value))
    return not isinstance(value, float) or math.isfinite(value)


def _one(y: Numbers, v: Numbers, way: Way) -> Pooled:
    """One study as it is."""
    effect, se = y[0], math.sqrt(v[0])
    low, high = around(effect, se, way.level)
    return Pooled(
        k=1,
        estimate=effect,
        se=se,
        ci_low=low,
        ci_high=high,
        p=p_from_statistic(effect / se),
        weights=(100.0,),
        interval=WALD,
        level=way.level,
    )


def _pooled(y: Numbers, v: Numbers, way: Way) -> Pooled:
    """Two studies or more, computed as differences from the lowest in units of their spread."""
    k, base, highest = len(y), min(y), max(y)
    unit = max(highest - base, math.sqrt(max(v)))
    moved, shrunk = [(one - base) / unit for one in y], [one / unit / unit for one in v]
    found = heterogeneity(moved, shrunk, way.method, way.level)
    weights = [1 / (one + found.tau2) for one in shrunk]
    total = math.fsum(weights)
    centre, se = mean(moved, weights), _se(moved, weights, way)
    estimate, error = min(base + unit * centre, highest), unit * se
    low, high = around(estimate, error, way.level, way.df(k))
    further: tuple[float | None, float | None] = (None, None)
    if way.predicts(k):
        reach = unit * math.sqrt(se * se + found.tau2)
        further = around(estimate, reach, way.level, way.prediction_df(k))
    return Pooled(
        k=k,
        estimate=estimate,
        se=error,
        ci_low=low,
        ci_high=high,
        p=p_from_statistic(estimate / error, way.df(k)) if error else None,
        weights=tuple(100 * one / total for one in weights),
        interval=way.interval,
        level=way.level,
        df=way.df(k),
        method=way.method,
        heterogeneity=found.in_unit(unit),
        prediction=way.prediction if way.predicts(k) else None,
        pi_low=further[0],
        pi_high=further[1],
    )


def _se(y: Numbers, weights: Numbers, way: Way) -> float:
    """Standard error of the weighted mean.

    Hartung and Knapp (2001), Sidik and Jonkman (2002): scaled by the root of the weighted squares
    over k - 1, which the floor keeps from being below 1 (Röver, Knapp and Friede 2015).
    """
    scale = 1.0
    if way.interval != WALD:
        scale = squares(y, weights) / (len(y) - 1)
    if way.interval == FLOOR:
        scale = max(1.0, scale)
    return math.sqrt(scale / math.fsum(weights))
