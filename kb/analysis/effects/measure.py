"""The measures by name: from which columns each is computed, on which scale, by what convention."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kb.analysis.effects import change, correlation, mean, proportion, rate, table
from kb.analysis.effects.effect import Effect, EffectError
from kb.analysis.effects.mean import Arm
from kb.analysis.effects.proportion import Proportion
from kb.analysis.effects.rate import Rate
from kb.analysis.effects.table import Table

Ways = Mapping[tuple[str, ...], Callable[..., Effect]]
"""Columns to the function that takes their numbers in that order."""
ZERO_CELLS = "0.5 is added to all four cells of a table with a zero, to no other"
HALVES = "0.5 is added to events and the rest where one is 0"
EVENTS = "0.5 is added to the events of both groups where one has none"
BACK: Mapping[str, Callable[[float], float]] = {
    "log": math.exp,
    "fisher_z": math.tanh,
    "logit": lambda value: (1 + math.tanh(value / 2)) / 2,
}
"""What brings a number back from a scale; of other scales none does."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A kind of effect size.

    Parameters
    ----------
    title
        Its name in words.
    scale
        `raw`, or what was done to the numbers before they are pooled.
    ways
        The columns from which it is computed, best first.
    convention
        Where practice differs: what is done here.
    null
        The value of no effect; None of what is no comparison.
    """

    title: str
    scale: str
    ways: Ways
    convention: str = ""
    null: float | None = 0.0

    def columns(self, present: Sequence[str]) -> tuple[str, ...] | None:
        """The first way of which all columns are present."""
        return next((way for way in self.ways if set(way) <= set(present)), None)

    def effect(self, columns: tuple[str, ...], numbers: Sequence[float]) -> Effect:
        """The effect of one study from the numbers in the columns of a way.

        Raises
        ------
        EffectError
            If the numbers give none.
        """
        try:
            return self.ways[columns](*numbers)
        except EffectError:
            raise
        except (ArithmeticError, ValueError):
            raise EffectError("these numbers are too large or too small to compute with") from None


def _means(effect: Callable[[Arm, Arm], Effect]) -> Ways:
    def of(m1: float, sd1: float, n1: float, m2: float, sd2: float, n2: float) -> Effect:  # noqa: PLR0913, PLR0917 - the columns
        return effect(Arm(m1, sd1, n1), Arm(m2, sd2, n2))

    return {("m1", "sd1", "n1", "m2", "sd2", "n2"): of}


def _table(effect: Callable[[Table], Effect], add: float = table.HALF) -> Ways:
    return {
        ("a", "b", "c", "d"): lambda *cells: effect(table.corrected(Table(*cells), add)),
        ("a", "n1", "c", "n2"): lambda *totals: effect(
            table.corrected(table.from_totals(*totals), add)
        ),
    }


def _proportion(effect: Callable[[Proportion], Effect], add: float = table.HALF) -> Ways:
    return {("x", "n"): lambda x, n: effect(proportion.corrected(Proportion(x, n), add))}


def _rates(effect: Callable[[Rate, Rate], Effect], add: float = table.HALF) -> Ways:
    return {
        ("x1", "t1", "x2", "t2"): lambda x1, t1, x2, t2: effect(
            *rate.corrected(Rate(x1, t1), Rate(x2, t2), add)
        )
    }


def _change(effect: Callable[[change.Change], Effect]) -> Ways:
    def of(post: float, sd_post: float, pre: float, sd_pre: float, n: float, r: float) -> Effect:  # noqa: PLR0913, PLR0917 - the columns
        return effect(change.Change(Arm(post, sd_post, n), Arm(pre, sd_pre, n), r))

    return {("post", "sd_post", "pre", "sd_pre", "n", "r"): of}


MEASURES: Mapping[str, Measure] = {
    "MD": Measure("mean difference", "raw", _means(mean.mean_difference), "variances not pooled"),
    "SMD": Measure(
        "standardised mean difference",
        "raw",
        {
            **_means(mean.standardised),
            ("t", "n1", "n2"): mean.standardised_from_t,
            ("d", "n1", "n2"): mean.standardised_from_d,
        },
        "Hedges' g with the exact correction; variance 1/n1 + 1/n2 + g²/(2(n1 + n2))",
    ),
    "SMDH": Measure(
        "standardised mean difference of unequal variances",
        "raw",
        _means(mean.standardised_unequal),
        "in the root of the mean variance; corrected by the exact factor",
    ),
    "SMD1": Measure(
        "Glass' delta",
        "raw",
        _means(mean.glass_delta),
        "in standard deviations of the second group; corrected by the exact factor",
    ),
    "ROM": Measure(
        "ratio of means",
        "log",
        _means(mean.ratio_of_means),
        "natural logarithm, not corrected for bias (metafor from version 5 corrects by default)",
    ),
    "VR": Measure("variability ratio", "log", _means(mean.variability_ratio), "corrected for bias"),
    "CVR": Measure(
        "ratio of coefficients of variation",
        "log",
        _means(mean.variation_ratio),
        "corrected for bias",
    ),
    "D2ORL": Measure(
        "standardised mean difference as odds ratio",
        "log",
        _means(mean.standardised_as_log_odds),
        "Cohen's d, not corrected, times π/√3",
    ),
    "RR": Measure("risk ratio", "log", _table(table.risk_ratio), ZERO_CELLS),
    "OR": Measure("odds ratio", "log", _table(table.odds_ratio), ZERO_CELLS),
    "RD": Measure("risk difference", "raw", _table(table.risk_difference), ZERO_CELLS),
    "PETO": Measure("Peto's odds ratio", "log", _table(table.peto_odds_ratio), ZERO_CELLS),
    "AS": Measure("arcsine difference", "arcsine", _table(table.arcsine_difference, 0)),
    "PHI": Measure("phi", "raw", _table(table.phi, 0), "multinomial variance"),
    "YUQ": Measure("Yule's Q", "raw", _table(table.yule_q), ZERO_CELLS),
    "OR2DN": Measure(
        "odds ratio as standardised mean difference (normal)",
        "raw",
        _table(table.standardised_normal),
        f"log odds ratio over 1.65; {ZERO_CELLS}",
    ),
    "OR2DL": Measure(
        "odds ratio as standardised mean difference (logistic)",
        "raw",
        _table(table.standardised_logistic),
        f"log odds ratio times √3/π; {ZERO_CELLS}",
    ),
    "HR": Measure("hazard ratio", "log", {("oe", "v"): table.from_observed}),
    "COR": Measure("correlation", "raw", {("r", "n"): correlation.raw}),
    "ZCOR": Measure("correlation", "fisher_z", {("r", "n"): correlation.fisher_z}),
    "PR": Measure("proportion", "raw", _proportion(proportion.raw), HALVES, None),
    "PLN": Measure("proportion", "log", _proportion(proportion.log), HALVES, None),
    "PLO": Measure("proportion", "logit", _proportion(proportion.logit), HALVES, None),
    "PAS": Measure("proportion", "arcsine", _proportion(proportion.arcsine, 0), null=None),
    "PFT": Measure(
        "proportion", "freeman_tukey", _proportion(proportion.freeman_tukey, 0), null=None
    ),
    "IRR": Measure("rate ratio", "log", _rates(rate.rate_ratio), EVENTS),
    "IRD": Measure("rate difference", "raw", _rates(rate.rate_difference), EVENTS),
    "IRSD": Measure("difference of root rates", "root", _rates(rate.rate_root_difference, 0)),
    "MC": Measure("mean change", "raw", _change(change.mean_change)),
    "SMCC": Measure(
        "standardised mean change",
        "raw",
        _change(change.change_in_change_sd),
        "in standard deviations of the change; corrected by the exact factor",
    ),
    "SMCR": Measure(
        "standardised mean change",
        "raw",
        _change(change.change_in_baseline_sd),
        "in standard deviations before, those after taken as equal; corrected",
    ),
    "SMCRH": Measure(
        "standardised mean change",
        "raw",
        _change(change.change_in_baseline_sd_unequal),
        "in standard deviations before, those after may differ; corrected",
    ),
    "ROMC": Measure(
        "ratio of means after and before",
        "log",
        _change(change.ratio_of_change),
        "natural logarithm, not corrected for bias",
    ),
}
"""Measures by metafor's name."""
