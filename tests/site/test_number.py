"""Numbers, units and quantities as people read them."""

from __future__ import annotations

from typing import Any

import pytest

from kb.schema.amount import converted_measure, measured, spelled
from kb.schema.quantity_text import Reading, readings
from kb.schema.spelling import number
from kb.schema.unit import UNITS
from kb.schema.wording import counted, relation, said, words
from kb.site.wording import shelf


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (0, "0"),
        (5.0, "5"),
        (0.5, "0.5"),
        (-1.5, "−1.5"),
        (1234567.0, "1,234,567"),
        (0.22352, "0.22352"),
        (2.33, "2.33"),
        (100, "100"),
    ],
)
def test_number(value: float | None, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(
    ("low", "high", "unit", "text"),
    [
        (1, 2, "min", "1–2 min"),
        (5, None, "min", "5 min"),
        (5, 5, "min", "5 min"),
        (None, 10, "min", "up to 10 min"),
        (None, None, "min", ""),
        (1, 1, "wk", "1 week"),
        (4, None, "wk", "4 weeks"),
        (3, None, "/wk", "3 times a week"),
        (1, None, "/d", "1 time a day"),
        (70, None, "/min", "70 times a minute"),
        (2, None, "/h", "2 times an hour"),
        (0.5, 1, "[mi_i]/h", "0.5–1 mph"),
        (60, None, "%", "60\u202f%"),
        (10, 15, "Cel", "10–15\u202f°C"),
        (-2, 3, "Cel", "−2 to 3\u202f°C"),
        (7, None, "1", "7"),
        (7, None, None, "7"),
        (2, None, "kg", "2 kg"),
    ],
)
def test_measured(low: float | None, high: float | None, unit: str | None, text: str) -> None:
    assert measured(low, high, unit) == text


def test_no_unit_is_shown_as_a_bracketed_code() -> None:
    codes = {code for units in UNITS.values() for code in units.factors}
    assert not [code for code in codes if "[" in measured(2, None, code)]


def test_converted_values_keep_three_digits() -> None:
    assert converted_measure(0.22352, 0.44704, "m/s") == "0.224–0.447 m/s"
    assert converted_measure(None, None, "m/s") == ""


def test_wording_of_a_dose_has_readable_units() -> None:
    assert spelled("0.5 to 1 [mi_i]/h; 3 /wk; 1 wk") == "0.5 to 1 mph; 3 times a week; 1 week"
    assert spelled(None) == ""


USUAL = {
    **dict.fromkeys(["value_high", "canonical_value_high", "arm", "qualifier", "reference"]),
    **dict.fromkeys(["per", "conditions", "stage", "recipe"]),
    "kind": "proportion",
    "role": "count",
    "operator": "eq",
    "scale": "absolute",
    "value": 1,
    "unit": "%",
    "canonical_value": 1,
    "canonical_unit": "%",
    "derived": 0,
}
"""A row of `quantity_overview` with nothing special about it."""


def quantity(**given: object) -> dict[str, object]:
    """Give a row of `quantity_overview`."""
    return {**USUAL, **given}


PERCENT = {"role": "arm_value", "scale": "percent_of_reference", "reference": "its maximum"}


def test_compared_values_stand_side_by_side() -> None:
    rows = [quantity(value=21, arm="back", **PERCENT), quantity(value=9, arm="forth", **PERCENT)]
    assert readings(rows) == [Reading("21\u202f% (back) against 9\u202f% (forth) of its maximum")]


def test_values_of_different_things_are_not_compared() -> None:
    rows = [
        quantity(value=21, arm="back", **PERCENT),
        quantity(value=9, arm="forth", **{**PERCENT, "reference": "another"}),
    ]
    assert [reading.text for reading in readings(rows)] == [
        "21\u202f% (back) of its maximum",
        "9\u202f% (forth) of another",
    ]


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"role": "upper_bound", "operator": "le", "value": 60}, "up to 60\u202f%"),
        ({"role": "upper_bound", "operator": "lt", "value": 8, "unit": "Cel"}, "below 8\u202f°C"),
        ({"role": "lower_bound", "value": 2}, "at least 2\u202f%"),
        ({"operator": "approx", "value": 30, "unit": "min"}, "about 30 min"),
        ({"operator": "ge", "value": 3, "unit": "/wk"}, "at least 3 times a week"),
        ({"operator": "gt", "value": 3, "unit": "d"}, "above 3 days"),
        ({"operator": "le", "value": 3, "unit": "d"}, "at most 3 days"),
        (
            {"role": "contrast", "scale": "percentage_points", "value": 12},
            "+12 percentage points",
        ),
        ({"role": "contrast", "scale": "relative_change", "value": 40}, "+40\u202f%"),
        ({"role": "contrast", "scale": "absolute", "value": 40}, "40\u202f%"),
        ({"scale": "ratio", "value": 2.33, "unit": "1"}, "ratio 2.33"),
        ({"scale": "percent_of_reference", "value": 5}, "5\u202f%"),
        ({"value": 5, "arm": "rest"}, "5\u202f% (rest)"),
        ({"kind": "calendar_date", "value": 2021, "unit": "a"}, "2021"),
        ({"kind": "calendar_date", "value": 2019, "value_high": 2021, "unit": "a"}, "2019–2021"),
    ],
)
def test_single_quantity(given: dict[str, Any], text: str) -> None:
    assert [reading.text for reading in readings([quantity(**given)])] == [text]


def test_notes_tell_what_else_is_known() -> None:
    row = quantity(
        qualifier="as much as",
        scale="relative_change",
        reference="walking",
        per="minute",
        conditions="same speed",
        stage="build_up",
    )
    assert readings([row])[0].notes == (
        "“as much as”",
        "relative change",
        "compared with walking",
        "per minute",
        "same speed",
        "build up",
    )


def test_other_units_are_told_in_the_canonical_one_too() -> None:
    row = quantity(
        value=0.5,
        value_high=1,
        unit="[mi_i]/h",
        canonical_value=0.22352,
        canonical_value_high=0.44704,
        canonical_unit="m/s",
        stage="whole",
    )
    assert readings([row])[0] == Reading("0.5–1 mph", ("0.224–0.447 m/s",))


def test_derived_number_shows_its_recipe() -> None:
    assert readings([quantity(derived=1, recipe="9 - 21")])[0].recipe == "9 − 21"


def test_words_of_the_vocabularies() -> None:
    assert said("no_difference", "direction") == "= no difference"
    assert said("rct_parallel", "design") == "randomised trial"
    assert words(None) == ""
    assert relation("narrower") == "a narrower form of"
    assert relation("narrower", forward=False) == "has the narrower form"
    assert relation("contradicts", forward=False) == "contradicts"
    assert counted(1, "claim") == "1 claim"
    assert counted(2, "study", "studies") == "2 studies"
    assert [shelf(each) for each in ("claim", "study")] == ["claims", "studies"]
