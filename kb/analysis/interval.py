"""From intervals, t and p to standard errors and standard deviations, and back.

Where `df` is None the normal distribution is meant, else Student's t. The formulas are those of the
Cochrane Handbook, chapter 6.
"""

from __future__ import annotations

import math

from kb.analysis.distribution import normal_above, normal_tail, t_above, t_tail
from kb.analysis.effects.effect import require

LEVEL = 0.95


def critical(level: float = LEVEL, df: float | None = None) -> float:
    """How many standard errors an interval reaches to each side: 1.96 for 0.95."""
    require(0 < level < 1, f"a confidence level of {level:g} cannot be: it is as 0.95")
    return statistic_from_p(1 - level, df)


def around(
    estimate: float, se: float, level: float = LEVEL, df: float | None = None
) -> tuple[float, float]:
    """The two-sided interval around an estimate."""
    reach = critical(level, df) * se
    return estimate - reach, estimate + reach


def p_from_statistic(statistic: float, df: float | None = None) -> float:
    """Two-sided p of a z or t."""
    size = abs(statistic)
    return 2 * (normal_tail(size) if df is None else t_tail(size, _positive(df)))


def statistic_from_p(p: float, df: float | None = None) -> float:
    """The z or t, without its sign, that has an exact two-sided p."""
    require(0 < p <= 1, f"a p of {p:g} cannot be: it lies above 0 and is at most 1")
    tail = max(p / 2, math.ulp(0.0))
    return normal_above(tail) if df is None else t_above(tail, _positive(df))


def se_from_interval(
    low: float, high: float, level: float = LEVEL, df: float | None = None
) -> float:
    """Standard error behind a two-sided interval (of a ratio: of its logarithms)."""
    require(low < high, f"an interval from {low:g} to {high:g} has no width")
    return (high - low) / (2 * critical(level, df))


def se_from_statistic(estimate: float, statistic: float) -> float:
    """Standard error of an estimate with its z or t."""
    require(statistic, "a t (or z) of 0 tells nothing of the standard error")
    return abs(estimate / statistic)


def se_from_p(estimate: float, p: float, df: float | None = None) -> float:
    """Standard error of an estimate with its exact two-sided p."""
    return se_from_statistic(estimate, statistic_from_p(p, df))


def sd_from_se(se: float, n: float) -> float:
    """Standard deviation of people from the standard error of their mean."""
    return se * math.sqrt(_positive(n))


def sd_from_interval(low: float, high: float, n: float, level: float = LEVEL) -> float:
    """Standard deviation of people from the interval (by t) of their mean."""
    return sd_from_se(se_from_interval(low, high, level, n - 1), n)


def sd_from_difference(se: float, n_first: float, n_second: float) -> float:
    """Standard deviation within two groups from the standard error of their difference."""
    return se / math.sqrt(1 / _positive(n_first) + 1 / _positive(n_second))


def sd_of_change(sd_before: float, sd_after: float, correlation: float) -> float:
    """Standard deviation of a change from those before and after."""
    require(-1 <= correlation <= 1, f"a correlation of {correlation:g} cannot be")
    shared = 2 * correlation * sd_before * sd_after
    return math.sqrt(max(0.0, sd_before**2 + sd_after**2 - shared))


def correlation_from_change(sd_before: float, sd_after: float, sd_change: float) -> float:
    """Correlation of before and after from the three standard deviations."""
    product = 2 * _positive(sd_before) * _positive(sd_after)
    correlation = (sd_before**2 + sd_after**2 - sd_change**2) / product
    require(
        -1 <= correlation <= 1,
        f"these standard deviations would mean a correlation of {correlation:g}",
    )
    return correlation


def _positive(number: float) -> float:
    require(0 < number < math.inf, f"{number:g} is not above 0")
    return number
