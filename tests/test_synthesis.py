"""What is pooled of the findings behind a claim, what is not, and why."""

from __future__ import annotations

import math
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.analysis.synthesis import ALONE, UNALIGNED, Synthesis, synthesise
from kb.analysis.timepoint import days
from kb.corpus import Corpus, Record
from kb.schema.study_vocabulary import Measure
from kb.schema.term import TermFile
from tests.evidence import Fields, claim, corpus, finding, full, line, study

MEANS: Fields = {"arm_value": 22, "arm_sd": 2, "comparator_value": 20, "comparator_sd": 1}


def of(*studies: Fields, **fields: object) -> Synthesis:
    """Give the synthesis of a claim that all findings support."""
    lines = [(one["id"], told["id"]) for one in studies for told in one["findings"]]
    return _of(corpus(studies, claim(lines, **fields)))


def _of(made: Corpus) -> Synthesis:
    return synthesise(made, next(iter(made.claims.values())).value)


def reasons(found: Synthesis) -> dict[str, str | None]:
    """Give the reason against each finding."""
    return {one.comparison.record: one.reason for one in found.inputs}


def effect(**fields: Any) -> tuple[float, float] | str | None:  # noqa: ANN401 - as of a finding
    """Give the effect and variance of the only finding there is, or the reason against it."""
    (one,) = of(study("one", finding(**fields))).inputs
    return one.reason if one.effect is None else (one.effect.value, one.effect.variance)


# -- one finding ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"value": 2, "se": 0.5}, (2, 0.25)),
        # t of 18 degrees of freedom reaches 2.1009 standard errors
        ({"value": 2, "ci_low": 1, "ci_high": 3, "n": 20}, (2, 0.226559)),
        ({"value": 2, "p": 0.05, "p_operator": "eq"}, (2, 0.906237)),
        (MEANS, (2, 0.5)),
        (
            {"estimate_type": "ratio_of_means", **MEANS},
            (math.log(1.1), 0.00107645),
        ),
        ({"estimate_type": "risk_ratio", "value": 2, "se": 0.5}, (math.log(2), 0.0625)),
        (
            {"estimate_type": "odds_ratio", "value": 2, "ci_low": 1, "ci_high": 4, "ci_level": 0.9},
            (math.log(2), 0.177582),
        ),
        ({"estimate_type": "risk_difference", "value": 0.2, "p": 0.05}, (0.2, 0.01041271)),
        ({"estimate_type": "standardised_mean_difference", "value": 1, "se": 0.5}, (1, 0.25)),
        (
            {
                "estimate_type": "standardised_mean_difference",
                "value": -0.81,
                "recipe": {
                    "method": "smd-from-p",
                    "inputs": {"difference": -2.6, "p": 0.008, "n1": 23, "n2": 22},
                },
            },
            (-0.8149346, 0.0963119),
        ),
    ],
)
def test_a_finding_gives_its_effect_and_variance(
    fields: Fields, expected: tuple[float, float]
) -> None:
    assert effect(**fields) == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"value": 2}, "no interval, standard error, standard deviations or exact p"),
        ({"value": 2, "p": 0.05, "p_operator": "lt"}, "no interval"),
        ({"value": 0, "p": 1}, "no interval"),
        ({"value": 2, "ci_low": 3}, "no interval"),
        ({"arm_value": 22, "comparator_value": 20}, "no interval"),
        ({"estimate_type": "ratio_of_means", "arm_value": 22, "comparator_value": 20}, "no inter"),
        ({"estimate_type": "ratio_of_means", "arm_value": 22, "comparator_value": 0}, "no estima"),
        ({"estimate_type": "risk_ratio", "arm_value": 22, "comparator_value": 1}, "no estimate"),
        ({"estimate_type": "risk_ratio", "value": -2, "se": 1}, "no interval"),
        ({"estimate_type": "mean_change", "value": 2, "se": 1}, "told as mean change"),
        ({"value": 2, "se": 1, "comparator_arm": None}, "it does not name the two arms"),
        ({"value": 2, "se": 1, "comparator_arm": "hum"}, "both arms did what the claim speaks of"),
        ({"value": 2, "se": 1, "place": "fiktion1990"}, "its source is retracted"),
        ({}, "no estimate was read"),
    ],
)
def test_a_finding_that_cannot_be_pooled_says_why(fields: Fields, reason: str) -> None:
    made = corpus([study("one", finding(**fields))])
    retracted = replace(made.sources["fiktion1990"], fields={"standing": "retracted"})
    (one,) = _of(replace(made, sources={**made.sources, "fiktion1990": retracted})).inputs
    assert one.reason is not None
    assert one.reason.startswith(reason)


def test_reviews_and_indirect_findings_are_not_pooled() -> None:
    told = finding(value=2, se=1)
    studies = [study("one", told), study("two", told, design="meta_analysis")]
    lines = [line("one", "taller", outcome_directness="indirect"), line("two", "taller")]
    found = _of(corpus(studies, claim([], evidence=[*lines, line("one", None)])))
    assert reasons(found) == {
        "one.taller": "indirect: another outcome",
        "two.taller": "a review's result: the studies in it would count twice",
    }
    assert found.scale is None
    assert found.pooled is None


def test_an_arm_that_is_the_claims_comparator_turns_the_effect() -> None:
    assert effect(value=2, se=1, arm="quiet", comparator_arm="hum") == (-2, 1)


def test_the_same_people_twice_need_more_than_standard_deviations() -> None:
    crossed = of(study("one", finding(**MEANS), design="rct_crossover"))
    assert crossed.scale is None
    told = of(study("one", finding(value=2, p=0.05, n=10), design="rct_crossover"))
    assert told.scale is not None
    assert told.scale.measure is Measure.mean_difference
    (one,) = told.inputs
    assert one.effect is not None
    # t of 9 degrees of freedom, of 10 people: 2.2622
    assert one.effect.se == pytest.approx(2 / 2.262157)


# -- several --------------------------------------------------------------------------------


def test_three_trials_of_one_measure_are_pooled_in_its_unit() -> None:
    values = (1.0, 2.0, 3.0)
    found = of(*(study(f"s{at}", finding(value=v, se=0.5)) for at, v in enumerate(values)))
    assert found.pooled is not None
    assert found.scale is not None
    assert (found.scale.measure, found.scale.unit) == (Measure.mean_difference, "cm")
    assert found.pooled.estimate == pytest.approx(2)
    assert found.pooled.interval == "knapp-hartung-floor"
    assert sum(one.weight or 0 for one in found.used) == pytest.approx(100)
    assert [other.estimate for other in found.others] == pytest.approx([2.5, 2, 1.5])


def test_one_study_is_no_pool() -> None:
    found = of(study("one", finding(value=2, se=1)))
    assert found.pooled is None
    assert reasons(found) == {"one.taller": ALONE}


def test_two_trials_have_no_pool_without_each() -> None:
    found = of(*(study(name, finding(value=2, se=1)) for name in ("a", "b")))
    assert found.pooled is not None
    assert found.others == ()


def test_measures_of_several_units_are_standardised_and_others_stay_out() -> None:
    ratio = finding("ratio", estimate_type="ratio_of_means", value=1.1, se=0.1)
    found = of(
        study("a", finding(value=2, se=1)),
        study("b", finding(value=20, se=10, unit="mm")),
        study("c", ratio),
    )
    assert found.scale is not None
    assert found.scale.measure is Measure.standardised_mean_difference
    assert [one.comparison.study.id for one in found.used] == ["a", "b"]
    assert reasons(found)["c.ratio"] == "on another scale: ratio of means"


def test_changes_and_values_after_them_are_pooled_in_their_unit() -> None:
    changes = finding(value=2, se=1, conditions="change from the first week")
    found = of(study("a", changes), study("b", finding(value=3, se=1)))
    assert found.scale is not None
    assert found.scale.measure is Measure.mean_difference
    assert len(found.used) == 2


def test_changes_and_values_after_them_have_no_standard_deviation_in_common() -> None:
    told: Fields = {"estimate_type": "standardised_mean_difference", "value": 1, "se": 0.5}
    values = [study(name, finding(**told)) for name in "ab"]
    changes = study("c", finding(**told, conditions="change from the first week"))
    found = of(*values, changes)
    assert [one.comparison.study.id for one in found.used] == ["a", "b"]
    reason = "on another scale: standardised mean difference of changes"
    assert reasons(found)["c.taller"] == reason


def test_standard_deviations_standardise_better_than_t() -> None:
    means: Fields = {**MEANS, "comparator_sd": 2}
    inputs = {"m1": 22, "sd1": 2, "n1": 10, "m2": 20, "sd2": 2, "n2": 10}
    recipe = {"method": "md-from-means", "inputs": inputs}
    found = of(
        study("a", finding(value=2, se=0.7, **means)),
        study("b", finding(value=2, unit="mm", recipe=recipe)),
    )
    effects = [one.effect for one in found.used if one.effect]
    # 1 pooled standard deviation, times Hedges' factor of 18 degrees of freedom
    assert [one.value for one in effects] == pytest.approx([0.957604] * 2, rel=1e-4)


def test_a_difference_without_sizes_of_arms_is_not_standardised() -> None:
    arms = [
        {"id": name, "label": name, "intervention": what}
        for name, what in (("hum", "humming"), ("quiet", "silence"))
    ]
    found = of(study("a", finding(value=2, se=1), arms=arms))
    assert found.inputs[0].comparison.effects.keys() == {found.scale}


def test_recipes_give_sizes_where_arms_do_not() -> None:
    inputs = {"difference": 2, "p": 0.05, "n1": 9, "n2": 11}
    told = finding(value=2, recipe={"method": "md-from-p", "inputs": inputs})
    (one,) = of(study("a", told)).inputs
    # t of 18 degrees of freedom for p = 0.05
    assert one.effect is not None
    assert one.effect.se == pytest.approx(2 / 2.100922)
    assert len(one.comparison.effects) == 2


def _with_measure(name: str, better: str | None, outcome_better: str) -> Corpus:
    """Give two trials with different instruments."""
    base = full()
    text = base.terms["ruler-height"].text
    shade = TermFile.model_validate({"id": name, "label": name, "better": better, "unit": "cm"})
    height = TermFile.model_validate({"id": "height", "label": "height", "better": outcome_better})
    told: Fields = {"estimate_type": "standardised_mean_difference", "value": 1, "se": 0.5}
    made = corpus([study("a", finding(**told)), study("b", finding(measure=name, **told))])
    terms = {term.id: Record(term.id, term, text) for term in (shade, height)}
    return replace(made, terms={**base.terms, **terms})


def test_instruments_that_point_another_way_are_turned() -> None:
    found = _of(_with_measure("shortness", "lower", "higher"))
    assert [one.effect.value for one in found.used if one.effect] == [1, -1]


def test_an_instrument_that_does_not_tell_what_is_better_stays_out_among_others() -> None:
    found = _of(_with_measure("shape", None, "higher"))
    assert reasons(found) == {"a.taller": ALONE, "b.taller": UNALIGNED}
    assert set(reasons(_of(_with_measure("shape", "lower", "depends"))).values()) == {UNALIGNED}


def test_an_unnamed_instrument_points_the_way_of_the_outcome() -> None:
    told: Fields = {"estimate_type": "standardised_mean_difference", "value": 1, "se": 0.5}
    found = of(study("a", finding(**told)), study("b", finding(measure=None, **told)))
    assert [one.effect.value for one in found.used if one.effect] == [1, 1]
    assert found.instruments == {"ruler-height", None}


def test_one_finding_stands_for_a_cohort() -> None:
    late = finding("late", value=3, se=1, timepoint="12 weeks")
    early = finding("early", value=1, se=1, timepoint="6 wk")
    other = study("b", finding(value=2, se=1))
    found = of(study("a", early, late), other)
    assert reasons(found)["a.early"] == "the same people as a.late"
    found = of(study("a", early, late), other, conditions="after six to 7 weeks")
    assert reasons(found)["a.late"] == "the same people as a.early"


def test_what_is_direct_goes_before_what_came_later() -> None:
    told = study("a", finding("x", value=1, se=1), finding("y", value=1, se=1, timepoint="1 year"))
    near = [line("a", "x"), line("a", "y", population_directness="partly")]
    lines = [*near, line("b", "taller")]
    made = corpus([told, study("b", finding(value=2, se=1))], claim([], evidence=lines))
    assert reasons(_of(made))["a.y"] == "the same people as a.x"


def test_numbers_too_far_apart_are_not_pooled() -> None:
    tiny, huge = finding(value=1e15, se=1e-140), finding(value=-1e15, se=1e14)
    found = of(study("a", tiny), study("b", huge))
    assert found.pooled is None
    assert len(set(reasons(found).values())) == 1


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        *((None, None), ("before", None), ("24 hours", 1), ("6 wk", 42), ("week 6", 42)),
        *(("1-month retention", 30.4), ("weeks 2 and 3", 14), ("2 years", 730.5)),
        *(("6 weeks, and 3 months", 91.2), ("12th session", None)),
    ],
)
def test_times_are_read_from_words(words: str | None, expected: float | None) -> None:
    assert days(words) == (None if expected is None else pytest.approx(expected, abs=0.1))


# -- what always holds ------------------------------------------------------------------------

NUMBERS = st.lists(
    st.tuples(
        st.floats(-50, 50).map(lambda number: round(number, 2)),
        st.floats(0.1, 20).map(lambda number: round(number, 2)),
    ),
    min_size=2,
    max_size=6,
)
few = settings(max_examples=30, deadline=None)


def _studies(numbers: list[tuple[float, float]]) -> list[Fields]:
    return [study(f"s{at}", finding(value=v, se=se)) for at, (v, se) in enumerate(numbers)]


@few
@given(NUMBERS)
def test_the_pool_lies_within_what_was_found(numbers: list[tuple[float, float]]) -> None:
    found = of(*_studies(numbers))
    assert found.pooled is not None
    values = [one.effect.value for one in found.used if one.effect]
    assert min(values) <= found.pooled.estimate <= max(values)


@few
@given(NUMBERS, st.randoms(use_true_random=False))
def test_the_order_of_lines_plays_no_part(
    numbers: list[tuple[float, float]], chance: Random
) -> None:
    studies = _studies(numbers)
    first = of(*studies)
    chance.shuffle(studies)
    assert of(*studies) == first


@few
@given(NUMBERS, st.floats(-50, 50), st.floats(0.1, 20))
def test_a_second_report_of_a_cohort_changes_nothing(
    numbers: list[tuple[float, float]], value: float, se: float
) -> None:
    studies = _studies(numbers)
    reports = [{"source": "fiktion1990", "role": "secondary"}]
    again = finding(value=value, se=se, place="fiktion1990")
    second = study("again", again, cohort="s0", reports=reports)
    before, after = of(*studies), of(*studies, second)
    assert before.pooled == after.pooled
    assert reasons(after)["again.taller"] == "the same people as s0.taller"
    assert sum(after.studies.values()) == sum(before.studies.values()) + 1
