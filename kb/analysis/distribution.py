"""Tails of the normal, t and chi-square distributions, and what has them, by plain arithmetic.

SciPy has these functions too, and a test holds them against it to twelve digits; but to import it
takes half a second, which every build would spend for a few dozen numbers. The expansions are those
of Abramowitz and Stegun (1964), chapters 6 and 26, and of Hill (1970, Algorithm 395).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from statistics import NormalDist

from kb.analysis.solve import root

MANY = 10_000.0
"""Degrees of freedom of t above which Hill's expansion has all digits, far out, too."""
LARGE = 60.0
"""Above it expansions tell of the gamma function with all digits."""
FARTHEST = 700.0
"""Logarithm of the largest t that is looked for."""
ENOUGH = 1e-15
"""Share of a value that changes it no more."""
TINY = 1e-30
"""What stands for 0 where a continued fraction would divide by it."""
_SMALLEST = math.ulp(0.0)
_NORMAL = NormalDist()


def normal_tail(z: float) -> float:
    """How much of the normal distribution lies above z."""
    return math.erfc(z / math.sqrt(2)) / 2


def normal_above(tail: float) -> float:
    """The z above which a part of the normal distribution lies: from 0 to 1, both excluded."""
    return -_NORMAL.inv_cdf(tail)


def t_tail(t: float, df: float) -> float:
    """How much of Student's t lies above t, which is at least 0."""
    if df > MANY:
        return normal_tail(_as_normal(t, df))
    a, ratio = df / 2, t / math.sqrt(df)
    hypotenuse = math.hypot(1, ratio)
    front = math.exp(-df * _log_hypotenuse(ratio)) * (ratio / hypotenuse)
    front *= _gamma_ratio(a) / math.sqrt(math.pi)
    x = (1 / hypotenuse) ** 2
    if x < (a + 1) / (a + 2.5):
        return front * _fraction(_beta_terms(a, 0.5, x)) / df
    return 0.5 - front * _fraction(_beta_terms(0.5, a, (ratio / hypotenuse) ** 2))


def t_above(tail: float, df: float) -> float:
    """The t above which a part of Student's t lies: above 0, at most a half. Beyond e^700, inf."""
    least = normal_above(tail)
    if least <= 0:
        return 0.0
    wanted = math.log(tail)

    def excess(log_t: float) -> float:
        return math.log(t_tail(math.exp(log_t), df) or _SMALLEST) - wanted

    low, step = math.log(least), 0.1
    while excess(high := min(low + step, FARTHEST)) > 0:
        if high == FARTHEST:
            return math.inf
        low, step = high, 2 * step
    return math.exp(root(excess, low, high))


def chi_square_tail(x: float, df: float) -> float:
    """How much of chi-square lies above x, which is at least 0."""
    a, half = df / 2, x / 2
    if not half:
        return 1.0
    front = _gamma_front(a, half)
    if half < a + 1:
        return 1 - front * _gamma_series(a, half)
    return front * _fraction(_gamma_terms(a, half))


def chi_square_above(tail: float, df: float) -> float:
    """The x above which a part of chi-square lies: from 0 to 1, both excluded."""
    low, high = 0.0, df + 1
    while chi_square_tail(high, df) > tail:
        low, high = high, 2 * high
    return root(lambda x: chi_square_tail(x, df) - tail, low, high)


def _as_normal(t: float, df: float) -> float:
    """The z with the tail of a t of many degrees of freedom."""
    a = df - 0.5
    b = 48 * a * a
    u = math.sqrt(2 * a * _log_hypotenuse(t / math.sqrt(df)))
    u2 = u * u
    third = (((4 * u2 + 33) * u2 + 240) * u2 + 855) * u / (10 * b * (b + 0.8 * u2 * u2 + 100))
    return u + (u2 + 3) * u / b - third


def _log_hypotenuse(ratio: float) -> float:
    """Logarithm of √(1 + ratio²), of the smallest ratio and of the largest."""
    return math.log(math.hypot(1, ratio)) if ratio > 1 else math.log1p(ratio * ratio) / 2


def _gamma_ratio(a: float) -> float:
    """The gamma function of a + 1/2 over that of a."""
    if a <= LARGE:
        return math.gamma(a + 0.5) / math.gamma(a)
    terms = (1 / 8 - (1 / 128 + (5 / 1024 - (21 / 32768 + 399 / 262144 / a) / a) / a) / a) / a
    return math.sqrt(a) * (1 - terms)


def _gamma_front(a: float, x: float) -> float:
    """The power a of x, times e to the power of -x, over the gamma function of a."""
    if a <= LARGE:
        return math.exp(a * math.log(x) - x - math.lgamma(a))
    beyond = (x - a) / a
    square = a * a
    stirling = (1 / 12 - (1 / 360 - (1 / 1260 - 1 / 1680 / square) / square) / square) / a
    log = math.log1p(beyond) if x > a / 2 else math.log(x / a)
    exponent = a * (log - beyond) - stirling
    return math.sqrt(a / (2 * math.pi)) * math.exp(exponent)


def _gamma_series(a: float, x: float) -> float:
    """The lower incomplete gamma function over what stands before it, for small x."""
    term = total = 1 / a
    while term > ENOUGH * total:
        a += 1
        term *= x / a
        total += term
    return total


def _gamma_terms(a: float, x: float) -> Iterator[tuple[float, float]]:
    """Numerators and denominators of the upper incomplete gamma function, for large x."""
    yield 1, x + 1 - a
    n = 1
    while True:
        yield n * (a - n), x + 2 * n + 1 - a
        n += 1


def _beta_terms(a: float, b: float, x: float) -> Iterator[tuple[float, float]]:
    """Numerators and denominators of the incomplete beta function."""
    yield 1, 1
    m, n = 0, 1
    while True:
        yield -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)), 1
        yield n * (b - n) * x / ((a + 2 * n - 1) * (a + 2 * n)), 1
        m, n = n, n + 1


def _fraction(terms: Iterator[tuple[float, float]]) -> float:
    """A continued fraction by Lentz's method (Thompson and Barnett 1986)."""
    value = above = TINY
    below = 0.0
    while True:
        numerator, denominator = next(terms)
        below = 1 / (denominator + numerator * below or TINY)
        above = denominator + numerator / above or TINY
        value *= above * below
        if not abs(above * below - 1) > ENOUGH:  # of what is no number, too
            return value
