"""Runs as words with a look and a destination."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kb.exports.summary.block import Break, Cite, Link, Mark, Record, Run, Text
from kb.exports.summary.inline import Words, plain, spoken, targets, words
from tests.exports.whole import whole

PLACES = {("heading", "found"): "h", ("reference", "s"): "r", ("note", "a"): "n"}


def only(run: Run) -> Words | None:
    [each] = words((run,), PLACES)  # type: ignore[arg-type]
    return each


def test_each_place_of_a_document_has_a_name_of_its_own() -> None:
    places = targets(whole())
    assert len(set(places.values())) == len(places)
    assert places["note", "a"].startswith("note_")
    assert {sort for sort, _ in places} == {"heading", "note", "reference"}


def test_citations_notes_and_inner_links_lead_to_their_places() -> None:
    assert only(Cite("[1]", "s")) == Words("[1]", to="r")
    assert only(Mark("a")) == Words("a", position="super", to="n")
    assert only(Link("see", "#found")) == Words("see", to="h")


def test_what_leads_nowhere_is_plain_words() -> None:
    assert only(Cite("[9]", "unknown")) == Words("[9]")
    assert only(Link("see", "#gone")) == Words("see")
    assert only(Link("run", "javascript:alert(1)")) == Words("run")
    assert only(Link("found", "found")) == Words("found")


def test_an_address_has_only_letters_that_addresses_have() -> None:
    led = only(Link("doi", 'https://doi.org/10.1/a b"<é>%20'))
    assert led == Words("doi", url="https://doi.org/10.1/a%20b%22%3C%C3%A9%3E%20")


def test_looks_and_records_are_kept_and_a_break_is_none() -> None:
    looks = Text("x", bold=True, italic=True, position="sub")
    assert only(looks) == Words("x", bold=True, italic=True, position="sub")
    assert only(Record("claim", "oa-pain")) == Words("oa-pain", is_record=True)
    assert only(Break()) is None
    assert spoken((Text("a"), Break(), Record("claim", "b"))) == "a b"


@given(st.text())
def test_plain_text_is_one_line(text: str) -> None:
    assert len(plain(text).splitlines()) <= 1
