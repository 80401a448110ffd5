"""Problems as text, JSON and annotations: readable, sorted, and inert whatever they quote."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inline_snapshot import snapshot

from kb.problems import FORMS, Place, Problem, as_annotation, as_object, as_text, printable, render

ANY_TEXT = st.text(st.characters(exclude_categories=[]), max_size=300)
PLACES = st.builds(Place, ANY_TEXT, st.integers(0, 10**6), st.integers(0, 10**4), excerpt=ANY_TEXT)
PROBLEMS = st.builds(Problem, PLACES, st.just("wrong-form"), ANY_TEXT, ANY_TEXT)


def shown(excerpt: str, column: int) -> str:
    """Give the excerpt and its caret as they are printed."""
    return as_text(Problem(Place("f", 1, column, excerpt), "c", "m")).split("\n", 1)[1]


# -- text ------------------------------------------------------------------------------------


def test_text_names_place_code_message_line_and_hint() -> None:
    place = Place("data/claims/tea.yaml", 14, 12, "  - study: smith2091")
    problem = Problem(place, "unknown-study", "no study `smith2091`", "did you mean `smith2019`?")
    assert as_text(problem) == snapshot("""\
data/claims/tea.yaml:14:12: error[unknown-study] no study `smith2091`
      - study: smith2091
               ^
    hint: did you mean `smith2019`?\
""")


def test_text_without_line_excerpt_or_hint_is_one_line() -> None:
    problem = Problem(Place("citations.bib"), "unreadable-file", "there is no such file")
    assert as_text(problem) == "citations.bib: error[unreadable-file] there is no such file"


def test_a_blank_line_is_not_shown() -> None:
    problem = Problem(Place("f", 3, 1, " \t "), "c", "m", "h")
    assert as_text(problem) == "f:3:1: error[c] m\n    hint: h"


@pytest.mark.parametrize(
    ("excerpt", "column", "expected"),
    [
        pytest.param("ab cd", 4, "    ab cd\n       ^", id="narrow"),
        pytest.param("茶 cd", 3, "    茶 cd\n       ^", id="wide"),
        pytest.param("e\u0301 cd", 4, "    e\u0301 cd\n      ^", id="combining"),
        pytest.param(
            "\u0928\u0941 x", 4, "    \u0928\u0941 x\n      ^", id="vowel sign of class 0"
        ),
        pytest.param("a\u20dd x", 4, "    a\u20dd x\n      ^", id="enclosing"),
        pytest.param("\t\tcd", 3, "      cd\n      ^", id="tabs"),
        pytest.param("ab", 3, "    ab\n      ^", id="after the end"),
        pytest.param("ab", 0, "    ab\n    ^", id="no column"),
        pytest.param("a\u202eb c", 5, "    a\ufffdb c\n        ^", id="direction override"),
        pytest.param("a\x1bb c", 5, "    a\ufffdb c\n        ^", id="escape"),
    ],
)
def test_caret_stands_below_the_character(excerpt: str, column: int, expected: str) -> None:
    assert shown(excerpt, column) == expected


def test_long_line_is_cut_around_the_place() -> None:
    line = "a" * 500 + "X" + "b" * 500
    text, caret = shown(line, 501).split("\n")
    assert text == "    …" + "a" * 50 + "X" + "b" * 49 + "…"
    assert text[caret.index("^")] == "X"


def test_long_line_is_shown_from_its_start_for_an_early_place() -> None:
    text, caret = shown("X" + "b" * 500, 1).split("\n")
    assert text == "    X" + "b" * 99 + "…"
    assert caret == "    ^"


def test_long_line_ends_without_ellipsis_for_a_late_place() -> None:
    text, caret = shown("a" * 500 + "X", 501).split("\n")
    assert text == "    …" + "a" * 50 + "X"
    assert text[caret.index("^")] == "X"


# -- what is quoted does nothing -------------------------------------------------------------


def acts(character: str) -> bool:
    category = unicodedata.category(character)
    return category.startswith("C") or category in {"Zl", "Zp"}


@pytest.mark.parametrize("form", FORMS)
@given(problem=PROBLEMS)
def test_no_form_lets_control_or_direction_characters_through(form: str, problem: Problem) -> None:
    text = render([problem], form)
    assert not [c for c in text if c != "\n" and acts(c)]
    text.encode()


@given(PROBLEMS)
def test_text_has_at_most_four_lines(problem: Problem) -> None:
    assert len(as_text(problem).splitlines()) <= 4


@given(PROBLEMS)
def test_annotation_is_one_line_and_one_command(problem: Problem) -> None:
    line = as_annotation(problem)
    assert len(line.splitlines()) == 1
    properties, _ = re.fullmatch(r"::error ([^:]*)::(.*)", line).groups()  # type: ignore[union-attr]
    names = [part.split("=", 1)[0] for part in properties.split(",")]
    assert names in (["file", "title"], ["file", "title", "line", "col"])


def test_printable_keeps_words_of_all_scripts() -> None:
    words = "Größe – «Чай» 茶 é 🍵"
    assert printable(words) == words


# -- JSON ------------------------------------------------------------------------------------


@given(st.lists(PROBLEMS, max_size=3))
def test_json_gives_back_every_field(problems: list[Problem]) -> None:
    expected = [as_object(problem) for problem in sorted(set(problems))]
    assert json.loads(render(problems, "json")) == expected


def test_json_has_stable_keys_and_unescaped_words() -> None:
    problem = Problem(Place("f.yaml", 2, 3, "x: 茶"), "wrong-form", "“茶”\x1b", "write `tea`")
    assert render([problem], "json") == snapshot("""\
[
  {
    "file": "f.yaml",
    "line": 2,
    "column": 3,
    "code": "wrong-form",
    "message": "“茶”\\u001b",
    "hint": "write `tea`"
  }
]\
""")


# -- annotations -----------------------------------------------------------------------------


def test_annotation_names_file_code_line_and_column() -> None:
    problem = Problem(Place("data/kb.yaml", 2, 3, "x"), "wrong-form", "no date", "write 2024")
    assert as_annotation(problem) == snapshot(
        "::error file=data/kb.yaml,title=wrong-form,line=2,col=3::no date%0Ahint: write 2024"
    )


def test_annotation_of_a_whole_file_has_no_line() -> None:
    problem = Problem(Place("data/kb.yaml"), "unreadable-file", "there is no such file")
    assert as_annotation(problem) == snapshot(
        "::error file=data/kb.yaml,title=unreadable-file::there is no such file"
    )


def test_annotation_cannot_be_injected() -> None:
    place = Place("a,line=1::b\n::error::x.yaml")
    problem = Problem(place, "c", "100 %\r\n::set-env name=X::y", "z\n::stop-commands::q")
    assert as_annotation(problem) == snapshot(
        "::error file=a%2Cline=1%3A%3Ab%0A%3A%3Aerror%3A%3Ax.yaml,title=c::"
        "100 %25%0D%0A::set-env name=X::y%0Ahint: z%0A::stop-commands::q"
    )


# -- order -----------------------------------------------------------------------------------


def test_problems_are_sorted_by_place_and_printed_once() -> None:
    late, early = Problem(Place("b", 1), "c", "m"), Problem(Place("a", 10, 2), "c", "m")
    first = Problem(Place("a", 9, 7), "c", "m")
    assert render([late, early, first, late]).splitlines() == [
        "a:9:7: error[c] m",
        "a:10:2: error[c] m",
        "b:1:0: error[c] m",
    ]


def test_no_problems_render_as_nothing_or_an_empty_list() -> None:
    assert [render([], form) for form in FORMS] == ["", "[]", ""]
