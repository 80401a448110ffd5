"""The variance between studies, tau²: its estimators, and its interval.

All take `y`, effects, and `v`, their variances, of shape (k,), k >= 2, of moderate size,
and give tau² >= 0. The likelihoods are searched over the whole range and the moment equations
solved between bounds, so none of them can fail to converge.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from operator import mul

from kb.analysis.distribution import chi_square_above
from kb.analysis.solve import lowest, root

Numbers = Sequence[float]
GRID = 80
"""Points at which a likelihood is looked at before its highest one is climbed."""
FINENESS = 1e-12
"""The smallest tau² told from 0, as a share of the largest that can be."""


def mean(y: Numbers, weights: Numbers) -> float:
    """The weighted mean, never outside of what it is the mean of."""
    centre = math.fsum(map(mul, weights, y)) / math.fsum(weights)
    return min(max(centre, min(y)), max(y))


def squares(y: Numbers, weights: Numbers) -> float:
    """Weighted squares of the differences from the weighted mean."""
    centre = mean(y, weights)
    return math.fsum(w * (one - centre) * (one - centre) for w, one in zip(weights, y, strict=True))


def cochran_q(y: Numbers, v: Numbers, tau2: float = 0.0) -> float:
    """Weighted squares around the weighted mean; with tau² 0 it is Cochran's Q."""
    return squares(y, [1 / (one + tau2) for one in v])


def spare(weights: Numbers) -> float:
    """Sum of weights, less the sum of their squares over it: summed so that no digits are lost."""
    rising = sorted(weights)
    below = accumulate(rising)
    return 2 * math.fsum(map(mul, rising[1:], below)) / math.fsum(rising)


def _average(numbers: Numbers) -> float:
    return math.fsum(numbers) / len(numbers)


def _scatter(y: Numbers) -> float:
    """Squares of the differences from the mean."""
    return squares(y, [1.0] * len(y))


def _hedges(y: Numbers, v: Numbers) -> float:
    """Hedges and Olkin (1985): variance of the effects less the mean variance within."""
    return max(0.0, _scatter(y) / (len(y) - 1) - _average(v))


def _dersimonian_laird(y: Numbers, v: Numbers) -> float:
    """DerSimonian and Laird (1986): from Cochran's Q, cut at 0."""
    return max(0.0, (cochran_q(y, v) - (len(y) - 1)) / spare([1 / one for one in v]))


def _hunter_schmidt(y: Numbers, v: Numbers) -> float:
    """Schmidt and Hunter (2015): from Cochran's Q and k."""
    return max(0.0, (cochran_q(y, v) - len(y)) / math.fsum(1 / one for one in v))


def _sidik_jonkman(y: Numbers, v: Numbers) -> float:
    """Sidik and Jonkman (2005), beginning with the variance of the effects; above 0."""
    start = _scatter(y) / len(y)
    return start * cochran_q(y, v, start) / (len(y) - 1) if start else 0.0


def _paule_mandel(y: Numbers, v: Numbers) -> float:
    """Paule and Mandel (1982), the same as empirical Bayes: the tau² at which Q is k - 1."""
    return _at_q(y, v, len(y) - 1)


def _at_q(y: Numbers, v: Numbers, target: float) -> float:
    """The tau² at which weighted squares fall to a target; 0 if they never reach it.

    They are at most the plain sum of squares over tau², which bounds the answer.
    """
    if cochran_q(y, v) <= target:
        return 0.0
    upper = 2 * _scatter(y) / target
    return root(lambda tau2: cochran_q(y, v, tau2) - target, 0, upper, FINENESS * upper)


def interval(y: Numbers, v: Numbers, level: float) -> tuple[float, float]:
    """Interval of tau² by the Q profile (Viechtbauer 2007)."""
    df, tail = len(y) - 1, (1 - level) / 2
    low, high = chi_square_above(tail, df), chi_square_above(1 - tail, df)
    return _at_q(y, v, low), _at_q(y, v, high)


def _maximum_likelihood(y: Numbers, v: Numbers) -> float:
    """The highest likelihood (Hardy and Thompson 1996)."""

    def surprise(tau2: float) -> float:
        weights = [1 / (one + tau2) for one in v]
        return squares(y, weights) - math.fsum(map(math.log, weights))

    return _lowest(surprise, _largest(y, v))


def _restricted(y: Numbers, v: Numbers) -> float:
    """The highest restricted likelihood (Viechtbauer 2005)."""

    def surprise(tau2: float) -> float:
        weights = [1 / (one + tau2) for one in v]
        lost = math.log(math.fsum(weights))
        return squares(y, weights) - math.fsum(map(math.log, weights)) + lost

    return _lowest(surprise, _largest(y, v))


def _largest(y: Numbers, v: Numbers) -> float:
    """A tau² above any at which a likelihood can be highest: beyond it both only fall.

    Where the restricted one is level, tau² is a weighted mean of (y - mean)² - v, plus 1 / sum(w),
    which is at most (tau² + mean(v)) / k.
    """
    k, reach = len(y), max(y) - min(y)
    return k / (k - 1) * (reach * reach + _average(v) / k)


def _lowest(surprise: Callable[[float], float], upper: float) -> float:
    """Where a function of tau² is lowest: the best of a grid, then refined between neighbours."""
    grid = [0.0, *(upper * FINENESS ** (1 - point / (GRID - 1)) for point in range(GRID))]
    best = min(range(len(grid)), key=lambda point: surprise(grid[point]))
    if best == 0:
        return 0.0
    return lowest(surprise, grid[best - 1], grid[min(best + 1, GRID)], 1e-9 * grid[best])


def _none(_y: Numbers, _v: Numbers) -> float:
    """One effect common to all studies: they do not differ."""
    return 0.0


ESTIMATORS: Mapping[str, Callable[[Numbers, Numbers], float]] = {
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
