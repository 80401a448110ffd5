"""Pooling, held against metafor's results on real data."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from kb.analysis.pooling import METHODS, Pooled, PoolError, Way, leave_one_out, pool
from kb.analysis.pooling.definition import (
    BY_Q,
    ESTIMATORS,
    INTERVALS,
    NO_PREDICTION,
    PREDICTIONS,
    definitions,
)
from tests.metafor import Case, differs, effects, reference

# the file's own tolerances: 5e-4 standard errors; 1e-3 of tau² (1e-6 at 0); 0.05 points of I²;
# 1e-6 of Q
OF_SE, OF_TAU2, AT_0, OF_I2, OF_Q = 5e-4, 1e-3, 1e-6, 0.05, 1e-6
NAMES = {"wald": "wald", "knapp-hartung": "hksj", "knapp-hartung-floor": "hksj_adhoc"}
FURTHER = {
    ("wald", "z"): "pi_z",
    ("wald", "t(k-1)"): "pi_tk1",
    ("wald", "t(k-2)"): "pi_tk2_higgins2009",
    ("knapp-hartung", "t(k-1)"): "pi_hksj_tk1",
}


def log(p: float | None) -> float:
    """Give the logarithm of a p, which may be too small for a number."""
    return math.log(max(p or 0, 1e-300))


def deviations(pooled: Pooled, model: Case) -> list[str]:
    """Name what differs from a model of metafor."""
    found = pooled.heterogeneity
    assert found is not None
    theirs = model[NAMES[pooled.interval]]
    se, tau2 = OF_SE * theirs["se"], max(AT_0, OF_TAU2 * model["tau2"])
    pairs = {
        "estimate": (pooled.estimate, theirs["est"], se),
        "se": (pooled.se, theirs["se"], se),
        "ci_low": (pooled.ci_low, theirs["ci_lb"], se),
        "ci_high": (pooled.ci_high, theirs["ci_ub"], se),
        "p": (log(pooled.p), log(theirs["p"]), 1e-4),
        "df": (pooled.df, theirs.get("df"), 0),
        "tau2": (found.tau2, model["tau2"], tau2),
        "i2": (found.i2, model["I2"], OF_I2),
        "i2_q": (found.i2_q, model["I2_Qbased"], OF_I2),
        "q": (found.q, model["Q"], OF_Q * model["Q"]),
        "q_p": (found.q_p, model["Q_p"], OF_Q),
    }
    profile = model.get("tau2_ci_qprofile")
    if profile:
        pairs["tau2_low"] = (found.tau2_low, profile["lb"], max(AT_0, OF_TAU2 * profile["lb"]))
        pairs["tau2_high"] = (found.tau2_high, profile["ub"], max(AT_0, OF_TAU2 * profile["ub"]))
    further = model.get(FURTHER.get((pooled.interval, pooled.prediction or ""), ""))
    if further:
        pairs["pi_low"] = (pooled.pi_low, further["lb"], se)
        pairs["pi_high"] = (pooled.pi_high, further["ub"], se)
    return [name for name, numbers in pairs.items() if differs(*numbers)]


@pytest.mark.untraced
@pytest.mark.parametrize("method", METHODS)
def test_pools_are_those_of_metafor(shared: Path, method: str) -> None:
    datasets = reference(shared)["datasets"]
    assert len(datasets) == 14
    odd = []
    for dataset in datasets:
        model = dataset["models"][method]
        for interval in ["wald"] if method == "EE" else NAMES:
            for prediction in PREDICTIONS:
                pooled = pool(*effects(dataset), Way.of(method, interval, prediction))
                odd += [(dataset["id"], interval, *deviations(pooled, model))]
    assert [each for each in odd if len(each) > 2] == []


@pytest.mark.untraced
def test_pools_without_each_study_are_those_of_metafor(shared: Path) -> None:
    checked = 0
    for dataset in reference(shared)["datasets"]:
        theirs = dataset["extras"].get("leave1out_reml_est", [])
        if theirs:
            left = leave_one_out(*effects(dataset), Way.of("REML", "wald"))
            close = [abs(a.estimate - b) < OF_SE * a.se for a, b in zip(left, theirs, strict=True)]
            assert all(close), dataset["id"]
            checked += 1
    assert checked == 13


# -- few studies -----------------------------------------------------------------------------


def test_one_study_is_shown_as_it_is() -> None:
    alone = pool([0.5], [0.04])
    assert (alone.k, alone.estimate, alone.se, alone.weights) == (1, 0.5, 0.2, (100.0,))
    assert alone.ci_low == pytest.approx(0.5 - 1.959964 * 0.2, abs=1e-6)
    assert alone.interval == "wald"
    assert (alone.method, alone.heterogeneity, alone.prediction, alone.pi_low) == (None,) * 4
    assert leave_one_out([0.5], [0.04]) == []
    assert definitions(alone) == {"interval_definition": INTERVALS["wald"]}


def test_two_studies_have_one_degree_of_freedom_and_no_higgins_prediction() -> None:
    two = pool([0.0, 1.0], [0.1, 0.1], Way.of("REML", "knapp-hartung", "t(k-2)"))
    assert (two.df, two.prediction, two.pi_low, two.pi_high) == (1, None, None, None)
    assert definitions(two)["pi_definition"] == NO_PREDICTION


@pytest.mark.parametrize("method", METHODS)
def test_equal_effects_do_not_differ(method: str) -> None:
    same = pool([0.3] * 4, [0.1, 0.2, 0.3, 0.4], Way.of(method, "knapp-hartung-floor"))
    found = same.heterogeneity
    assert found is not None
    assert (found.tau2, found.i2, found.i2_q, found.q, found.q_p) == (0, 0, 0, 0, 1)
    assert same.estimate == pytest.approx(0.3)
    assert same.se == pytest.approx((1 / 0.1 + 1 / 0.2 + 1 / 0.3 + 1 / 0.4) ** -0.5)


def test_equal_effects_have_no_p_where_nothing_holds_the_standard_error_up() -> None:
    same = pool([0.3] * 4, [0.1] * 4, Way.of("REML", "knapp-hartung"))
    assert (same.se, same.p, same.ci_low, same.ci_high) == (0, None, 0.3, 0.3)


def test_knapp_hartung_without_the_floor_may_be_narrower_than_wald() -> None:
    near = [0.30, 0.31, 0.32], [0.5, 0.5, 0.5]
    widths = {}
    for interval in NAMES:
        pooled = pool(*near, Way.of("REML", interval))
        widths[interval] = pooled.ci_high - pooled.ci_low
    assert widths["knapp-hartung"] < widths["wald"] < widths["knapp-hartung-floor"]


def test_common_effect_has_walds_interval_and_predicts_nothing() -> None:
    common = pool([0.0, 1.0, 3.0], [0.1, 0.2, 0.3], Way.of("EE"))
    assert (common.interval, common.df, common.pi_low, common.prediction) == ("wald",) + (None,) * 3
    assert common.heterogeneity is not None
    assert common.heterogeneity.tau2_low is None
    assert definitions(common)["i2_definition"] == BY_Q


def test_defaults_are_the_floor_and_its_prediction() -> None:
    assert Way.of() == Way("REML", "knapp-hartung-floor", "t(k-1)", 0.95)
    assert Way.of(interval="wald").prediction == "z"


def test_whatever_can_be_chosen_is_defined_in_words() -> None:
    assert set(ESTIMATORS) == set(METHODS)
    assert set(INTERVALS) == set(NAMES)
    words = definitions(pool([0.0, 1.0, 3.0], [0.1, 0.2, 0.3]))
    assert set(words) == {
        "method_definition",
        "interval_definition",
        "pi_definition",
        "i2_definition",
        "q_definition",
        "tau2_definition",
    }


# -- what cannot be pooled -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("effects_", "variances", "words"),
    [
        ([], [], "there are no effects"),
        ([1, 2], [1], "one variance for each effect"),
        ([1, math.nan], [1, 1], "an effect is not a finite number"),
        ([1, 2], [1, 0], "a variance is not a finite number above 0"),
        ([1, 2], [1, math.inf], "a variance is not a finite number above 0"),
        ([1e308, -1e308], [1, 1], "too far apart"),
        ([1, 2], [1, 1e305], "too far apart"),
        ([1, 2], [1e-320, 1], "too far apart"),
        ([0, 1e149], [1e-299, 1e-299], "too far apart"),
    ],
)
def test_what_cannot_be_pooled_is_said(
    effects_: list[float], variances: list[float], words: str
) -> None:
    with pytest.raises(PoolError, match=words):
        pool(effects_, variances)
