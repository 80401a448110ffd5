"""An entry by itself: as written, or with what it takes from elsewhere in its file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.reading.bibtex import BibEntry, read_bibtex

PLAIN = "@article{a,\n  title = {T},\n  month = jan # {~1},\n}"


def only(text: str, key: str = "a") -> BibEntry:
    entries, problems = read_bibtex(text, "x.bib")
    assert not problems
    return next(each for each in entries if each.key == key)


def told(entry: BibEntry) -> tuple[object, ...]:
    fields = {
        name: text for name, text in entry.fields.items() if name not in {"crossref", "xdata"}
    }
    return entry.key, entry.type, fields, entry.persons


@pytest.mark.parametrize("before", ["", '@string{jmi = "Journal of Macros"}\n'])
def test_an_entry_that_needs_no_other_is_as_written(before: str) -> None:
    assert only(before + PLAIN).alone == PLAIN


def test_an_abbreviation_is_put_in() -> None:
    entry = only('@string{jmi = "Journal of {M}acros"}\n@article{a, title = {T}, journal = jmi}')
    assert entry.alone == "@article{a,\n  title = {T},\n  journal = {Journal of {M}acros},\n}"
    assert told(only(entry.alone)) == told(entry)


def test_another_meaning_of_a_month_is_put_in() -> None:
    entry = only("@string{jan = {Snow}}\n@article{a, title = {T}, month = jan}")
    assert "month = {Snow}" in entry.alone


def test_what_is_inherited_is_put_in() -> None:
    book = "@book{b, title = {Trees}, editor = {van den Berg, J{\\'a}n}, year = 2001}"
    entry = only(f"@incollection{{a, title = {{Roots}}, crossref = {{b}}}}\n{book}")
    assert "crossref" not in entry.alone
    assert told(only(entry.alone)) == told(entry)


@pytest.mark.parametrize(
    "text", ["@article{a, title = {T}, journal = nowhere}", "@article{a, title = {T"]
)
def test_what_is_wrong_stays_as_written(text: str) -> None:
    (entry,), problems = read_bibtex(text, "x.bib")
    assert problems
    assert entry.alone == entry.raw


@given(st.lists(st.sampled_from(["jmi", "{a {B} c}", '"d"', "jan", "12"]), min_size=1, max_size=4))
def test_alone_it_says_what_it_said(parts: list[str]) -> None:
    value = " # ".join(parts)
    entry = only(f"@string{{jmi = {{Of {{M}}}}}}\n@article{{a, title = {{T}}, journal = {value}}}")
    assert told(only(entry.alone)) == told(entry)
