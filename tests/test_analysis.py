"""What follows from curated facts by computing: doses in canonical units, levels of certainty."""

from __future__ import annotations

from math import inf
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.analysis.certainty import LEVELS, STEPS, assessed, level
from kb.analysis.dose import Interval, from_quantities, written
from kb.analysis.extent import Extent
from kb.schema.evidence import CertaintyFile
from kb.schema.quantity import DOSE_KINDS, Dose, DoseFile, QuantityFile
from kb.schema.unit import UNITS
from kb.schema.vocabulary import Certainty, DoseStage, Rating

Row = dict[str, float | str | None]


def given_columns(row: Row) -> Row:
    """Give the columns of a dose that are not empty."""
    return {name: value for name, value in row.items() if value is not None}


def dose(**ranges: dict[str, Any]) -> Row:
    return given_columns(written(DoseFile.model_validate(ranges)))


def quantity(kind: str, value: float, unit: str, **more: object) -> QuantityFile:
    fields = {"kind": kind, "role": "dose", "value": value, "unit": unit, **more}
    return QuantityFile.model_validate(fields)


def stages(*quantities: QuantityFile) -> dict[DoseStage, Row]:
    return {stage: given_columns(row) for stage, row in from_quantities(quantities)}


def whole(*quantities: QuantityFile) -> Row:
    """Give the dose of a statement that speaks of no stage."""
    found = stages(*quantities)
    assert list(found) == [DoseStage.whole]
    return found[DoseStage.whole]


# -- written doses ---------------------------------------------------------------------------


def test_written_dose_in_canonical_units_with_its_wording() -> None:
    row = dose(
        session={"low": 0.5, "unit": "h"},
        frequency={"low": 1, "unit": "/d"},
        programme={"low": 28, "unit": "d"},
        speed={"low": 0.5, "high": 1, "unit": "[mi_i]/h"},
        slope={"low": 0.05, "unit": "1"},
    )
    assert row == {
        "session_min_low": 30,
        "session_min_high": 30,
        "sessions_per_week_low": 7,
        "sessions_per_week_high": 7,
        "weeks_low": 4,
        "weeks_high": 4,
        "speed_mps_low": 0.22352,
        "speed_mps_high": 0.44704,
        "grade_pct_low": 5,
        "grade_pct_high": 5,
        "total_min": 30 * 7 * 4,
        "wording": "0.5 h; 1 /d; 28 d; 0.5 to 1 [mi_i]/h; 0.05 1",
    }


def test_open_end_stays_open() -> None:
    assert dose(session={"high": 20, "unit": "min"}) == {
        "session_min_high": 20,
        "wording": "≤ 20 min",
    }


def test_empty_dose_has_all_columns_and_none_filled() -> None:
    row = written(DoseFile())
    assert set(row.values()) == {None}
    assert row.keys() <= Dose.model_fields.keys()


def test_columns_are_named_after_the_canonical_units() -> None:
    """A conversion to another unit than the column's would be a wrong number in the table."""
    for name, kind in DOSE_KINDS.items():
        unit = UNITS[kind].canonical
        (column,) = (c for c in dose(**{name: {"low": 1, "unit": unit}}) if c.endswith("_low"))
        extra = Dose.model_fields[column].json_schema_extra
        assert extra == {"unit": unit}


@pytest.mark.parametrize(
    ("programme", "total"),
    [
        pytest.param({"low": 4, "unit": "wk"}, 20 * 3 * 4, id="single values"),
        pytest.param({"low": 4, "high": 4, "unit": "wk"}, 20 * 3 * 4, id="equal ends"),
        pytest.param({"low": 4, "high": 6, "unit": "wk"}, None, id="range"),
        pytest.param({"high": 6, "unit": "wk"}, None, id="open"),
    ],
)
def test_total_is_given_for_single_values_only(
    programme: dict[str, Any], total: float | None
) -> None:
    session, frequency = {"low": 20, "unit": "min"}, {"low": 3, "unit": "/wk"}
    row = dose(session=session, frequency=frequency, programme=programme)
    assert row.get("total_min") == total


@given(st.floats(1, 90), st.integers(1, 7), st.integers(1, 52))
def test_total_is_minutes_times_sessions_times_weeks(
    minutes: float, sessions: int, weeks: int
) -> None:
    row = dose(
        session={"low": minutes, "unit": "min"},
        frequency={"low": sessions, "unit": "/wk"},
        programme={"low": weeks, "unit": "wk"},
    )
    assert row["total_min"] == pytest.approx(minutes * sessions * weeks)


# -- doses of statements ---------------------------------------------------------------------


def test_numbers_of_one_kind_make_one_range() -> None:
    assert whole(
        quantity("session_duration", 10, "min"),
        quantity("session_duration", 5, "min"),
        quantity("session_duration", 7, "min", value_high=15),
    ) == {"session_min_low": 5, "session_min_high": 15, "wording": "5 to 15 min"}


def test_numbers_of_different_units_are_joined_in_the_canonical_one() -> None:
    assert whole(
        quantity("session_duration", 0.5, "h"), quantity("session_duration", 20, "min")
    ) == {"session_min_low": 20, "session_min_high": 30, "wording": "20 to 30 min"}


@pytest.mark.parametrize(
    ("operator", "expected"),
    [
        ("ge", {"speed_mps_low": 1, "wording": "≥ 1 m/s"}),
        ("gt", {"speed_mps_low": 1, "wording": "> 1 m/s"}),
        ("le", {"speed_mps_high": 1, "wording": "≤ 1 m/s"}),
        ("lt", {"speed_mps_high": 1, "wording": "< 1 m/s"}),
        ("eq", {"speed_mps_low": 1, "speed_mps_high": 1, "wording": "1 m/s"}),
        ("approx", {"speed_mps_low": 1, "speed_mps_high": 1, "wording": "1 m/s"}),
    ],
)
def test_operator_opens_an_end(operator: str, expected: Row) -> None:
    assert whole(quantity("speed", 1, "m/s", operator=operator)) == expected


def test_open_end_of_one_number_opens_the_joined_range() -> None:
    assert whole(quantity("speed", 1, "m/s", operator="ge"), quantity("speed", 0.5, "m/s")) == {
        "speed_mps_low": 0.5,
        "wording": "≥ 0.5 m/s",
    }
    assert whole(
        quantity("speed", 1, "m/s", operator="le"), quantity("speed", 0.5, "m/s", operator="le")
    ) == {"speed_mps_high": 1, "wording": "≤ 1 m/s"}


def test_range_between_a_least_and_a_most_value() -> None:
    least, most = (
        quantity("speed", 1, "m/s", operator="gt"),
        quantity("speed", 2, "m/s", operator="le"),
    )
    between = {"speed_mps_low": 1, "speed_mps_high": 2, "wording": "> 1 and ≤ 2 m/s"}
    assert whole(least, most) == whole(most, least) == between


def test_strict_ends_stay_strict_among_themselves() -> None:
    more, less = (
        quantity("speed", 1, "m/s", operator="gt"),
        quantity("speed", 60, "m/min", operator="gt"),
    )
    assert whole(more, less)["wording"] == "> 1 m/s"
    assert whole(more, quantity("speed", 0.5, "m/s", operator="ge"))["wording"] == "≥ 0.5 m/s"


@pytest.mark.parametrize(
    ("first", "second", "wording"),
    [
        (("lt", 5), ("le", 5), "≤ 5 m/s"),
        (("lt", 5), ("le", 3), "< 5 m/s"),
        (("lt", 3), ("le", 5), "≤ 5 m/s"),
        (("gt", 2), ("ge", 2), "≥ 2 m/s"),
        (("gt", 2), ("ge", 3), "> 2 m/s"),
        (("ge", 2), ("lt", 5), "≥ 2 and < 5 m/s"),
        (("gt", 2), ("lt", 5), "> 2 and < 5 m/s"),
        (("ge", 2), ("le", 5), "2 to 5 m/s"),
        (("ge", 2), ("le", 2), "2 m/s"),
        (("ge", 2), ("lt", 2), None),
    ],
)
def test_an_end_is_in_a_joined_range_where_a_number_says_so(
    first: tuple[str, float], second: tuple[str, float], wording: str | None
) -> None:
    one, other = (quantity("speed", value, "m/s", operator=sign) for sign, value in (first, second))
    assert whole(one, other).get("wording") == whole(other, one).get("wording") == wording


def test_least_and_most_value_that_do_not_meet_say_nothing() -> None:
    least, most = (
        quantity("speed", 3, "m/s", operator="ge"),
        quantity("speed", 2, "m/s", operator="le"),
    )
    assert whole(least, most) == {}


def test_stages_are_kept_apart_and_increments_are_no_doses() -> None:
    assert stages(
        quantity("speed", 0.5, "m/s", stage="start"),
        quantity("speed", 0.1, "m/s", stage="increment"),
        quantity("speed", 1.5, "m/s", stage="target"),
    ) == {
        DoseStage.start: {"speed_mps_low": 0.5, "speed_mps_high": 0.5, "wording": "0.5 m/s"},
        DoseStage.target: {"speed_mps_low": 1.5, "speed_mps_high": 1.5, "wording": "1.5 m/s"},
    }


def test_other_numbers_are_no_doses() -> None:
    assert (
        stages(
            quantity("speed", 1, "m/s", role="contrast"),
            quantity("length", 400, "m"),
            quantity("speed", 10, "%", scale="relative_change"),
        )
        == {}
    )


@pytest.mark.parametrize(
    ("extent", "told"),
    [
        (Extent("speed_mps", 5 / 3.6, 5 / 3.6), "1.39 m/s (5.0 km/h, 3.1 mph)"),
        (
            Extent("speed_mps", 0.5 * 0.44704, 2 * 0.44704),
            "0.224 to 0.894 m/s (0.8 to 3.2 km/h, 0.5 to 2.0 mph)",
        ),
        (Extent("speed_mps", -inf, 1), "≤ 1 m/s (≤ 3.6 km/h, ≤ 2.2 mph)"),
        (Extent("speed_mps", 0.01, inf), "≥ 0.01 m/s (≥ 0.04 km/h, ≥ 0.02 mph)"),
        (Extent("session_min", 5, 10), "5 to 10 min"),
    ],
)
def test_an_extent_in_words_tells_speeds_in_the_units_of_dials(extent: Extent, told: str) -> None:
    assert str(extent) == told


def test_wording_keeps_all_digits_and_no_noise() -> None:
    assert str(Interval(1234567.0, None, "m")) == "≥ 1234567 m"
    assert str(Interval(0.1 + 0.2, 1.0, "m/s")) == "0.3 to 1 m/s"


# -- certainty -------------------------------------------------------------------------------


def test_levels_are_all_and_in_order() -> None:
    assert [certainty.value for certainty in LEVELS] == ["very_low", "low", "moderate", "high"]
    assert set(LEVELS) == set(Certainty)
    assert set(STEPS) == set(Rating)


@pytest.mark.parametrize(
    ("start", "ratings", "expected"),
    [
        ("high", [], "high"),
        ("high", ["none"], "high"),
        ("high", ["serious"], "moderate"),
        ("high", ["serious", "very_serious"], "very_low"),
        ("high", ["extremely_serious"], "very_low"),
        ("high", ["very_serious", "very_serious"], "very_low"),
        ("low", ["up_one"], "moderate"),
        ("low", ["up_two", "serious"], "moderate"),
        ("low", ["up_two", "up_two"], "high"),
    ],
)
def test_domains_move_the_level(start: str, ratings: list[str], expected: str) -> None:
    assert level(Certainty(start), map(Rating, ratings)) is Certainty(expected)


@given(st.sampled_from(LEVELS), st.lists(st.sampled_from(Rating), max_size=8))
def test_level_does_not_depend_on_the_order_of_domains(
    start: Certainty, ratings: list[Rating]
) -> None:
    assert level(start, ratings) is level(start, reversed(ratings))


def test_override_is_stronger_than_domains() -> None:
    fields = {
        "start": "high",
        "domains": [{"domain": "imprecision", "rating": "serious", "reason": "Few people."}],
    }
    assert assessed(CertaintyFile.model_validate(fields)) is Certainty.moderate
    fields["override"] = "low"
    assert assessed(CertaintyFile.model_validate(fields)) is Certainty.low
