"""Standard errors and standard deviations from intervals, t and p, and back."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.analysis import interval
from kb.analysis.effects import EffectError
from tests.metafor import reference


def test_standard_errors_behind_intervals_of_ratios_are_those_of_metafor(shared: Path) -> None:
    cases = reference(shared)["ci_to_se"]
    assert len(cases) == 18
    for case in cases:
        given_ = case["input"]
        ends = math.log(given_["ci_lb"]), math.log(given_["ci_ub"])
        se = interval.se_from_interval(*ends, given_["level"])
        assert se == pytest.approx(case["sei"], rel=1e-9), case["id"]
        # what is shipped with the data was computed by hand with 1.96 and rounded
        assert se**2 == pytest.approx(case["vi_shipped"], rel=1e-3), case["id"]


def test_intervals_reach_as_far_as_tables_say() -> None:
    assert interval.critical() == pytest.approx(1.959964, abs=1e-6)
    assert interval.critical(0.95, 10) == pytest.approx(2.228139, abs=1e-6)
    assert interval.critical(0.9, 1) == pytest.approx(6.313752, abs=1e-6)


def test_standard_error_follows_from_t_and_from_exact_p() -> None:
    assert interval.se_from_statistic(-3, 1.5) == 2
    assert interval.se_from_p(1.959964, 0.05) == pytest.approx(1, abs=1e-6)
    assert interval.se_from_p(2.228139, 0.05, 10) == pytest.approx(1, abs=1e-6)


def test_p_far_from_the_middle_is_not_lost() -> None:
    assert interval.p_from_statistic(30) == pytest.approx(9.81e-198, rel=1e-2)
    assert interval.statistic_from_p(interval.p_from_statistic(30)) == pytest.approx(30)


def test_standard_deviation_follows_from_standard_error_and_interval_of_a_mean() -> None:
    assert interval.sd_from_se(0.5, 16) == 2
    low, high = interval.around(10, 0.5, df=15)
    assert interval.sd_from_interval(low, high, 16) == pytest.approx(2)


def test_standard_deviation_within_groups_follows_from_the_error_of_their_difference() -> None:
    assert interval.sd_from_difference(math.sqrt(1 / 8 + 1 / 8), 8, 8) == pytest.approx(1)


def test_correlation_and_standard_deviation_of_change_are_each_other_turned_about() -> None:
    sd = interval.sd_of_change(3, 4, 0.6)
    assert sd == pytest.approx(math.sqrt(9 + 16 - 14.4))
    assert interval.correlation_from_change(3, 4, sd) == pytest.approx(0.6)
    assert interval.sd_of_change(0.1, 0.1, 1) == 0


@pytest.mark.parametrize(
    ("compute", "numbers"),
    [
        (interval.critical, (1,)),
        (interval.statistic_from_p, (0,)),
        (interval.statistic_from_p, (1.01,)),
        (interval.statistic_from_p, (0.05, 0)),
        (interval.se_from_interval, (2, 2)),
        (interval.se_from_statistic, (2, 0)),
        (interval.se_from_p, (2, 1)),
        (interval.sd_from_se, (1, 0)),
        (interval.sd_of_change, (1, 1, 2)),
        (interval.correlation_from_change, (1, 1, 3)),
        (interval.correlation_from_change, (0, 1, 3)),
    ],
)
def test_numbers_that_cannot_be_are_refused(
    compute: Callable[..., float], numbers: tuple[float, ...]
) -> None:
    with pytest.raises(EffectError):
        compute(*numbers)


@given(
    st.floats(-1e6, 1e6), st.floats(1e-3, 1e3), st.floats(0.5, 0.999), st.none() | st.floats(1, 300)
)
def test_interval_gives_back_its_standard_error(
    estimate: float, se: float, level: float, df: float | None
) -> None:
    ends = interval.around(estimate, se, level, df)
    assert interval.se_from_interval(*ends, level, df) == pytest.approx(se, rel=1e-5)


@given(st.floats(-30, 30), st.none() | st.floats(1, 300))
def test_p_gives_back_its_statistic(statistic: float, df: float | None) -> None:
    p = interval.p_from_statistic(statistic, df)
    assert interval.statistic_from_p(p, df) == pytest.approx(abs(statistic), rel=1e-6, abs=1e-6)
