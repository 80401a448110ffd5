"""The variance between studies, tau²: its estimators, and its interval.

All take `y`, effects, and `v`, their variances, as arrays of shape (k,), k >= 2, of moderate size,
and give tau² >= 0. The likelihoods are searched over the whole range and the moment equations
solved between bounds, so none of them can fail to converge.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq, minimize_scalar
from scipy.special import chdtri

Array = NDArray[np.float64]
GRID = 80
"""Points at which a likelihood is looked at before its highest one is climbed."""
FINENESS = 1e-12
"""The smallest tau² told from 0, as a share of the largest that can be."""


def mean(y: Array, weights: Array) -> float:
    """The weighted mean, never outside of what it is the mean of."""
    return float(np.clip(weights @ y / weights.sum(), y.min(), y.max()))


def cochran_q(y: Array, v: Array, tau2: float = 0.0) -> float:
    """Weighted squares around the weighted mean; with tau² 0 it is Cochran's Q."""
    weights = 1 / (v + tau2)
    return float(weights @ (y - mean(y, weights)) ** 2)


def spare(weights: Array) -> float:
    """Sum of weights, less the sum of their squares over it: summed so that no digits are lost."""
    rising = np.sort(weights)
    return float(2 * rising[1:] @ np.cumsum(rising)[:-1] / rising.sum())


def _hedges(y: Array, v: Array) -> float:
    """Hedges and Olkin (1985): variance of the effects less the mean variance within."""
    return max(0.0, float(y.var(ddof=1) - v.mean()))


def _dersimonian_laird(y: Array, v: Array) -> float:
    """DerSimonian and Laird (1986): from Cochran's Q, cut at 0."""
    return max(0.0, (cochran_q(y, v) - (len(y) - 1)) / spare(1 / v))


def _hunter_schmidt(y: Array, v: Array) -> float:
    """Schmidt and Hunter (2015): from Cochran's Q and k."""
    return max(0.0, (cochran_q(y, v) - len(y)) / float((1 / v).sum()))


def _sidik_jonkman(y: Array, v: Array) -> float:
    """Sidik and Jonkman (2005), beginning with the variance of the effects; above 0."""
    start = float(y.var())
    return start * cochran_q(y, v, start) / (len(y) - 1) if start else 0.0


def _paule_mandel(y: Array, v: Array) -> float:
    """Paule and Mandel (1982), the same as empirical Bayes: the tau² at which Q is k - 1."""
    return _at_q(y, v, len(y) - 1)


def _at_q(y: Array, v: Array, target: float) -> float:
    """The tau² at which weighted squares fall to a target; 0 if they never reach it.

    They are at most the plain sum of squares over tau², which bounds the answer.
    """
    if cochran_q(y, v) <= target:
        return 0.0
    upper = 2 * float(y.var() * len(y)) / target
    return float(
        brentq(lambda tau2: cochran_q(y, v, tau2) - target, 0, upper, xtol=FINENESS * upper)
    )


def interval(y: Array, v: Array, level: float) -> tuple[float, float]:
    """Interval of tau² by the Q profile (Viechtbauer 2007)."""
    df, tail = len(y) - 1, (1 - level) / 2
    return _at_q(y, v, float(chdtri(df, tail))), _at_q(y, v, float(chdtri(df, 1 - tail)))


def _maximum_likelihood(y: Array, v: Array) -> float:
    """The highest likelihood (Hardy and Thompson 1996)."""

    def surprise(tau2: float) -> float:
        return float(np.log(v + tau2).sum()) + cochran_q(y, v, tau2)

    return _lowest(surprise, _largest(y, v))


def _restricted(y: Array, v: Array) -> float:
    """The highest restricted likelihood (Viechtbauer 2005)."""

    def surprise(tau2: float) -> float:
        total = v + tau2
        return float(np.log(total).sum() + np.log((1 / total).sum())) + cochran_q(y, v, tau2)

    return _lowest(surprise, _largest(y, v))


def _largest(y: Array, v: Array) -> float:
    """A tau² above any at which a likelihood can be highest: beyond it both only fall.

    Where the restricted one is level, tau² is a weighted mean of (y - mean)² - v, plus 1 / sum(w),
    which is at most (tau² + mean(v)) / k.
    """
    k = len(y)
    return k / (k - 1) * float(np.ptp(y) ** 2 + v.mean() / k)


def _lowest(surprise: Callable[[float], float], upper: float) -> float:
    """Where a function of tau² is lowest: the best of a grid, then refined between neighbours."""
    grid = [0.0, *np.geomspace(FINENESS * upper, upper, GRID).tolist()]
    best = min(range(len(grid)), key=lambda point: surprise(grid[point]))
    if best == 0:
        return 0.0
    between = grid[best - 1], grid[min(best + 1, GRID)]
    found = minimize_scalar(
        surprise, bounds=between, method="bounded", options={"xatol": 1e-9 * grid[best]}
    )
    return float(found.x)


def _none(_y: Array, _v: Array) -> float:
    """One effect common to all studies: they do not differ."""
    return 0.0


ESTIMATORS: Mapping[str, Callable[[Array, Array], float]] = {
    "REML": _restricted,
    "DL": _dersimonian_laird,
    "PM": _paule_mandel,
    "ML": _maximum_likelihood,
    "HE": _hedges,
    "EE": _none,
    "EB": _paule_mandel,
    "SJ": _sidik_jonkman,
    "HS": _hunter_schmidt,
}
"""Estimators by metafor's name; EE is the equal-effects (common-effect) model."""
