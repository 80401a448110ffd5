"""Spaces that keep a number with its unit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.figures.text import width, wrapped
from kb.figures.unbroken import KEPT, unbroken


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("0.11 m/s (95 % CI 0.01 to 0.21)", "0.11_m/s (95_%_CI 0.01 to 0.21)"),
        ("n = 20, p < .05, I² = 40 %", "n_=_20, p_<_.05, I²_=_40_%"),
        ("5 km/h for 6 weeks; 12.5 mL/kg/min; 3 /wk", "5_km/h for 6_weeks; 12.5_mL/kg/min; 3_/wk"),
        ("of 45 people, −0.3 ± 0.1 m²", "of 45_people, −0.3_±_0.1_m²"),
        ("the 3 arms of 2 trials", "the 3 arms of 2 trials"),
        ("5 mistakes, x = y", "5 mistakes, x = y"),
    ],
)
def test_a_number_stays_with_its_unit(text: str, kept: str) -> None:
    assert unbroken(text).replace(KEPT, "_") == kept


def test_a_line_does_not_end_between_a_number_and_its_unit() -> None:
    assert wrapped("walked at 5 km/h", width("walked at 5")) == ["walked at", f"5{KEPT}km/h"]


@given(st.text(st.sampled_from("1 5.=<%nCI/mkhs±")))
def test_only_spaces_change_and_only_once(text: str) -> None:
    kept = unbroken(text)
    assert kept.replace(KEPT, " ") == text
    assert unbroken(kept) == kept
