"""How much the studies differ beyond chance."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kb.analysis.distribution import chi_square_tail
from kb.analysis.pooling.tau2 import ESTIMATORS, Numbers, cochran_q, interval, spare
from kb.analysis.pooling.way import COMMON


@dataclass(frozen=True, slots=True)
class Heterogeneity:
    """How much the studies differ.

    Parameters
    ----------
    tau2, tau2_low, tau2_high
        Variance between studies, and its interval by the Q profile, which a common effect lacks.
    i2, i2_q
        Percent of variation that is not chance (Higgins and Thompson 2002): by tau², as metafor
        gives it; by Q, as Cochrane does. Of a common effect both are by Q.
    q, q_p
        Cochran's Q, and its p on k - 1 degrees of freedom.
    """

    tau2: float
    tau2_low: float | None
    tau2_high: float | None
    i2: float
    i2_q: float
    q: float
    q_p: float

    def in_unit(self, unit: float) -> Heterogeneity:
        """The same of effects that stood in a unit: variances times its square."""
        low, high = (
            None if end is None else end * unit * unit for end in (self.tau2_low, self.tau2_high)
        )
        return replace(self, tau2=self.tau2 * unit * unit, tau2_low=low, tau2_high=high)


def heterogeneity(y: Numbers, v: Numbers, method: str, level: float) -> Heterogeneity:
    """Of two effects or more."""
    df, q, tau2 = len(y) - 1, cochran_q(y, v), ESTIMATORS[method](y, v)
    q_p, by_q = chi_square_tail(q, df), 100 * max(0.0, q - df) / q if q else 0.0
    if method == COMMON:
        return Heterogeneity(tau2, None, None, by_q, by_q, q, q_p)
    low, high = interval(y, v, level)
    within = df / spare([1 / one for one in v])  # the variance of a typical study
    return Heterogeneity(tau2, low, high, 100 * tau2 / (tau2 + within), by_q, q, q_p)
