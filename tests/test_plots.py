"""What a claim's plots show: which findings share an axis, in which order, told how."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest

from kb.analysis.forest import Kind
from kb.analysis.plots.claim import plots
from kb.analysis.plots.plot import Plot
from kb.analysis.synthesis import synthesise
from kb.corpus import Corpus
from tests.evidence import Fields, claim, corpus, finding, line, study

ENDS: Fields = {"value": 2, "ci_low": 1, "ci_high": 3}
SMD: Fields = {"estimate_type": "standardised_mean_difference", "unit": "1"}


def drawn(made: Corpus) -> list[Plot]:
    """Give the plots of the first claim."""
    proposition = next(iter(made.claims.values())).value
    return plots(made, proposition, synthesise(made, proposition))


def of(*studies: Fields, **fields: object) -> list[Plot]:
    """Give the plots of a claim that all findings support."""
    lines = [(one["id"], told["id"]) for one in studies for told in one["findings"]]
    return drawn(corpus(studies, claim(lines, **fields)))


def unpooled(*studies: Fields) -> list[Plot]:
    """Give the plots of a claim whose findings are too indirect to be pooled."""
    lines = [line(one["id"], one["findings"][0]["id"]) for one in studies]
    far = [{**one, "population_directness": "indirect"} for one in lines]
    return drawn(corpus(studies, claim([], evidence=far)))


def alone(**fields: Any) -> Plot:  # noqa: ANN401 - as of a finding
    """Give the plot of the only finding there is."""
    (plot,) = of(study("one", finding(**{**ENDS, **fields})))
    return plot


# -- what is reported ------------------------------------------------------------------------


def test_an_estimate_is_told_as_it_was_reported() -> None:
    plot = alone(ci_low=-0.4)
    (one,) = plot.shown
    assert (plot.title, plot.subject) == (
        "Height of the plant, height by ruler: mean difference",
        "Humming makes plants taller.",
    )
    assert (plot.axis, plot.null, plot.is_log) == ("Mean difference, cm", 0, False)
    assert (one.label, one.told, one.weight) == (
        "Fabula & van der Fiktion 1987",
        "2 (−0.4 to 3)",
        None,
    )


def test_nothing_is_drawn_where_no_estimate_has_an_interval() -> None:
    assert of(study("one", finding(value=2)), study("two", finding())) == []


def test_an_estimate_without_interval_is_drawn_beside_one_that_has_it() -> None:
    (plot,) = of(study("one", finding(**ENDS)), study("two", finding(value=1)))
    assert [(one.low, one.told) for one in plot.shown] == [
        (1, "2 (1 to 3)"),
        (None, "1, no interval"),
    ]


def test_an_open_end_is_told_and_reaches_without_end() -> None:
    low, high = alone(ci_high=None).shown[0], alone(ci_low=None).shown[0]
    assert (low.low, low.high, low.told) == (1, math.inf, "2 (1 to open)")
    assert (high.low, high.high, high.told) == (-math.inf, 3, "2 (open to 3)")


def test_other_units_measures_and_outcomes_have_an_axis_of_their_own() -> None:
    rows = [
        finding("a", **ENDS),
        finding("b", **ENDS, unit="mm"),
        finding("c", **{**ENDS, **SMD}),
        finding("d", **ENDS, outcome="stem-length"),
    ]
    made = corpus([study("one", *rows[:3])])
    assert len(drawn(made)) == 3


@pytest.mark.parametrize(
    ("fields", "axes"), [({"unit": "1"}, 2), ({"unit": "cm"}, 1), (SMD, 1)], ids=str
)
def test_bare_numbers_of_other_instruments_never_share_an_axis(fields: Fields, axes: int) -> None:
    told = {**ENDS, **fields}
    two = finding("b", **{**told, "measure": None})
    assert len(of(study("one", finding("a", **told), two))) == axes


def test_a_comparison_the_other_way_round_has_an_axis_of_its_own() -> None:
    back = finding("back", **ENDS, arm="quiet", comparator_arm="hum")
    first, second = unpooled(study("one", finding(**ENDS)), study("two", back))
    assert first.favours == ("left alone", "hummed at")
    assert second.favours == ("hummed at", "left alone")


def test_what_has_no_effect_has_no_line_of_it() -> None:
    assert alone(estimate_type="mean").null is None
    assert alone(estimate_type="mean_change").null == 0
    assert alone(estimate_type="other", unit=None).axis == "Estimate as reported"


def test_ratios_stand_on_a_logarithmic_axis_unless_one_is_not_positive() -> None:
    plot = alone(estimate_type="risk_ratio", unit="1")
    assert (plot.axis, plot.null, plot.is_log) == ("Risk ratio, logarithmic axis", 1, True)
    assert not alone(estimate_type="risk_ratio", unit="1", ci_low=-1).is_log


# -- notes -----------------------------------------------------------------------------------


def test_notes_set_rows_apart() -> None:
    first = finding("a", **ENDS, ci_level=0.9, conditions="in March", timepoint="week 2")
    second = finding("b", **{**ENDS, "value": 3}, n=12)
    review = study("two", finding(**ENDS, place="fiktion1990"), design="meta_analysis")
    made = corpus([study("one", first, second, n_analysed=20), review])
    retracted = replace(made.sources["fiktion1990"], fields={"standing": "retracted"})
    (plot,) = drawn(replace(made, sources={**made.sources, "fiktion1990": retracted}))
    assert [one.note for one in plot.shown] == [
        "n = 20, 90 % interval, in March, week 2, hummed at",
        "n = 12, hummed at",
        "retracted, meta-analysis",
    ]


def test_an_indirect_finding_says_what_was_studied_instead() -> None:
    made = [study("one", finding(**ENDS)), study("two", finding(**ENDS, arm=None))]
    far = {"intervention_directness": "indirect", "outcome_directness": "indirect"}
    lines = [line("one", "taller", **far), line("two", "taller", population_directness="indirect")]
    (plot,) = drawn(corpus(made, claim([], evidence=lines)))
    assert [one.note for one in plot.shown] == [
        "indirect: another intervention and outcome, hummed at",
        "indirect: another population",
    ]


def test_rows_stand_by_year_and_what_has_none_comes_last() -> None:
    places = ("undated", "reviewers1999", "fabula1987")
    rows = [
        study(f"s{at}", finding(value=at, ci_low=-1, ci_high=9, place=key))
        for at, key in enumerate(places)
    ]
    (plot,) = unpooled(*rows)
    keys = [places[int(one.value)] for one in plot.shown]
    assert keys == ["fabula1987", "reviewers1999", "undated"]


# -- pools -----------------------------------------------------------------------------------


def test_a_pool_stands_below_its_studies_with_their_weights() -> None:
    rows = [study(f"s{at}", finding(value=at, se=0.5)) for at in (1, 2, 3)]
    (plot,) = of(*rows)
    assert [one.kind for one in plot.shown] == [*[Kind.study] * 3, Kind.pooled, Kind.prediction]
    assert [one.label for one in plot.shown[3:]] == ["Pooled, 3 cohorts", "A further study"]
    assert sum(one.weight or 0 for one in plot.shown) == pytest.approx(100)
    assert plot.shown[0].told == "1.00 (0.02 to 1.98)"
    assert " to " in plot.shown[4].told
    assert "(" not in plot.shown[4].told


def test_a_pool_of_ratios_is_brought_back_from_its_logarithm() -> None:
    fields: Fields = {"estimate_type": "ratio_of_means", "unit": None, "se": 0.1}
    (plot,) = of(*(study(f"r{at}", finding(value=1 + at / 10, **fields)) for at in (1, 2)))
    assert plot.is_log
    assert [round(one.value, 6) for one in plot.shown[:2]] == [1.1, 1.2]
    assert plot.shown[0].low is not None
    assert 0 < plot.shown[0].low < 1.1


def test_what_is_in_the_pool_is_drawn_again_only_on_another_scale() -> None:
    same = [study(f"s{at}", finding(value=at, se=0.5)) for at in (1, 2)]
    other = study("s3", finding(value=4, ci_low=3, ci_high=5, comparator_arm=None))
    pool, rest = of(*same, other)
    assert len(pool.shown) == 4
    assert [one.told for one in rest.shown] == ["4 (3 to 5)"]


def test_pooled_differences_of_instruments_are_standardised_and_drawn_as_reported_too() -> None:
    means: Fields = {"arm_value": 22, "arm_sd": 2, "comparator_value": 20, "comparator_sd": 1}
    told = {"value": 2, "ci_low": 1, "ci_high": 3, **means}
    one, two = finding(**told), finding(**{**told, "unit": "mm"})
    pool, *rest = of(study("one", one), study("two", two))
    assert pool.axis == "Standardised mean difference, standard deviations"
    assert [plot.axis for plot in rest] == ["Mean difference, cm", "Mean difference, mm"]


# -- what the sides mean ---------------------------------------------------------------------


def arms(first: str | None, second: str | None, *, name: str = "") -> list[Fields]:
    """Give two arms that did these things, with labels of their own."""
    made = [("hum", first), ("quiet", second)]
    return [
        {"id": arm, "label": f"{arm} {name}", **({"intervention": did} if did else {})}
        for arm, did in made
    ]


def sides(*pairs: tuple[str | None, str | None], **fields: object) -> tuple[str, str] | None:
    """Give what the sides of a plot of studies with such arms speak for."""
    rows = [
        study(f"s{at}", finding(**ENDS), arms=arms(*pair, name=str(at)))
        for at, pair in enumerate(pairs)
    ]
    lines = [(one["id"], "taller") for one in rows]
    made = corpus(rows, claim(lines, **fields))
    terms = {**made.terms, "watering": made.terms["silence"], "kazoo": made.terms["humming"]}
    narrow = terms["kazoo"].value.model_copy(update={"broader": ["humming"]})
    terms["kazoo"] = replace(terms["kazoo"], value=narrow)
    return drawn(replace(made, terms=terms))[0].favours


def test_sides_are_named_by_the_arms_of_a_single_study() -> None:
    assert alone().favours == ("left alone", "hummed at")


def test_sides_of_several_studies_are_named_by_what_was_done() -> None:
    assert sides(("humming", "silence"), ("humming", "silence"), comparator="silence") == (
        "silence",
        "humming",
    )


def test_sides_are_named_by_what_the_claim_speaks_of_where_forms_of_it_were_studied() -> None:
    pairs = [("humming", "silence"), ("kazoo", "silence")]
    assert sides(*pairs) == ("silence", "humming")


def test_comparators_that_differ_are_the_comparison() -> None:
    assert sides(("humming", "silence"), ("humming", "watering")) == ("the comparison", "humming")


@pytest.mark.parametrize(
    "pairs",
    [
        [("silence", "watering"), ("watering", "silence")],
        [("humming", None), (None, "silence")],
    ],
)
def test_sides_without_a_common_name_are_left_out(
    pairs: list[tuple[str | None, str | None]],
) -> None:
    assert sides(*pairs) is None


def test_sides_are_left_out_where_an_arm_is_not_known_or_both_are_the_same() -> None:
    assert alone(comparator_arm=None).favours is None
    assert alone(comparator_arm="hum").favours is None


def test_sides_are_left_out_of_what_is_no_effect_between_arms() -> None:
    assert alone(estimate_type="mean").favours is None


def test_lower_is_better_turns_the_sides_round() -> None:
    made = corpus([study("one", finding(**ENDS))])
    terms = dict(made.terms)
    ruler = terms["ruler-height"]
    terms["ruler-height"] = replace(ruler, value=ruler.value.model_copy(update={"better": "lower"}))
    (plot,) = drawn(replace(made, terms=terms))
    assert plot.favours == ("hummed at", "left alone")
    terms["ruler-height"] = replace(
        ruler, value=ruler.value.model_copy(update={"better": "depends"})
    )
    assert drawn(replace(made, terms=terms))[0].favours is None


def test_a_pool_names_first_what_the_claim_speaks_of() -> None:
    rows = [
        study("s1", finding(value=1, se=0.5)),
        study("s2", finding(value=-2, se=0.5, arm="quiet", comparator_arm="hum")),
    ]
    (plot,) = of(*rows)
    assert plot.favours == ("left alone", "hummed at")
    assert [one.value for one in plot.shown[:2]] == [1, 2]
