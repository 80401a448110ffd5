"""An estimate with its sampling variance, and what keeps one from being computed."""

from __future__ import annotations

import math
from dataclasses import dataclass

LARGE = 300
"""Degrees of freedom from which a series is more exact than a difference of log gammas."""
STIRLING = (1, -1 / 8, 1 / 128, 5 / 1024, -21 / 32768)
"""Coefficients of that series, of gamma(x + 1/2) / gamma(x) / sqrt(x) in powers of 1/x."""


class EffectError(ValueError):
    """Numbers that give no effect; the message says why, to whoever wrote them."""


@dataclass(frozen=True, slots=True)
class Effect:
    """An estimate on the scale on which it is pooled.

    Raises
    ------
    EffectError
        If a number is not finite or the variance is not above 0.
    """

    value: float
    variance: float

    def __post_init__(self) -> None:
        require(math.isfinite(self.value), f"the effect would be {self.value}")
        require(
            math.isfinite(self.variance) and self.variance > 0,
            f"its variance would be {self.variance:g}: it must be a number above 0",
        )

    @property
    def se(self) -> float:
        """The standard error."""
        return math.sqrt(self.variance)


def difference(first: Effect, second: Effect) -> Effect:
    """The first effect less the second, of different people: as change against change."""
    return Effect(first.value - second.value, first.variance + second.variance)


def scaled(effect: Effect, factor: float) -> Effect:
    """An effect in another unit."""
    return Effect(effect.value * factor, effect.variance * factor * factor)


def require(is_met: object, message: str) -> None:
    """Insist on a condition of the numbers.

    Raises
    ------
    EffectError
        With the message, if it is not met.
    """
    if not is_met:
        raise EffectError(message)


def hedges_factor(df: float) -> float:
    """Hedges' exact correction J of a standardised mean for `df` degrees of freedom (1981)."""
    require(df > 1, f"{df:g} degrees of freedom are too few to correct a standardised mean")
    if df <= LARGE:
        return math.exp(math.lgamma(df / 2) - math.lgamma((df - 1) / 2)) / math.sqrt(df / 2)
    x = (df - 1) / 2
    series = sum(coefficient / x**power for power, coefficient in enumerate(STIRLING))
    return math.sqrt(x / (df / 2)) * series
