"""Effect sizes, held against metafor's, and numbers that give none."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inline_snapshot import snapshot

from kb.analysis.effects import (
    Effect,
    EffectError,
    change,
    correlation,
    difference,
    mean,
    proportion,
    rate,
    table,
)
from kb.analysis.effects.change import Change
from kb.analysis.effects.effect import LARGE, hedges_factor
from kb.analysis.effects.mean import Arm
from kb.analysis.effects.measure import BACK, MEASURES
from kb.analysis.effects.proportion import Proportion
from kb.analysis.effects.rate import Rate
from kb.analysis.effects.table import Table
from kb.analysis.interval import around
from tests.metafor import Case, differs, reference

WITHIN = 1e-9
"""Relative tolerance of a conversion: both are exact but for rounding."""

# -- metafor's conversions -------------------------------------------------------------------

ADDED_0 = ("AS", "PHI", "PAS", "PFT", "IRSD")
"""Measures to which metafor adds nothing where a count is 0."""


def ours(case: Case) -> Effect:
    """Compute a conversion as metafor's options ask for it."""
    name, numbers, options = case["measure"], case["input"], dict(case["options"])
    if "ai" in numbers:
        return measure_of_table(name, numbers, options)
    if "xi" in numbers:
        return measure_of_proportion(name, Proportion(numbers["xi"], numbers["ni"]))
    if "t1i" in numbers:
        pair = Rate(numbers["x1i"], numbers["t1i"]), Rate(numbers["x2i"], numbers["t2i"])
        compute = {
            "IRR": rate.rate_ratio,
            "IRD": rate.rate_difference,
            "IRSD": rate.rate_root_difference,
        }[name]
        return compute(*pair if name in ADDED_0 else rate.corrected(*pair))
    if name in CHANGES:
        return CHANGES[name](numbers)
    if "ri" in numbers:
        compute_r = {"COR": correlation.raw, "ZCOR": correlation.fisher_z}[name]
        return compute_r(numbers["ri"], numbers["ni"])
    return measure_of_means(name, numbers, options)


def measure_of_table(name: str, numbers: Case, options: Case) -> Effect:
    """Compute a measure of two by two counts."""
    compute: Mapping[str, Callable[[Table], Effect]] = {
        "RR": table.risk_ratio,
        "OR": table.odds_ratio,
        "RD": table.risk_difference,
        "PETO": table.peto_odds_ratio,
        "AS": table.arcsine_difference,
        "PHI": table.phi,
        "YUQ": table.yule_q,
        "OR2DN": table.standardised_normal,
        "OR2DL": table.standardised_logistic,
    }
    cells = Table(*(numbers[cell] for cell in ("ai", "bi", "ci", "di")))
    add = options.get("add", 0 if name in ADDED_0 else table.HALF)
    keep = not options.get("drop00", False)
    return compute[name](table.corrected(cells, add, options.get("to", "only0"), keep_empty=keep))


def measure_of_proportion(name: str, counted: Proportion) -> Effect:
    """Compute a measure of one group's events."""
    compute = {
        "PR": proportion.raw,
        "PLN": proportion.log,
        "PLO": proportion.logit,
        "PAS": proportion.arcsine,
        "PFT": proportion.freeman_tukey,
    }
    return compute[name](counted if name in ADDED_0 else proportion.corrected(counted))


def measure_of_means(name: str, numbers: Case, options: Case) -> Effect:
    """Compute a measure of two groups' means, or of a t or d."""
    if "ti" in numbers:
        return mean.standardised_from_t(numbers["ti"], numbers["n1i"], numbers["n2i"])
    if "di" in numbers:
        return mean.standardised_from_d(numbers["di"], numbers["n1i"], numbers["n2i"])
    correct = options.get("correct", True)
    unbiased = options.get("vtype") == "UB"
    compute: Mapping[str, Callable[[Arm, Arm], Effect]] = {
        "MD": mean.mean_difference,
        "SMD": partial(mean.standardised, correct=correct, unbiased=unbiased),
        "SMDH": mean.standardised_unequal,
        "SMD1": mean.glass_delta,
        "ROM": partial(mean.ratio_of_means, correct=correct),
        "D2ORL": mean.standardised_as_log_odds,
        "CVR": mean.variation_ratio,
        "VR": mean.variability_ratio,
    }
    first, second = (
        Arm(numbers.get(f"m{arm}i", 1), numbers.get(f"sd{arm}i", 1), numbers[f"n{arm}i"])
        for arm in (1, 2)
    )
    return compute[name](first, second)


def changed(numbers: Case, sd_after: float, sd_before: float) -> Change:
    """Give a change whose standard deviations stand in other columns measure by measure."""
    n = numbers["ni"]
    return Change(
        Arm(numbers["m1i"], sd_after, n), Arm(numbers["m2i"], sd_before, n), numbers["ri"]
    )


def in_order(numbers: Case) -> Change:
    """Give a change of which `sd1i` belongs to `m1i`."""
    return changed(numbers, numbers["sd1i"], numbers["sd2i"])


CHANGES: Mapping[str, Callable[[Case], Effect]] = {
    "MC": lambda numbers: change.mean_change(in_order(numbers)),
    "SMCC": lambda numbers: change.change_in_change_sd(in_order(numbers)),
    "ROMC": lambda numbers: change.ratio_of_change(in_order(numbers)),
    # metafor's SMCR and SMCRH divide by `sd1i`, the standard deviation of `m2i`, the baseline
    "SMCR": lambda numbers: change.change_in_baseline_sd(
        changed(numbers, numbers["sd1i"], numbers["sd1i"])
    ),
    "SMCRH": lambda numbers: change.change_in_baseline_sd_unequal(
        changed(numbers, numbers["sd2i"], numbers["sd1i"])
    ),
}


def wrong(case: Case) -> bool:
    """Whether a conversion differs from metafor's in value, variance or interval."""
    try:
        effect = ours(case)
    except EffectError:
        return case["yi"] is not None
    low, high = around(effect.value, effect.se)
    pairs = (
        (effect.value, case["yi"]),
        (effect.variance, case["vi"]),
        (effect.se, case["sei"]),
        (low, case["ci_lb"]),
        (high, case["ci_ub"]),
    )
    return any(differs(got, want, WITHIN * max(1, abs(want or 0))) for got, want in pairs)


def test_conversions_are_those_of_metafor(shared: Path) -> None:
    cases = reference(shared)["conversions"]
    assert len(cases) == 207
    assert [case["id"] for case in cases if wrong(case)] == []


def from_raw(name: str, raw: Case) -> Effect:
    """Compute an effect of a data set by the registry, from its columns under metafor's names."""
    names = {key.rpartition(".")[2].removesuffix("i"): value for key, value in raw.items()}
    totals = {"xt": "a", "nt": "n1", "xc": "c", "nc": "n2"}
    bcg = {"tpos": "a", "tneg": "b", "cpos": "c", "cneg": "d"}
    numbers = {(totals | bcg).get(key, key): value for key, value in names.items()}
    columns = MEASURES[name].columns(list(numbers))
    assert columns is not None, numbers
    return MEASURES[name].effect(columns, [numbers[column] for column in columns])


def trial_change(raw: Case) -> Effect:
    """Compute the change of one group less that of another, in standard deviations before."""
    groups = (
        Change(
            Arm(raw[f"{group}_m_post"], raw[f"{group}_sd_pre"], raw[f"{group}_ni"]),
            Arm(raw[f"{group}_m_pre"], raw[f"{group}_sd_pre"], raw[f"{group}_ni"]),
            raw[f"{group}_ri"],
        )
        for group in "TC"
    )
    return difference(*map(change.change_in_baseline_sd, groups))


def test_effects_of_data_sets_come_from_their_raw_columns(shared: Path) -> None:
    odd = []
    for dataset in reference(shared)["datasets"]:
        if dataset["input_kind"] in {"yi_vi", "estimate_ci"}:
            continue
        for study in dataset["studies"]:
            is_change = dataset["measure"] == "SMCR_diff"
            raw = study["raw"]
            effect = trial_change(raw) if is_change else from_raw(dataset["measure"], raw)
            got = (effect.value, study["yi"]), (effect.variance, study["vi"])
            if any(differs(mine, theirs, WITHIN * max(1, abs(theirs))) for mine, theirs in got):
                odd.append((dataset["id"], study["study"], effect))
    assert odd == []


# -- conventions, worked by hand -------------------------------------------------------------


def test_risk_ratio_of_a_table_with_a_zero_has_half_an_event_more_everywhere() -> None:
    effect = MEASURES["RR"].effect(("a", "b", "c", "d"), [0, 10, 5, 5])
    assert effect.value == pytest.approx(math.log((0.5 / 11) / (5.5 / 11)))


def test_table_without_a_zero_is_left_alone() -> None:
    assert table.corrected(Table(1, 2, 3, 4)) == Table(1, 2, 3, 4)
    assert table.corrected(Table(1, 2, 3, 4), to="all") == Table(1.5, 2.5, 3.5, 4.5)


def test_events_among_totals_are_the_table_they_mean() -> None:
    counts = MEASURES["OR"].effect(("a", "b", "c", "d"), [3, 7, 5, 15])
    assert MEASURES["OR"].effect(("a", "n1", "c", "n2"), [3, 10, 5, 20]) == counts


def test_ratio_of_means_is_corrected_for_bias_only_when_asked() -> None:
    arms = Arm(2, 1, 10), Arm(1, 1, 10)
    assert mean.ratio_of_means(*arms).value == pytest.approx(math.log(2))
    corrected = math.log(2) + (0.1 / 4 - 0.1) / 2
    assert mean.ratio_of_means(*arms, correct=True).value == pytest.approx(corrected)


def test_ratio_of_negative_means_is_that_of_their_sizes() -> None:
    assert mean.ratio_of_means(Arm(-4, 1, 9), Arm(-2, 1, 9)).value == pytest.approx(math.log(2))


def test_change_is_in_its_own_unit() -> None:
    effect = change.mean_change(Change(Arm(12, 2, 16), Arm(10, 2, 16), 0.5))
    assert effect == Effect(2, 4 / 16)


def test_ratio_of_change_may_be_corrected() -> None:
    twice = Change(Arm(2, 1, 10), Arm(1, 1, 10), 0.5)
    assert change.ratio_of_change(twice, correct=True).value < change.ratio_of_change(twice).value


def test_rates_without_events_have_half_an_event_more() -> None:
    assert rate.corrected(Rate(0, 5), Rate(3, 5)) == (Rate(0.5, 5), Rate(3.5, 5))


def test_hazard_ratio_comes_from_observed_less_expected() -> None:
    assert MEASURES["HR"].effect(("oe", "v"), [-4, 8]) == Effect(-0.5, 0.125)


def test_factor_of_hedges_has_no_step_where_its_series_begins() -> None:
    below, above = hedges_factor(LARGE), hedges_factor(LARGE + 1e-9)
    assert below == pytest.approx(above, rel=1e-12)
    assert hedges_factor(1e9) == pytest.approx(1 - 3 / (4e9 - 1), rel=1e-15)


@pytest.mark.parametrize(
    ("scale", "value", "back"), [("log", 0, 1), ("fisher_z", 0.5493061443, 0.5), ("logit", 0, 0.5)]
)
def test_numbers_come_back_from_their_scale(scale: str, value: float, back: float) -> None:
    assert BACK[scale](value) == pytest.approx(back)


# -- numbers that give no effect -------------------------------------------------------------

POSTPRE = ("post", "sd_post", "pre", "sd_pre", "n", "r")


@pytest.mark.parametrize(
    ("measure", "numbers"),
    [
        ("MD", [math.nan, 1, 9, 0, 1, 9]),
        ("MD", [1, -1, 9, 0, 1, 9]),
        ("MD", [1, 1, 1, 0, 1, 9]),
        ("MD", [1, 0, 9, 0, 0, 9]),
        ("MD", [1e308, 1, 9, -1e308, 1, 9]),
        ("SMD", [1, 0, 9, 0, 0, 9]),
        ("SMDH", [1, 0, 9, 0, 0, 9]),
        ("SMDH", [1, 1e200, 9, 0, 1e200, 9]),
        ("SMD1", [1, 1, 9, 0, 0, 9]),
        ("SMD1", [1, 1, 9, 0, 1, 2]),
        ("ROM", [1, 1, 9, 0, 1, 9]),
        ("ROM", [0, 1, 9, 1, 1, 9]),
        ("ROM", [1, 1, 9, -1, 1, 9]),
        ("VR", [1, 0, 9, 1, 1, 9]),
        ("RR", [-1, 2, 3, 4]),
        ("RR", [0, 0, 3, 4]),
        ("RD", [math.inf, 2, 3, 4]),
        ("PHI", [0, 2, 0, 4]),
        ("COR", [1, 9]),
        ("COR", [0.5, 1]),
        ("ZCOR", [-1.2, 9]),
        ("ZCOR", [0.5, 3]),
        ("PR", [3, 0]),
        ("PLO", [4, 3]),
        ("IRR", [-1, 5, 3, 5]),
        ("IRD", [1, 0, 3, 5]),
        ("HR", [1, 0]),
        ("MC", [1, 1, 0, 1, 9, 1.5]),
        ("SMCC", [1, 1, 0, 1, 9, 1]),
        ("SMCR", [1, 1, 0, 0, 9, 0]),
        ("ROMC", [1, 1, 0, 1, 9, 0]),
        ("ROMC", [1, 1, -1, 1, 9, 0]),
    ],
)
def test_numbers_that_give_no_effect_are_refused(measure: str, numbers: list[float]) -> None:
    kind = MEASURES[measure]
    columns = next(way for way in kind.ways if len(way) == len(numbers))
    with pytest.raises(EffectError, match=r"\w+ \w+"):
        kind.effect(columns, numbers)


def refusal(compute: Callable[[], object]) -> str:
    """Give the words with which numbers are refused."""
    with pytest.raises(EffectError) as refused:
        compute()
    return str(refused.value)


def test_refusals_say_the_number_and_what_is_asked_of_it() -> None:
    assert [
        refusal(lambda: Effect(1, 0)),
        refusal(lambda: table.from_totals(11, 10, 1, 10)),
        refusal(lambda: mean.ratio_of_means(Arm(1, 1, 9), Arm(-1, 1, 9))),
        refusal(lambda: MEASURES["MC"].effect(POSTPRE, [1e200] * 5 + [0])),
        refusal(lambda: table.corrected(Table(0, 9, 0, 9), keep_empty=False)),
        refusal(lambda: hedges_factor(1)),
        refusal(lambda: mean.standardised_from_t(1, 0, 9)),
        refusal(lambda: mean.standardised_from_d(1, 0, 9)),
    ] == snapshot(
        [
            "its variance would be 0: it must be a number above 0",
            "11 events are more than 10 people",
            "means of different sign (or 0) have no ratio that has a logarithm",
            "these numbers are too large or too small to compute with",
            "no event, or nothing but events, in both groups says nothing",
            "1 degrees of freedom are too few to correct a standardised mean",
            "a group without people",
            "a group without people",
        ]
    )


def test_uncorrected_measures_refuse_what_only_a_correction_repairs() -> None:
    refusal(lambda: table.risk_ratio(Table(0, 9, 3, 6)))
    refusal(lambda: table.odds_ratio(Table(0, 9, 3, 6)))
    refusal(lambda: table.peto_odds_ratio(Table(0, 9, 0, 9)))
    refusal(lambda: proportion.log(Proportion(0, 9)))
    refusal(lambda: proportion.logit(Proportion(9, 9)))
    refusal(lambda: rate.rate_ratio(Rate(0, 9), Rate(1, 9)))


def test_measurements_of_different_people_are_no_change() -> None:
    words = refusal(lambda: Change(Arm(1, 1, 8), Arm(1, 1, 9), 0))
    assert words == "different numbers of people after and before"


# -- whatever the numbers --------------------------------------------------------------------

ANY = st.floats(allow_nan=True, allow_infinity=True) | st.integers(-3, 300).map(float)


@given(st.data())
def test_any_numbers_give_an_effect_or_a_refusal(data: st.DataObject) -> None:
    kind = MEASURES[data.draw(st.sampled_from(sorted(MEASURES)))]
    columns = data.draw(st.sampled_from(sorted(kind.ways)))
    numbers = data.draw(st.lists(ANY, min_size=len(columns), max_size=len(columns)))
    try:
        effect = kind.effect(columns, numbers)
    except EffectError:
        return
    assert math.isfinite(effect.value)
    assert 0 < effect.variance < math.inf


COUNT = st.integers(0, 500).map(float)


@given(COUNT, COUNT, COUNT, COUNT)
def test_groups_changed_about_turn_the_sign(a: float, b: float, c: float, d: float) -> None:
    if not (a + b and c + d):
        return
    for name in ("RR", "OR", "RD", "AS"):
        there = MEASURES[name]
        columns = ("a", "b", "c", "d")
        try:
            one, other = there.effect(columns, [a, b, c, d]), there.effect(columns, [c, d, a, b])
        except EffectError:
            continue
        assert one.value == pytest.approx(-other.value, abs=1e-9)
        assert one.variance == pytest.approx(other.variance)
