"""Sentences of pasted text: none is lost, none is cut at an abbreviation."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.spans import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One rose. Two fell! Did three?", ["One rose.", "Two fell!", "Did three?"]),
        ("It cost 2.5 more, e.g. at noon. So.", ["It cost 2.5 more, e.g. at noon.", "So."]),
        ("As Smith et al. (2001) saw, J. Doe vs. A. Roe.", None),
        ("Wrapped\nlines are\none sentence.", ["Wrapped lines are one sentence."]),
        ("A heading\n\nIts text.", ["A heading", "Its text."]),
        ("- one thing\n- another\n2. a third", ["one thing", "another", "a third"]),
        (
            "“It helps.” Who said? (Nobody.) Then.",
            ["“It helps.”", "Who said?", "(Nobody.)", "Then."],
        ),
        ("It went on… and on. 60 % more.", ["It went on… and on.", "60 % more."]),
        ("疼痛减少。睡眠更好。", ["疼痛减少。", "睡眠更好。"]),
        ("Élan rose. Ärger fell.", ["Élan rose.", "Ärger fell."]),
        (" \n ... !? ", []),
        ("", []),
    ],
)
def test_a_text_is_cut_into_its_sentences(text: str, expected: list[str] | None) -> None:
    assert sentences(text) == ([text] if expected is None else expected)


@given(st.text())
def test_no_letter_of_any_text_is_lost(text: str) -> None:
    letters = re.compile(r"[^\W\d]")
    assert letters.findall(" ".join(sentences(text))) == letters.findall(text)
