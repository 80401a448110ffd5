"""One group measured twice: after against before."""

from __future__ import annotations

import math
from dataclasses import dataclass

from kb.analysis.effects.effect import Effect, hedges_factor, require
from kb.analysis.effects.mean import Arm, log_ratio


@dataclass(frozen=True, slots=True)
class Change:
    """Two measurements of the same people, and how they correlate.

    Parameters
    ----------
    after, before
        Mean and standard deviation; `n` is the same.
    correlation
        Between the two measurements, from -1 to 1.
    """

    after: Arm
    before: Arm
    correlation: float

    def __post_init__(self) -> None:
        require(-1 <= self.correlation <= 1, f"a correlation of {self.correlation:g} cannot be")
        require(self.after.n == self.before.n, "different numbers of people after and before")

    @property
    def n(self) -> float:
        """People measured."""
        return self.after.n

    @property
    def mean(self) -> float:
        """Mean after less mean before."""
        return self.after.mean - self.before.mean

    @property
    def squared_sd(self) -> float:
        """Variance of the change."""
        shared = 2 * self.correlation * self.after.sd * self.before.sd
        return self.after.sd**2 + self.before.sd**2 - shared


def mean_change(change: Change) -> Effect:
    """Mean change in the unit of the measurement (MC)."""
    return Effect(change.mean, change.squared_sd / change.n)


def change_in_baseline_sd(change: Change) -> Effect:
    """Change in standard deviations before, taken as equal to those after (SMCR; Becker 1988)."""
    g = _in_baseline_sd(change)
    return Effect(g, 2 * (1 - change.correlation) / change.n + g * g / (2 * change.n))


def change_in_baseline_sd_unequal(change: Change) -> Effect:
    """Change in standard deviations before; those after may differ (SMCRH; Bonett 2008)."""
    g = _in_baseline_sd(change)
    df = change.n - 1
    return Effect(g, change.squared_sd / change.before.sd**2 / df + g * g / (2 * df))


def change_in_change_sd(change: Change) -> Effect:
    """Change in its own standard deviations (SMCC)."""
    require(change.squared_sd > 0, "the change has a standard deviation of 0")
    g = hedges_factor(change.n - 1) * change.mean / math.sqrt(change.squared_sd)
    return Effect(g, 1 / change.n + g * g / (2 * change.n))


def ratio_of_change(change: Change, *, correct: bool = False) -> Effect:
    """Log ratio of the mean after to the mean before (ROMC), by default not corrected for bias."""
    after, before = change.after, change.before
    require(before.mean, "a mean of 0 has no ratio")
    ratio = after.mean / before.mean
    require(ratio > 0, "means of different sign (or 0) have no ratio that has a logarithm")
    shared = 2 * change.correlation * math.sqrt(after.squared_cv * before.squared_cv)
    variance = after.squared_cv + before.squared_cv - shared
    return log_ratio(after, before, variance, correct=correct)


def _in_baseline_sd(change: Change) -> float:
    require(change.before.sd > 0, "the standard deviation before is 0")
    return hedges_factor(change.n - 1) * change.mean / change.before.sd
