"""The pooled estimate with its intervals."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass

import numpy as np

from kb.analysis.interval import around, p_from_statistic
from kb.analysis.pooling.heterogeneity import Heterogeneity, heterogeneity
from kb.analysis.pooling.tau2 import Array, mean
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
    y, v = np.asarray(effects, np.float64), np.asarray(variances, np.float64)
    _insist(y.ndim == 1 and y.shape == v.shape, "there must be one variance for each effect")
    _insist(y.size > 0, "there are no effects")
    _insist(np.isfinite(y).all(), "an effect is not a finite number")
    _insist((np.isfinite(v) & (v > 0)).all(), "a variance is not a finite number above 0")
    _insist((np.abs(y) < LARGEST).all() and (v < LARGEST**2).all(), TOO_FAR)
    try:
        with np.errstate(all="ignore"):
            pooled = (_pooled if len(y) > 1 else _one)(y, v, way or Way.of())
    except (ArithmeticError, RuntimeError, ValueError):  # a search that leads nowhere, too
        raise PoolError(TOO_FAR) from None
    _insist(_is_finite(astuple(pooled)), TOO_FAR)
    return pooled


def leave_one_out(
    effects: Sequence[float], variances: Sequence[float], way: Way | None = None
) -> list[Pooled]:
    """What is left without each study in turn, in their order; of a single one, nothing."""
    y, v = np.asarray(effects, np.float64), np.asarray(variances, np.float64)
    if len(y) == 1:
        return []
    return [
        pool(np.delete(y, left).tolist(), np.delete(v, left).tolist(), way)
        for left in range(len(y))
    ]


def _insist(is_met: object, message: str) -> None:
    if not is_met:
        raise PoolError(message)


def _is_finite(value: object) -> bool:
    """Whether all numbers in a tree of values are finite."""
    if isinstance(value, tuple):
        return all(map(_is_finite, value))
    return not isinstance(value, float) or math.isfinite(value)


def _one(y: Array, v: Array, way: Way) -> Pooled:
    """One study as it is."""
    effect, se = float(y[0]), math.sqrt(v[0])
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


def _pooled(y: Array, v: Array, way: Way) -> Pooled:
    """Two studies or more, computed as differences from the lowest in units of their spread."""
    k, order = len(y), np.lexsort((v, y))
    base, unit = float(y.min()), float(max(np.ptp(y), math.sqrt(v.max())))
    moved, shrunk = (y[order] - base) / unit, v[order] / unit / unit
    found = heterogeneity(moved, shrunk, way.method, way.level)
    weights = 1 / (shrunk + found.tau2)
    centre, se = mean(moved, weights), _se(moved, weights, way)
    estimate, error = min(base + unit * centre, float(y.max())), unit * se
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
        weights=tuple((100 * weights / weights.sum())[np.argsort(order)].tolist()),
        interval=way.interval,
        level=way.level,
        df=way.df(k),
        method=way.method,
        heterogeneity=found.in_unit(unit),
        prediction=way.prediction if way.predicts(k) else None,
        pi_low=further[0],
        pi_high=further[1],
    )


def _se(y: Array, weights: Array, way: Way) -> float:
    """Standard error of the weighted mean.

    Hartung and Knapp (2001), Sidik and Jonkman (2002): scaled by the root of the weighted squares
    over k - 1, which the floor keeps from being below 1 (Röver, Knapp and Friede 2015).
    """
    scale = 1.0
    if way.interval != WALD:
        scale = float(weights @ (y - mean(y, weights)) ** 2) / (len(y) - 1)
    if way.interval == FLOOR:
        scale = max(1.0, scale)
    return math.sqrt(scale / float(weights.sum()))
