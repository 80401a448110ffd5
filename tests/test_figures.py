"""What all figures are made of: elements, widths of text, scales and ticks."""

from __future__ import annotations

import base64
import hashlib
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.figures import axis
from kb.figures.scale import Scale, around, short
from kb.figures.style import DARK, SOURCE, STYLE
from kb.figures.svg import element, figure, label
from kb.figures.text import width, wrapped
from kb.schema.vocabulary import FigureKind

numbers = st.floats(-1e15, 1e15)
positive = st.floats(1e-12, 1e12)


# -- elements --------------------------------------------------------------------------------


def test_an_element_writes_its_attributes_in_the_names_of_svg() -> None:
    drawn = element("rect", x=1.0, y=-0.04, stroke_width=2, class_="kbf", fill=None)
    assert drawn == '<rect x="1" y="0" stroke-width="2" class="kbf"/>'
    assert element("rect", x=123456.78) == '<rect x="123457"/>'


@given(st.text())
def test_any_text_is_only_text(text: str) -> None:
    drawn = ET.fromstring(label(0, 0, text, anchor="end"))  # noqa: S314 - our own text
    assert drawn.tag == "text"
    assert list(drawn) == []


@given(st.text(), st.text())
def test_any_title_and_description_make_a_picture(title: str, description: str) -> None:
    drawn = figure(("a", FigureKind.forest), (10.2, 20), (title, description), [])
    root = ET.fromstring(drawn.svg)  # noqa: S314 - our own text
    assert [part.tag.rpartition("}")[2] for part in root] == ["title", "desc", "style", "rect"]
    assert (drawn.width, drawn.height, root.get("viewBox")) == (11, 20, "0 0 11 20")
    assert root.get("aria-labelledby") == "a-title a-desc"


def test_hostile_text_is_inert() -> None:
    hostile = "<script>alert(1)</script>]]>&\u202egnihton\x00\x1b\ud800"
    assert label(0, 0, hostile) == (
        '<text x="0" y="0">&lt;script&gt;alert(1)&lt;/script&gt;]]&gt;&amp;gnihton</text>'
    )


# -- the stylesheet --------------------------------------------------------------------------


def test_every_colour_has_one_for_the_dark_and_paper_keeps_the_light() -> None:
    light, _, dark = STYLE.partition("@media screen and (prefers-color-scheme:dark)")
    assert all(colour in light and other in dark for colour, other in DARK.items())
    assert light.count("#") == dark.count("#")


def test_stylesheet_needs_no_escape_and_is_allowed_by_its_digest() -> None:
    assert not set('<>&"') & set(STYLE)
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    assert f"'sha256-{digest}'" == SOURCE


# -- text ------------------------------------------------------------------------------------


def test_widths_are_those_of_the_font_with_room_to_spare() -> None:
    assert width("Hi", 1000) == pytest.approx((722 + 222) * 1.2)
    assert width("é", 10) == width("e", 10)
    assert width("\u0301") == 0
    assert width("茶") > width("Ж") > width("а̑"[1:]) == 0
    assert width("−") < width("—") == width("🙂")
    assert width("bold", is_bold=True) > width("bold")


def test_text_is_wrapped_and_no_word_is_lost() -> None:
    assert wrapped("one two  three", width("one two ")) == ["one two", "three"]
    assert wrapped("  ", 100) == []


@given(st.text(), st.floats(1, 400))
def test_every_line_has_room_unless_it_is_a_single_letter(text: str, room: float) -> None:
    lines = wrapped(text, room)
    assert all(width(each) <= room or len(each.strip()) <= 1 or _is_one(each) for each in lines)


def _is_one(text: str) -> bool:
    """Whether all of a text but one letter takes no room."""
    return sum(width(letter) > 0 for letter in text) <= 1


def test_word_without_room_is_broken_and_keeps_all_letters() -> None:
    word = "x" * 100
    assert "".join(wrapped(word, 50)) == word
    assert "".join(wrapped(f"a {word}", 50)) == f"a{word}"


# -- scales ----------------------------------------------------------------------------------


@pytest.mark.parametrize("high", [5e-324, 1e-310, 1e-299])
def test_the_smallest_of_numbers_have_an_axis(high: float) -> None:
    scale = around(0.0, high)
    assert len(scale.ticks()) > 1
    assert 0 < scale.place(0.0) <= scale.place(high) < 1


@given(numbers, numbers, numbers)
def test_order_of_places_is_the_order_of_numbers(one: float, two: float, three: float) -> None:
    low, mid, high = sorted((one, two, three))
    scale = around(low, high)
    assert 0 < scale.place(low) <= scale.place(mid) <= scale.place(high) < 1


@given(numbers, numbers)
def test_ticks_lie_on_the_axis_and_are_told_apart(one: float, two: float) -> None:
    scale = around(min(one, two), max(one, two))
    ticks = scale.ticks()
    assert 1 <= len(ticks) <= 6
    assert all(map(scale.holds, ticks))
    assert len({short(tick) for tick in ticks}) == len(ticks)


@given(positive, positive)
def test_ticks_of_ratios_lie_on_the_axis_and_are_told_apart(one: float, two: float) -> None:
    scale = around(min(one, two), max(one, two), is_log=True)
    ticks = scale.ticks()
    assert 1 <= len(ticks) <= 9
    assert all(map(scale.holds, ticks))
    assert len({short(tick) for tick in ticks}) == len(ticks)


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ((0.4, 6), [0.5, 1, 2, 5]),
        ((1, 1.4), [1, 1.1, 1.2, 1.3, 1.4]),
        ((0.01, 100), [0.01, 0.1, 1, 10, 100]),
        ((0.02, 12), [0.03, 0.1, 0.3, 1, 3, 10]),
    ],
)
def test_ticks_of_ratios_are_round(ends: tuple[float, float], expected: list[float]) -> None:
    assert around(*ends, is_log=True).ticks() == pytest.approx(expected)


@pytest.mark.parametrize("is_log", [False, True])
def test_single_number_stands_in_the_middle(is_log: bool) -> None:  # noqa: FBT001 - a parameter
    assert around(3, 3, is_log=is_log).place(3) == pytest.approx(0.5)
    assert around(0, 0).place(0) == pytest.approx(0.5)


def test_number_beyond_an_end_stands_at_the_end() -> None:
    scale = Scale(0, 10, 100, 200)
    assert scale.place(-5) == scale.place(0) == 104
    assert scale.place(float("inf")) == 196
    assert not scale.holds(11)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (-0.5, "−0.5"), (12000, "12,000"), (2e15, "2e+15"), (-1e-5, "−1e−05")],
)
def test_numbers_at_ticks_are_short(value: float, text: str) -> None:
    assert short(value) == text


@given(numbers, numbers, st.floats(60, 400))
def test_no_text_of_a_tick_touches_the_next(one: float, two: float, room: float) -> None:
    low, high = sorted((one, two))
    found = around(low, high)
    scale = Scale(found.low, found.high, 0, room)
    kept = axis.ticks(scale)
    ends = [
        (scale.place(tick) - width(text) / 2, scale.place(tick) + width(text) / 2)
        for tick, text in kept
    ]
    assert kept
    assert all(before[1] < after[0] for before, after in pairwise(ends))
    left, right = axis.overhang(scale)
    assert all(-left <= start + 1e-9 and end - 1e-9 <= room + right for start, end in ends)
