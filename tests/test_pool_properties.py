"""What holds of every pool, and PyMARE as an independent estimator."""

from __future__ import annotations

import math
import warnings
from importlib import import_module
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.analysis.pooling import INTERVALS, METHODS, Pooled, Way, leave_one_out, pool
from kb.analysis.pooling.heterogeneity import Heterogeneity

NUMBER = st.floats(-5, 5).map(lambda value: round(value, 3))
VARIANCE = st.floats(0.001, 9).map(lambda value: round(value, 3))
STUDIES = st.lists(st.tuples(NUMBER, VARIANCE), min_size=2, max_size=12)
FAR_APART = st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(1e-6, 1e12)), min_size=2, max_size=8)
WAY = st.builds(Way.of, st.sampled_from(METHODS), st.sampled_from(INTERVALS))
Studies = list[tuple[float, float]]
few = settings(max_examples=60, deadline=None)


def pooled_of(studies: Studies, way: Way) -> Pooled:
    """Pool pairs of effect and variance."""
    return pool([effect for effect, _ in studies], [variance for _, variance in studies], way)


def spread(pooled: Pooled) -> Heterogeneity:
    """Give how much the studies differ."""
    assert pooled.heterogeneity is not None
    return pooled.heterogeneity


@few
@given(STUDIES, WAY)
def test_pool_lies_within_its_studies_and_its_intervals(studies: Studies, way: Way) -> None:
    pooled = pooled_of(studies, way)
    values = [effect for effect, _ in studies]
    assert min(values) <= pooled.estimate <= max(values)
    assert pooled.ci_low <= pooled.estimate <= pooled.ci_high
    assert sum(pooled.weights) == pytest.approx(100)
    assert min(pooled.weights) >= 0
    if pooled.pi_low is not None and pooled.pi_high is not None:
        assert pooled.pi_low - 1e-9 <= pooled.ci_low
        assert pooled.ci_high <= pooled.pi_high + 1e-9


@few
@given(STUDIES, WAY)
def test_differences_are_shares_and_variances(studies: Studies, way: Way) -> None:
    found = spread(pooled_of(studies, way))
    assert found.tau2 >= 0
    assert 0 <= found.i2 <= 100
    assert 0 <= found.q_p <= 1
    if found.tau2_low is not None and found.tau2_high is not None:
        assert 0 <= found.tau2_low <= found.tau2_high


@few
@given(STUDIES.flatmap(lambda studies: st.tuples(st.just(studies), st.permutations(studies))), WAY)
def test_order_of_studies_plays_no_part(pair: tuple[Studies, Studies], way: Way) -> None:
    studies, shuffled = pair
    one, other = pooled_of(studies, way), pooled_of(shuffled, way)
    assert (one.estimate, one.se) == (other.estimate, other.se)
    assert one.heterogeneity == other.heterogeneity
    assert dict(zip(studies, one.weights, strict=True)) == dict(
        zip(shuffled, other.weights, strict=True)
    )


@few
@given(STUDIES, WAY, st.floats(-100, 100), st.floats(1e-6, 1e6), st.sampled_from([1, -1]))
def test_pool_follows_shift_unit_and_sign(
    studies: Studies, way: Way, shift: float, unit: float, sign: int
) -> None:
    factor = sign * unit
    moved = [(effect * factor + shift, variance * unit**2) for effect, variance in studies]
    one, other = pooled_of(studies, way), pooled_of(moved, way)
    scale = 10 * unit + abs(shift)
    assert other.estimate == pytest.approx(one.estimate * factor + shift, abs=1e-6 * scale)
    assert other.se == pytest.approx(one.se * unit, rel=1e-4, abs=1e-7 * scale)
    assert spread(other).tau2 == pytest.approx(
        spread(one).tau2 * unit**2, rel=1e-3, abs=1e-6 * scale**2
    )


@few
@given(STUDIES, st.sampled_from(METHODS))
def test_twice_the_same_studies_have_the_same_estimate_where_it_is_common(
    studies: Studies, method: str
) -> None:
    once, twice = (pooled_of(each, Way.of(method, "wald")) for each in (studies, studies * 2))
    assert twice.se <= once.se * (1 + 1e-6)
    if method == "EE":
        assert twice.estimate == pytest.approx(once.estimate, abs=1e-9)
        assert twice.se == pytest.approx(once.se / math.sqrt(2))


@few
@given(STUDIES, WAY)
def test_floor_never_narrows(studies: Studies, way: Way) -> None:
    floored = pooled_of(studies, Way.of(way.method, "knapp-hartung-floor"))
    wald = pooled_of(studies, Way.of(way.method, "wald"))
    assert floored.se >= wald.se
    assert floored.ci_high - floored.ci_low >= wald.ci_high - wald.ci_low


@pytest.mark.untraced
@few
@given(STUDIES, st.sampled_from(METHODS))
def test_each_study_is_left_out_in_turn(studies: Studies, method: str) -> None:
    way = Way.of(method)
    values, variances = map(list, zip(*studies, strict=True))
    left = leave_one_out(values, variances, way)
    assert [each.k for each in left] == [len(studies) - 1] * len(studies)
    assert left[0] == pooled_of(studies[1:], way)


@few
@given(
    st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(1e-6, 1e12)), min_size=2, max_size=8), WAY
)
def test_variances_far_apart_are_borne(studies: Studies, way: Way) -> None:
    pooled = pooled_of(studies, way)
    assert math.isfinite(pooled.estimate)
    assert pooled.se >= 0


@few
@given(STUDIES)
def test_likelihoods_are_highest_where_they_are_said_to_be(studies: Studies) -> None:
    y, v = (np.array(column) for column in zip(*studies, strict=True))

    def surprise(tau2: float, *, restricted: bool) -> float:
        weights = 1 / (v + tau2)
        centre = weights @ y / weights.sum()
        lost = math.log(weights.sum()) if restricted else 0
        return float(-np.log(weights).sum() + weights @ (y - centre) ** 2 + lost)

    for method in ("ML", "REML"):
        tau2 = spread(pooled_of(studies, Way.of(method))).tau2
        best = surprise(tau2, restricted=method == "REML")
        for other in [0.0, *np.geomspace(1e-6, 200, 50)]:
            assert best <= surprise(float(other), restricted=method == "REML") + 1e-7


# -- an independent estimator ----------------------------------------------------------------


@pytest.fixture(scope="module")
def pymare() -> ModuleType:
    """Give PyMARE's estimators; it leaves a file open when it is imported."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        return import_module("pymare.estimators")


@pytest.mark.untraced
@pytest.mark.parametrize(
    ("method", "estimator", "options"),
    [
        ("DL", "DerSimonianLaird", {}),
        ("HE", "Hedges", {}),
        ("EE", "WeightedLeastSquares", {}),
        ("ML", "VarianceBasedLikelihoodEstimator", {"method": "ML"}),
        ("REML", "VarianceBasedLikelihoodEstimator", {"method": "REML"}),
    ],
)
def test_pool_is_that_of_pymare(
    pymare: ModuleType, method: str, estimator: str, options: dict[str, str]
) -> None:
    # not the standard error, which PyMARE 0.0.13 takes from the residuals in part
    interval = "wald" if method == "EE" else "knapp-hartung"  # PyMARE's defaults
    random = np.random.default_rng(20260101)
    for k in (2, 3, 5, 9, 30):
        v = random.uniform(0.02, 0.5, k)
        y = random.normal(0.3, np.sqrt(v + 0.2))
        fitted = getattr(pymare, estimator)(**options)
        theirs = fitted.fit(y=y[:, None], v=v[:, None], X=np.ones((k, 1))).summary()
        ours = pool(y.tolist(), v.tolist(), Way.of(method, interval))
        assert ours.estimate == pytest.approx(theirs.fe_params.item(), abs=1e-6)
        assert ours.se == pytest.approx(theirs.fe_se.item(), abs=1e-6)
        assert spread(ours).tau2 == pytest.approx(np.squeeze(theirs.tau2), abs=1e-6)
