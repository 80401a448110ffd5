"""Two groups with means and standard deviations, or a t or d that stands for them."""

from __future__ import annotations

import math
from dataclasses import dataclass

from kb.analysis.effects.effect import Effect, hedges_factor, require, scaled


@dataclass(frozen=True, slots=True)
class Arm:
    """What a group measured: mean, standard deviation, people."""

    mean: float
    sd: float
    n: float

    def __post_init__(self) -> None:
        require(math.isfinite(self.mean), f"a mean of {self.mean} is no number")
        require(0 <= self.sd < math.inf, f"a standard deviation of {self.sd:g} cannot be")
        require(1 < self.n < math.inf, f"a group of {self.n:g} people is too small: 2 are needed")

    @property
    def squared_se(self) -> float:
        """Variance of the mean."""
        return self.sd * self.sd / self.n

    @property
    def squared_cv(self) -> float:
        """Variance of the mean, as a share of its square."""
        require(self.mean, "a mean of 0 has no ratio")
        return self.squared_se / self.mean / self.mean


def mean_difference(first: Arm, second: Arm) -> Effect:
    """First mean less second; variances are not pooled (MD)."""
    return Effect(first.mean - second.mean, first.squared_se + second.squared_se)


def pooled_sd(first: Arm, second: Arm) -> float:
    """Standard deviation within groups."""
    within = (first.n - 1) * first.sd * first.sd + (second.n - 1) * second.sd * second.sd
    return math.sqrt(within / (first.n + second.n - 2))


def standardised(
    first: Arm, second: Arm, *, correct: bool = True, unbiased: bool = False
) -> Effect:
    """Difference in pooled standard deviations: Hedges' g, or Cohen's d uncorrected (SMD).

    Parameters
    ----------
    first, second
        The groups.
    correct
        Whether to correct for small samples by Hedges' exact factor.
    unbiased
        Whether to take the unbiased variance (metafor's ``vtype="UB"``) for the usual one.
    """
    sd = pooled_sd(first, second)
    require(sd > 0, "both standard deviations are 0: nothing to standardise by")
    d = (first.mean - second.mean) / sd
    return standardised_from_d(d, first.n, second.n, correct=correct, unbiased=unbiased)


def standardised_from_d(
    d: float, n_first: float, n_second: float, *, correct: bool = True, unbiased: bool = False
) -> Effect:
    """Hedges' g from an uncorrected d and the sizes of the groups."""
    require(min(n_first, n_second) >= 1, "a group without people")
    df = n_first + n_second - 2
    g = hedges_factor(df) * d if correct else d
    share = 1 / (2 * (n_first + n_second))
    if unbiased:
        share = 1 - (df - 2) / (df * hedges_factor(df) ** 2)
    return Effect(g, 1 / n_first + 1 / n_second + share * g * g)


def standardised_from_t(t: float, n_first: float, n_second: float) -> Effect:
    """Hedges' g from the t of two independent groups."""
    require(min(n_first, n_second) >= 1, "a group without people")
    return standardised_from_d(t * math.sqrt(1 / n_first + 1 / n_second), n_first, n_second)


def standardised_unequal(first: Arm, second: Arm) -> Effect:
    """Difference in the average standard deviation, for unequal ones (SMDH; Bonett 2009)."""
    square_first, square_second = first.sd * first.sd, second.sd * second.sd
    both = square_first + square_second
    require(both > 0, "both standard deviations are 0: nothing to standardise by")
    d = (first.mean - second.mean) / math.sqrt(both / 2)
    g = hedges_factor(first.n + second.n - 2) * d
    spread = square_first**2 / (first.n - 1) + square_second**2 / (second.n - 1)
    of_means = 2 * (square_first / (first.n - 1) + square_second / (second.n - 1)) / both
    return Effect(g, g * g * spread / (2 * both * both) + of_means)


def glass_delta(first: Arm, second: Arm) -> Effect:
    """Difference in standard deviations of the second group (SMD1; Glass 1976)."""
    require(second.sd > 0, "the standard deviation of the second group is 0")
    g = hedges_factor(second.n - 1) * (first.mean - second.mean) / second.sd
    return Effect(g, 1 / first.n + 1 / second.n + g * g / (2 * second.n))


def standardised_as_log_odds(first: Arm, second: Arm) -> Effect:
    """Cohen's d, uncorrected, as a log odds ratio of a logistic outcome (D2ORL; Chinn 2000)."""
    return scaled(standardised(first, second, correct=False), math.pi / math.sqrt(3))


def ratio_of_means(first: Arm, second: Arm, *, correct: bool = False) -> Effect:
    """Log ratio of means (ROM; Hedges, Gurevitch and Curtis 1999).

    Parameters
    ----------
    first, second
        The groups; means of one sign.
    correct
        Whether to correct for bias, as metafor from version 5 does by default (Lajeunesse 2015);
        earlier versions and most software do not.
    """
    return log_ratio(first, second, first.squared_cv + second.squared_cv, correct=correct)


def log_ratio(first: Arm, second: Arm, variance: float, *, correct: bool) -> Effect:
    """Log of first mean over second, with a variance that the caller knows."""
    require(second.mean, "a mean of 0 has no ratio")
    ratio = first.mean / second.mean
    require(ratio > 0, "means of different sign (or 0) have no ratio that has a logarithm")
    bias = (first.squared_cv - second.squared_cv) / 2 if correct else 0
    return Effect(math.log(ratio) + bias, variance)


def variability_ratio(first: Arm, second: Arm) -> Effect:
    """Log ratio of standard deviations (VR; Nakagawa and others 2015)."""
    require(min(first.sd, second.sd) > 0, "a standard deviation of 0 has no ratio")
    shares = 1 / (2 * (first.n - 1)), 1 / (2 * (second.n - 1))
    return Effect(math.log(first.sd / second.sd) + shares[0] - shares[1], sum(shares))


def variation_ratio(first: Arm, second: Arm) -> Effect:
    """Log ratio of coefficients of variation, corrected for bias (CVR; metafor 5's default)."""
    spread, means = variability_ratio(first, second), ratio_of_means(first, second, correct=True)
    return Effect(spread.value - means.value, spread.variance + means.variance)
