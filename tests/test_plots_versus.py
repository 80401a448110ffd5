"""Numbers said beside numbers measured: drawn only where both are on one scale."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kb.analysis.forest import Kind
from kb.analysis.plots.plot import Plot
from kb.analysis.plots.said import pairs, said
from kb.analysis.plots.versus import versus
from kb.analysis.synthesis import synthesise
from kb.corpus import Corpus, Record
from kb.schema.document import DocumentFile
from kb.schema.vocabulary import FigureKind
from tests.evidence import Fields, claim, corpus, finding, full, line, study

CHANGE: Fields = {
    "kind": "proportion",
    "role": "upper_bound",
    "operator": "le",
    "value": 60,
    "unit": "%",
    "scale": "relative_change",
    "span": [0, 4],
}
RATIO: Fields = {**CHANGE, "role": "contrast", "operator": "eq", "value": 2.5, "unit": "1"}
RATIO["scale"] = "ratio"
MEASURED: Fields = {"estimate_type": "ratio_of_means", "unit": "1", "value": 1.5}


def arm_value(value: float, arm: str | None = "hummed at", **fields: object) -> Fields:
    """Give the value of a condition."""
    own = {"role": "arm_value", "operator": "eq", "value": value, "scale": "absolute", "unit": "cm"}
    return {**CHANGE, **own, "kind": "length", "arm": arm, **fields}


def made(
    *quantities: Fields,
    measured: Fields = MEASURED,
    claims: tuple[Fields, ...] = (),
    relation: str = "expresses",
    evidence: Fields | None = None,
    **fields: object,
) -> Corpus:
    """Give a corpus in which a statement with numbers makes a claim that has a finding."""
    lines = [line("one", "taller", **(evidence or {}))]
    own = claim([], **{"evidence": lines, "comparator": "silence", **fields})
    base = corpus([study("one", finding(**measured))], own, *claims)
    document = {
        **next(iter(full().documents.values())).value.model_dump(include={"source", "title"}),
        "id": "post",
        "title": "Hum!",
        "file_name": "post.txt",
        "sha256": "0" * 64,
        "about": "Plants.",
        "characters": 100,
        "published": "2031",
        "statements": [
            {
                "id": "taller",
                "span": [0, 10],
                "kind": "effect",
                "gist": "It grows.",
                "anchor": "it grows",
                "hedging": "asserted",
                "attribution": "none",
                "claims": [{"claim": one["id"], "relation": relation} for one in (own, *claims)],
                "quantities": list(quantities),
            }
        ],
    }
    text = next(iter(base.studies.values())).text
    return replace(base, documents={"post": Record("post", DocumentFile(**document), text)})


def drawn(base: Corpus) -> list[Plot]:
    """Give the plots of the first claim."""
    own = next(iter(base.claims.values())).value
    statements = said(base).get(own.id, [])
    return [
        *versus(base, own, synthesise(base, own), statements),
        *pairs(base, own, statements),
    ]


def told(plot: Plot) -> list[tuple[str, str, str]]:
    """Give the rows in words."""
    return [(one.kind.name, one.label, one.told) for one in plot.shown]


# -- said beside measured --------------------------------------------------------------------


def test_a_change_that_is_said_stands_beside_a_ratio_that_was_measured() -> None:
    ends = {"ci_low": 1.2, "ci_high": 1.8, "conditions": "in March"}
    quantity = {**CHANGE, "qualifier": "as much as", "per": "plant", "conditions": "at night"}
    (plot,) = drawn(made(quantity, measured={**MEASURED, **ends}))
    assert told(plot) == [
        ("said", "Hum!", "up to +60 %"),
        ("study", "Fabula & van der Fiktion 1987", "+50 % (+20 % to +80 %)"),
    ]
    assert [(one.low, one.value, one.high) for one in plot.shown] == [(0, 60, 60), (20, 50, 80)]
    assert [one.note for one in plot.shown] == ["“as much as”, per plant, at night", "in March"]
    assert (plot.title, plot.axis) == (
        "Height of the plant: said and measured",
        "Change against silence, %",
    )
    assert (plot.null, plot.null_told, plot.kind) == (0, "no difference", FigureKind.versus)


def test_a_ratio_that_is_said_stands_beside_a_change_that_was_measured_as_ratio() -> None:
    change = {"estimate_type": "other", "unit": "%", "value": 48.4, "derivation": "derived"}
    change["recipe"] = {"method": "relative-change", "inputs": {"a": 23.6, "b": 15.9}}
    derived = {**RATIO, "span": None, "recipe": "5 / 2"}
    (plot,) = drawn(made(derived, measured=change))
    assert told(plot)[0] == ("said", "Hum!", "2.5")
    assert told(plot)[1][2] == "1.48"
    assert (plot.axis, plot.null) == ("Ratio to silence", 1)
    assert plot.shown[0].note == "computed: 5 / 2"


def test_a_number_computed_from_what_is_said_is_compared_only_with_what_measured_the_same() -> None:
    derived = {**RATIO, "span": None, "recipe": "21 / 9"}
    assert len(drawn(made(derived))) == 1
    assert drawn(made(derived, evidence={"outcome_directness": "partly"})) == []


def test_a_range_that_is_said_is_a_bar_from_end_to_end() -> None:
    (plot,) = drawn(made({**CHANGE, "role": "contrast", "operator": "eq", "value_high": 70}))
    (bar, _) = plot.shown
    assert (bar.low, bar.high, bar.told) == (60, 70, "+60 % to +70 %")


@pytest.mark.parametrize(("value", "text"), [(20, "−20 %"), (-20, "−20 %")])
def test_a_fall_is_less_however_it_is_written(value: float, text: str) -> None:
    quantity = {**CHANGE, "role": "contrast", "operator": "eq", "value": value}
    (plot,) = drawn(made(quantity, direction="decrease"))
    assert plot.shown[0].told == text
    assert (plot.shown[0].low, plot.shown[0].high) == (-20, 0)


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"role": "lower_bound", "operator": "ge"}, "at least +60 %"),
        ({"role": "contrast", "operator": "approx"}, "about +60 %"),
        ({"role": "upper_bound", "operator": "lt"}, "below +60 %"),
        ({"role": "contrast", "operator": "gt"}, "above +60 %"),
        ({"role": "contrast", "operator": "eq", "reference": "Silence"}, "+60 %"),
    ],
)
def test_words_stand_before_a_number_as_it_was_said(fields: Fields, text: str) -> None:
    (plot,) = drawn(made({**CHANGE, **fields}))
    assert plot.shown[0].told == text


@pytest.mark.parametrize(
    "fields",
    [
        {"scale": "percentage_points"},
        {"scale": "percent_of_reference"},
        {"role": "dose"},
        {"reference": "the day before"},
    ],
)
def test_a_number_on_another_scale_is_compared_with_nothing(fields: Fields) -> None:
    assert drawn(made({**CHANGE, **fields})) == []


@pytest.mark.parametrize(
    "measured",
    [
        {**MEASURED, "estimate_type": "other", "unit": "%"},
        {**MEASURED, "estimate_type": "mean_change", "unit": "%"},
        {**MEASURED, "value": None},
        {**MEASURED, "arm": "quiet", "comparator_arm": "hum"},
        {**MEASURED, "comparator_arm": None},
    ],
)
def test_a_finding_that_is_not_certainly_that_ratio_is_left_out(measured: Fields) -> None:
    assert drawn(made(CHANGE, measured=measured)) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"comparator": None},
        {"comparator": "humming"},
        {"relation": "implies"},
        {"evidence": {"direction": "no_information"}},
        {"evidence": {"population_directness": "indirect"}},
    ],
)
def test_nothing_is_drawn_where_the_claim_or_its_evidence_compares_otherwise(
    fields: Fields,
) -> None:
    assert drawn(made(CHANGE, **fields)) == []


def test_a_number_of_a_statement_with_claims_of_two_outcomes_belongs_to_neither() -> None:
    same = claim([], id="other")
    assert len(drawn(made(CHANGE, claims=(same,)))) == 1
    assert drawn(made(CHANGE, claims=({**same, "outcome": "trembling"},))) == []


def test_what_was_measured_in_place_of_the_outcome_is_named() -> None:
    partly = {"outcome_directness": "partly"}
    (plot,) = drawn(made(CHANGE, evidence=partly))
    assert plot.shown[1].note == "height by ruler"
    (plot,) = drawn(made(CHANGE, evidence=partly, measured={**MEASURED, "outcome": "trembling"}))
    assert plot.shown[1].note == "trembling of leaves"
    (plot,) = drawn(made(CHANGE, evidence=partly, measured={**MEASURED, "measure": None}))
    assert plot.shown[1].note == ""


# -- values of compared conditions -----------------------------------------------------------


def test_values_of_compared_conditions_are_bars_from_zero() -> None:
    (plot,) = drawn(made(arm_value(21), arm_value(9, "left alone", qualifier="just")))
    assert told(plot) == [("said", "hummed at", "21 cm"), ("said", "left alone", "9 cm")]
    assert [(one.low, one.high, one.note) for one in plot.shown] == [(0, 21, ""), (0, 9, "“just”")]
    assert (plot.title, plot.axis, plot.null, plot.null_told) == (
        *("As “Hum!” has it", "Length, cm", 0, ""),
    )


def test_shares_of_something_say_of_what() -> None:
    fields = {"scale": "percent_of_reference", "unit": "%", "reference": "the whole"}
    fields["kind"] = "proportion"
    (plot,) = drawn(made(*(arm_value(at, f"arm {at}", **fields) for at in (21, 9))))
    assert plot.axis == "% of the whole"


def test_bare_values_are_told_by_what_they_count() -> None:
    fields = {"unit": "1", "kind": "count"}
    (plot,) = drawn(made(*(arm_value(at, f"arm {at}", **fields) for at in (21, 9))))
    assert plot.axis == "Count"


@pytest.mark.parametrize(
    "other",
    [
        arm_value(9, "left alone", unit="mm"),
        arm_value(9, "left alone", conditions="at night"),
        arm_value(9, "left alone", value_high=11),
        arm_value(-9, "left alone"),
        arm_value(9, "hummed at"),
        arm_value(9, None),
        arm_value(9, "left alone", span=None, recipe="21 - 12"),
    ],
)
def test_values_that_do_not_stand_side_by_side_are_not_drawn(other: Fields) -> None:
    assert drawn(made(arm_value(21), other)) == []


def test_kinds_of_rows_are_told_apart() -> None:
    (plot,) = drawn(made(CHANGE))
    assert [one.kind for one in plot.shown] == [Kind.said, Kind.study]
