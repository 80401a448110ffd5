"""Runs of words that two texts share, and passages found by their first and last words."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.spans import CopiedRun, Span, WordIndex, copied_run, find, words

NINE = "one two three four five six seven eight nine"


def folded(text: str) -> list[str]:
    return [word.folded for word in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("… — ' ’ _ \u02bc", []),
        ("A low-impact, 30-min walk", ["a", "low", "impact", "30", "min", "walk"]),
        ("Don’t DON'T don\u02bct don\uff07t", ["dont", "dont", "dont", "dont"]),
        ("‘quoted’ “too”", ["quoted", "too"]),
        ("na\u00efve nai\u0308ve NAÏVE", ["na\u00efve", "na\u00efve", "na\u00efve"]),
        ("a\u00adbout\u00a0it\u2060s", ["about", "its"]),
        ("ﬁve Straße x² 😀 a_b", ["five", "strasse", "x2", "a", "b"]),
    ],
)
def test_words_are_folded(text: str, expected: list[str]) -> None:
    assert folded(text) == expected


@given(st.text())
def test_words_are_slices_in_order(text: str) -> None:
    found = words(text)
    places = [place for word in found for place in (word.start, word.end)]
    assert places == sorted(places)
    for word in found:
        assert word.folded
        assert folded(text[word.start : word.end]) == [word.folded]


def test_eight_words_may_be_shared_and_nine_not() -> None:
    document = f"Zero {NINE} ten"
    assert copied_run("one two three four five six seven eight", document) is None
    assert copied_run(NINE, document) == CopiedRun((0, 44), (5, 49), 9, NINE)
    assert copied_run("two three four", document, limit=2) == CopiedRun(
        (0, 14), (9, 23), 3, "two three four"
    )
    assert copied_run("two three four", document, limit=3) is None


def test_nine_words_apart_are_no_run() -> None:
    assert copied_run("one two three four and five six seven eight nine", NINE) is None


def test_the_longest_of_several_runs_is_told() -> None:
    ten = "a b c d e f g h i j"
    run = copied_run(f"{NINE}, then {ten}.", f"{ten} x {NINE}")
    assert run
    assert (run.words, run.text) == (10, ten)


def test_case_punctuation_quotes_hyphens_and_spaces_hide_nothing() -> None:
    document = "It’s a low-impact way, they\r\nsay — “to keep moving” at any age."
    own = "Here: IT'S A LOW IMPACT WAY THEY SAY 'TO KEEP' MOVING"
    run = copied_run(own, document)
    assert run == CopiedRun((6, 53), (0, 50), 10, own[6:])
    assert document[slice(*run.document)].endswith("moving")


@pytest.mark.parametrize("own", ["", "…", "one"])
@pytest.mark.parametrize("document", ["", "!", "two"])
def test_texts_without_enough_words_share_nothing(own: str, document: str) -> None:
    assert copied_run(own, document) is None
    assert copied_run(own, document, limit=0) is None


TOKENS = st.lists(st.sampled_from("abc"), max_size=14)


@given(TOKENS, TOKENS, st.integers(0, 9))
def test_copied_run_agrees_with_trying_every_run(
    own: list[str], document: list[str], limit: int
) -> None:
    runs = {
        tuple(own[first:last])
        for first in range(len(own))
        for last in range(first + 1, len(own) + 1)
        if f" {' '.join(own[first:last])} " in f" {' '.join(document)} "
    }
    longest = max(map(len, runs), default=0)
    text = " ".join(document)
    run = copied_run(" ".join(own), WordIndex(text), limit)
    assert (run.words if run else 0) == (longest if longest > limit else 0)
    if run:
        assert folded(run.text) == folded(text[slice(*run.document)])
        assert " ".join(own)[slice(*run.own)] == run.text


def test_thirty_thousand_texts_against_one_document_take_seconds() -> None:
    index = WordIndex(" ".join(f"word{n % 700}" for n in range(4_000)))
    gist = "a sentence of our own about {} that shares a word{} word1 word2 or two with it"
    begun = time.process_time()
    shared = [copied_run(gist.format(n, n), index) for n in range(30_000)]
    assert time.process_time() - begun < 5
    assert not any(shared)


TEXT = "Rain fell.  It fell all day,\nand all night. It fell and fell."


@pytest.mark.parametrize(
    ("start_words", "end_words", "expected"),
    [
        pytest.param("Rain fell.", "all day,", ["Rain fell.  It fell all day,"], id="once"),
        pytest.param("day, and", "night.", ["day,\nand all night."], id="folded"),
        pytest.param(
            "It fell",
            "fell.",
            ["It fell all day,\nand all night. It fell and fell.", "It fell and fell."],
            id="every start with its nearest end",
        ),
        pytest.param("It fell all", "It fell all", ["It fell all"], id="the same"),
        pytest.param("fell all day,", "day,\nand", ["fell all day,\nand"], id="overlapping"),
        pytest.param("all night.", "Rain", [], id="end before start"),
        pytest.param("It fell all", "It", ["It fell all day,\nand all night. It"], id="not inside"),
        pytest.param("Snow", "fell.", [], id="no start"),
        pytest.param("Rain", "snow", [], id="no end"),
        pytest.param("", "fell.", [], id="empty start"),
        pytest.param("Rain", " ", [], id="empty end"),
        pytest.param("rain", "fell.", [], id="other case"),
    ],
)
def test_find_gives_passages(start_words: str, end_words: str, expected: list[str]) -> None:
    assert [TEXT[slice(*span)] for span in find(TEXT, start_words, end_words)] == expected


@given(st.text(min_size=1), st.data())
def test_find_finds_every_passage_by_its_own_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span: Span = (start, end)
    passage = text[start:end]
    if passage == passage.strip() != "":
        assert span in find(text, passage, passage)
