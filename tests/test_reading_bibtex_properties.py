"""What holds for any text, and for a good file with any damage."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bibtex import GOOD, read

FRAGMENTS = st.sampled_from(
    [
        *'@{}()",=#%\\$~\n\r\t &;é\x00\ufeff',
        *("@misc{", "\n@book{b,", "@comment{", "@string{a=", "title", "author = {", " and ", "{T}"),
        *("crossref = {b}", "xdata={b,c}", "year = 2001", "\\'"),
    ]
)


@given(st.lists(st.one_of(FRAGMENTS, st.text(max_size=5)), max_size=40).map("".join))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_entries_and_problems(text: str) -> None:
    entries, problems = read(text)
    assert (entries, problems) == read(text)
    assert problems == sorted(set(problems))
    assert len({entry.key.lower() for entry in entries}) == len(entries)
    lines = re.split(r"\r\n?|\n", text.removeprefix("\ufeff"))
    for place in [problem.place for problem in problems] + [entry.place for entry in entries]:
        assert lines[place.line - 1] == place.excerpt
        assert 1 <= place.column <= len(place.excerpt) + 1
    for entry in entries:
        assert entry.raw.startswith("@")
        assert entry.short_citation


@given(st.integers(0, GOOD.count("\n")))
def test_deleting_any_line_loses_no_other_entry(index: int) -> None:
    lines = GOOD.splitlines(keepends=True)
    entries, problems = read("".join(lines[:index] + lines[index + 1 :]))
    before = {entry.key: entry for entry in read(GOOD)[0]}
    after = {entry.key: entry for entry in entries}
    for key, entry in before.items():
        first = entry.place.line - 1
        if not first <= index <= first + entry.raw.count("\n"):
            changed = {n for n, v in entry.fields.items() if after[key].fields.get(n) != v}
            assert not changed or problems
        elif index == first:
            assert problems or key == "last2020"


@given(st.integers(0, len(GOOD)))
def test_cutting_anywhere_keeps_what_is_before_and_names_what_is_cut(end: int) -> None:
    entries, problems = read(GOOD[:end])
    kept = {entry.key for entry in entries}
    for entry in read(GOOD)[0]:
        start, stop = entry.span
        if stop <= end:
            assert entry.key in kept
        elif start + len(f"@{entry.type}{{{entry.key}") <= end:
            assert any(f"`{entry.key}`" in problem.message for problem in problems)


@given(st.integers(0, len(GOOD) - 1), st.sampled_from('@{}()",=#% \n'))
def test_changing_any_character_loses_no_entry_silently(index: int, character: str) -> None:
    entries, problems = read(GOOD[:index] + character + GOOD[index + 1 :])
    kept = {entry.key for entry in entries}
    for entry in read(GOOD)[0]:
        start, stop = entry.span
        if not start <= index < stop:
            assert entry.key in kept or problems
