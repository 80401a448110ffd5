"""How to pool: estimator, interval, prediction interval, level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kb.analysis.interval import LEVEL
from kb.analysis.pooling.tau2 import ESTIMATORS

COMMON = "EE"
"""The method by which one effect is common to all studies."""
WALD, KNAPP_HARTUNG, FLOOR = "wald", "knapp-hartung", "knapp-hartung-floor"
METHODS = tuple(ESTIMATORS)
INTERVALS = (WALD, KNAPP_HARTUNG, FLOOR)
LOST: Mapping[str, int | None] = {"z": None, "t(k-1)": 1, "t(k-2)": 2}
"""Distributions of a prediction interval, and what each takes from k as degrees of freedom."""
PREDICTIONS = tuple(LOST)


@dataclass(frozen=True, slots=True)
class Way:
    """How to pool; `Way.of` fills in what goes together.

    Parameters
    ----------
    method
        One of `METHODS`.
    interval
        One of `INTERVALS`.
    prediction
        One of `PREDICTIONS`.
    level
        Of all intervals.
    """

    method: str
    interval: str
    prediction: str
    level: float

    @classmethod
    def of(
        cls,
        method: str = "REML",
        interval: str | None = None,
        prediction: str | None = None,
        level: float = LEVEL,
    ) -> Way:
        """The way with defaults: Knapp-Hartung's with the floor, and what metafor predicts by.

        Wald's interval is the default where one effect is common to all. The prediction interval
        is by t(k-1) with Knapp-Hartung's, else by z.
        """
        interval = interval or (WALD if method == COMMON else FLOOR)
        return cls(method, interval, prediction or ("z" if interval == WALD else "t(k-1)"), level)

    def df(self, k: int) -> int | None:
        """Degrees of freedom of the interval; None for the normal distribution."""
        return None if self.interval == WALD else k - 1

    def predicts(self, k: int) -> bool:
        """Whether so many studies tell where a further one's effect lies."""
        return self.method != COMMON and k > (LOST[self.prediction] or 0)

    def prediction_df(self, k: int) -> int | None:
        """Degrees of freedom of the prediction interval; None for the normal distribution."""
        lost = LOST[self.prediction]
        return None if lost is None else k - lost
