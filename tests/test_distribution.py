"""Tails of distributions, held against SciPy; where functions are 0, and where they are lowest."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special

from kb.analysis.distribution import (
    LARGE,
    MANY,
    chi_square_above,
    chi_square_tail,
    normal_above,
    normal_tail,
    t_above,
    t_tail,
)
from kb.analysis.solve import lowest, root

TWELVE_DIGITS = 1e-12
often = settings(max_examples=300, deadline=None)
STATISTIC = st.floats(0.01, 35)  # nearer to 0 SciPy's t has nine digits only
DF = st.one_of(st.integers(1, 1000), st.floats(0.5, 50), st.floats(50, 1e7))
PART = st.floats(1e-12, 0.5).filter(lambda part: part < 0.5 - 1e-6 or part == 0.5)


@often
@given(STATISTIC)
def test_tail_of_the_normal_distribution_is_that_of_scipy(z: float) -> None:
    assert normal_tail(z) == pytest.approx(special.ndtr(-z), rel=TWELVE_DIGITS, abs=0)


@often
@given(PART)
def test_what_has_a_tail_of_the_normal_distribution_is_that_of_scipy(part: float) -> None:
    assert normal_above(part) == pytest.approx(-special.ndtri(part), rel=TWELVE_DIGITS, abs=1e-15)


@often
@given(STATISTIC, DF)
def test_tail_of_t_is_that_of_scipy(t: float, df: float) -> None:
    theirs = special.stdtr(df, -t)
    # beyond a hundred digits only the logarithm is asked for, by nobody
    rel = TWELVE_DIGITS if theirs > 1e-100 else 1e-9
    assert t_tail(t, df) == pytest.approx(theirs, rel=rel, abs=0)


@often
@given(st.floats(0, 30))
def test_tail_of_t_is_that_of_closed_forms(t: float) -> None:
    assert t_tail(t, 1) == pytest.approx(math.atan2(1, t) / math.pi, rel=1e-14)
    root_ = math.sqrt(2 + t * t)
    assert t_tail(t, 2) == pytest.approx(1 / (root_ * (root_ + t)), rel=1e-14)


@often
@given(PART, DF)
def test_t_has_the_tail_that_it_was_looked_for(part: float, df: float) -> None:
    t = t_above(part, df)
    assert special.stdtr(df, -t) == pytest.approx(part, rel=TWELVE_DIGITS, abs=0)
    assert t == pytest.approx(-special.stdtrit(df, part), rel=1e-9, abs=1e-12)


@often
@given(st.floats(0, 5), st.one_of(st.integers(1, 400), st.floats(0.5, 1e5)))
def test_tail_of_chi_square_is_that_of_scipy(share: float, df: float) -> None:
    theirs = special.chdtrc(df, share * df)
    rel = TWELVE_DIGITS if theirs > 1e-100 else 1e-9
    assert chi_square_tail(share * df, df) == pytest.approx(theirs, rel=rel, abs=1e-290)


@often
@given(st.floats(1e-6, 1 - 1e-6), st.integers(1, 5000))
def test_what_has_a_tail_of_chi_square_is_that_of_scipy(part: float, df: int) -> None:
    # where the tail is all but one, its last digit is a large part of what is left
    rel = 1e-10 if part < 0.999 else 1e-8
    assert chi_square_above(part, df) == pytest.approx(special.chdtri(df, part), rel=rel, abs=0)


@pytest.mark.parametrize("df", [2 * LARGE, MANY])
@pytest.mark.parametrize("t", [0.5, 2, 6, 25])
def test_ways_of_computing_meet_where_one_takes_over(df: float, t: float) -> None:
    below, above = t_tail(t, df), t_tail(t, math.nextafter(df, math.inf))
    assert below == pytest.approx(above, rel=TWELVE_DIGITS)


def test_tails_at_the_ends_are_whole_half_or_nothing() -> None:
    assert chi_square_tail(0, 3) == 1
    assert chi_square_tail(1e9, 3) == 0
    assert (t_tail(0, 5), t_above(0.5, 5)) == (0.5, 0)
    assert t_tail(1e200, 5) == 0
    assert t_above(1e-300, 1) == pytest.approx(1 / (math.pi * 1e-300))


def test_t_beyond_the_numbers_of_the_machine_is_infinite() -> None:
    assert t_above(1e-300, 0.5) == math.inf


def test_what_is_no_number_ends_too() -> None:
    assert math.isnan(chi_square_tail(math.inf, 3))
    assert math.isnan(t_tail(math.nan, 3))


# -- where a function is 0, and where it is lowest ---------------------------------------------


@often
@given(st.floats(-50, 50), st.floats(0.01, 100), st.floats(0.01, 100), st.sampled_from([1, -1]))
def test_root_is_found_between_any_ends(at: float, left: float, right: float, sign: int) -> None:
    found = root(lambda x: sign * ((x - at) ** 3 + (x - at)), at - left, at + right)
    assert found == pytest.approx(at, rel=1e-14, abs=1e-14)


def test_root_may_be_an_end() -> None:
    assert (root(lambda x: x, 0, 1), root(lambda x: x, -1, 0)) == (0, 0)


def test_root_of_a_step_is_found_by_halves() -> None:
    assert root(lambda x: math.copysign(1, x - 0.3), 0, 1) == pytest.approx(0.3, rel=1e-14)


def test_root_is_no_nearer_than_asked_for() -> None:
    seen: list[float] = []

    def noted(x: float) -> float:
        seen.append(x)
        return math.expm1(x) - 1

    assert root(noted, 0, 5, within=0.01) == pytest.approx(math.log(2), abs=0.01)
    rough = len(seen)
    assert root(noted, 0, 5) == pytest.approx(math.log(2), rel=1e-14)
    assert rough < len(seen) - rough < 20


@often
@given(st.floats(0.1, 9.9))
def test_lowest_lies_in_the_valley(at: float) -> None:
    assert lowest(lambda x: abs(x - at), 0, 10, 1e-9) == pytest.approx(at, abs=1e-9)


def test_grid_of_t_agrees_with_scipy_at_once() -> None:
    t, df = np.meshgrid(np.geomspace(0.01, 30, 40), [1, 2, 3, 8, 30, 119, 121, 999, 10_001])
    theirs = special.stdtr(df, -t)
    ours = np.vectorize(t_tail)(t, df)
    assert np.abs(ours / theirs - 1).max() < TWELVE_DIGITS
