"""Forest plots: where estimates stand, and what is told of them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.site.forest import LEFT, LONGEST, RIGHT, Estimate, Scale, draw, forests, ticks

numbers = st.floats(-1e6, 1e6).filter(lambda value: abs(value) > 1e-3)


def evidence(estimate: float | None, low: float | None, high: float | None) -> dict[str, Any]:
    """Give a row of the evidence table of one outcome, measure and unit."""
    return {
        "finding_id": "a-trial.height",
        "study_id": "a-trial",
        "citation": "Someone 2031",
        "outcome": "height",
        "measure": "mean_difference",
        "unit": "cm",
        "estimate": estimate,
        "ci_low": low,
        "ci_high": high,
        "direction": "supports",
    }


def test_estimate_stands_within_its_interval_and_zero_is_drawn() -> None:
    (plot,) = forests([evidence(2, -0.4, 4.4)], [], [])
    (mark,) = plot.marks
    assert mark.left is not None
    assert mark.right is not None
    assert plot.null is not None
    assert LEFT < mark.left < plot.null < mark.x < mark.right < RIGHT
    assert mark.told == "2 cm (−0.4 to 4.4)"
    assert plot.told == "Someone 2031: 2 cm (−0.4 to 4.4)"


def test_estimates_without_any_interval_are_not_drawn() -> None:
    assert forests([evidence(2, None, None), evidence(None, None, None)], [], []) == []


def test_estimate_without_interval_is_drawn_beside_one_that_has_it() -> None:
    (plot,) = forests([evidence(2, -0.4, 4.4), evidence(1, None, None)], [], [])
    assert [mark.left is None for mark in plot.marks] == [False, True]
    assert plot.marks[1].told == "1 cm, no interval"


def test_other_units_get_a_plot_of_their_own() -> None:
    rows = [evidence(2, 1, 3), {**evidence(20, 10, 30), "unit": "mm"}]
    assert [len(plot.marks) for plot in forests(rows, [], [])] == [1, 1]


def test_long_label_is_cut_and_told_whole_in_words() -> None:
    (plot,) = forests([{**evidence(2, 1, 3), "citation": "x" * 50}], [], [])
    assert len(plot.marks[0].label) == LONGEST
    assert "x" * 50 in plot.told


def test_study_without_citation_goes_by_its_id() -> None:
    (plot,) = forests([{**evidence(2, 1, 3), "citation": None}], [], [])
    assert plot.marks[0].label == "a-trial"


POOL = {
    "outcome": "height",
    "measure": "ratio_of_means",
    "unit": "1",
    "k_cohorts": 2,
    "estimate": 1.5,
    "ci_low": 1.2,
    "ci_high": 1.9,
    "pi_low": 0.8,
    "pi_high": 2.8,
}
INPUT = {
    "finding_id": "a-trial.height",
    "citation": "Someone 2031",
    "used": 1,
    "yi": 0.0,
    "vi": 0.25,
    "direction": None,
}


def test_pool_stands_below_its_inputs_back_from_the_logarithm() -> None:
    (plot,) = forests([], [POOL], [INPUT, {**INPUT, "used": 0}])
    assert [mark.estimate.kind for mark in plot.marks] == ["study", "pooled", "prediction"]
    assert [mark.told for mark in plot.marks] == [
        "1 (0.375 to 2.66)",
        "1.5 (1.2 to 1.9)",
        "0.8 to 2.8",
    ]
    assert plot.marks[0].x == plot.null


def test_what_is_in_the_pool_is_not_drawn_again() -> None:
    pool = {**POOL, "measure": "mean_difference", "unit": None, "pi_low": None}
    (plot,) = forests([evidence(2, 1, 3)], [pool], [INPUT])
    assert [mark.told for mark in plot.marks] == ["0 (−0.98 to 0.98)", "1.5 (1.2 to 1.9)"]


def test_measure_of_one_group_has_no_line_of_no_effect() -> None:
    assert draw("mean", "mean", "1", [Estimate("study", "a", 3, 2, 4)]).null is None


@pytest.mark.parametrize("measure", ["mean", "risk_ratio"])
def test_single_point_still_has_a_scale(measure: str) -> None:
    plot = draw("a point", measure, "1", [Estimate("study", "a", 1, None, None)])
    assert LEFT < plot.marks[0].x < RIGHT
    assert plot.ticks


def test_ratio_that_is_not_positive_is_drawn_without_logarithm() -> None:
    plot = draw("odd", "risk_ratio", "1", [Estimate("study", "a", 0, -1, 2)])
    assert [text for _, text in plot.ticks] == ["−1", "0", "1", "2"]


def test_ticks_of_ratios_are_round() -> None:
    assert ticks(Scale(0.4, 6, is_log=True)) == [0.5, 1, 2, 5]
    assert ticks(Scale(1, 1.4, is_log=True)) == [1, 1.1, 1.2, 1.3, 1.4]


@given(numbers, numbers, numbers)
def test_order_on_the_plot_is_the_order_of_the_numbers(one: float, two: float, mid: float) -> None:
    low, value, high = sorted((one, mid, two))
    plot = draw("any", "mean_difference", "1", [Estimate("study", "a", value, low, high)])
    mark = plot.marks[0]
    assert mark.left is not None
    assert mark.right is not None
    assert LEFT <= mark.left <= mark.x <= mark.right <= RIGHT
    assert all(LEFT <= x <= RIGHT for x, _ in plot.ticks)
