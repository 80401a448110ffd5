"""Summaries as PDF: tags, bookmarks, and text that never is code."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject, StreamObject

from kb.exports.error import UnavailableError
from kb.exports.summary.block import (
    Callout,
    Column,
    Document,
    Figure,
    Heading,
    Paragraph,
    Row,
    Table,
    Text,
)
from kb.exports.summary.pdf import render
from tests.exports.whole import SVG, document, plain, said, squeezed, table, whole

HOSTILE = (
    "#panic()",
    "\\u{41}",
    "$x$",
    "]",
    "[",
    "*b*",
    "_i_",
    "`c`",
    "<l>",
    "@r",
    "//",
    "/*",
    "#{",
)
"""What Typst would make something of, were it not only text."""


def text(made: bytes) -> str:
    """Every word of the file."""
    return squeezed("".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages))


def nodes(made: bytes) -> list[DictionaryObject]:
    """The tags of the file, in order."""
    root = cast("DictionaryObject", PdfReader(io.BytesIO(made)).trailer["/Root"])
    return list(_below(root["/StructTreeRoot"]))


def tags(made: bytes) -> list[str]:
    """The names of the tags of the file, in order."""
    return [str(node["/S"]) for node in nodes(made)]


def _below(node: PdfObject) -> Iterator[DictionaryObject]:
    if isinstance(node, ArrayObject):
        for each in node:
            yield from _below(each.get_object())
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from _below(node["/K"])


def outline(entries: object) -> list[object]:
    """The titles of bookmarks, those below others in lists of their own."""
    assert isinstance(entries, list)
    return [outline(each) if isinstance(each, list) else each["/Title"] for each in entries]


@pytest.fixture(scope="module")
def made() -> bytes:
    return render(whole())


def test_all_words_are_there(made: bytes) -> None:
    shown = text(made)
    assert [each for each in said(whole()) if squeezed(each) not in shown] == []


def test_headings_are_bookmarks(made: bytes) -> None:
    assert outline(PdfReader(io.BytesIO(made)).outline) == [
        "Key messages",
        ["What was found", "Doses", ["After that"]],
        "References",
    ]


def test_parts_are_tagged_as_what_they_are(made: bytes) -> None:
    found = tags(made)
    counts = {each: found.count(each) for each in set(found)}
    assert counts["/Title"] == 1
    assert (counts["/H1"], counts["/H2"], counts["/H3"]) == (2, 2, 1)
    assert (counts["/Table"], counts["/TH"], counts["/TD"]) == (2, 6, 10)
    assert (counts["/L"], counts["/LI"]) == (3, 5)
    assert counts["/Caption"] == 3


def test_a_figure_has_its_words(made: bytes) -> None:
    [figure] = [node for node in nodes(made) if str(node["/S"]) == "/Figure"]
    assert str(figure["/Alt"]) == "Smith 2001: 0.21 (0.10 to 0.32)."


def test_properties_tell_whose_it_is_and_no_time(made: bytes) -> None:
    reader = PdfReader(io.BytesIO(made))
    told = reader.metadata
    assert told is not None
    assert (told.title, told.author, told.subject) == ("Walking & more", "The base", "A summary")
    assert told.creation_date is None
    root = cast("DictionaryObject", reader.trailer["/Root"])
    assert str(root["/Lang"]) == "en"
    assert b"pdfuaid:part>1<" in cast("StreamObject", root["/Metadata"]).get_data()


def test_links_lead_out_and_to_places_that_are_there(made: bytes) -> None:
    notes = [
        cast("DictionaryObject", each.get_object())
        for page in PdfReader(io.BytesIO(made)).pages
        for each in page.get("/Annots", ())
    ]
    addresses = [
        str(cast("DictionaryObject", each["/A"])["/URI"])
        for each in notes
        if "/URI" in cast("DictionaryObject", each.get("/A", DictionaryObject()))
    ]
    assert addresses == ["https://creativecommons.org/licenses/by/4.0/"]
    assert len(notes) - len(addresses) == 2 + 3 + 2  # a citation, a link, and a mark in each row


def test_a_wide_table_is_on_a_page_turned_sideways(made: bytes) -> None:
    pages = PdfReader(io.BytesIO(made)).pages
    turned = [page.mediabox.width > page.mediabox.height for page in pages]
    assert turned == [False, True, False, False]


def test_headers_of_tables_and_groups_repeat_on_every_page() -> None:
    pages = PdfReader(io.BytesIO(render(document(table(120))))).pages
    assert len(pages) > 2
    for page in pages:
        assert squeezed("Effect (95 % CI)") in squeezed(page.extract_text())
        assert squeezed("After a stroke") in squeezed(page.extract_text())


def test_a_row_is_on_one_page_unless_no_page_has_room_for_it() -> None:
    short = {f"from{number}:": f"to{number}." for number in range(30)}
    pages = _pages(*(first + " word" * 50 + last for first, last in short.items()))
    assert len(pages) > 1
    for first, last in short.items():
        [page] = [each for each in pages if first in each]
        assert last in page
    long = "".join(f"w{number} " for number in range(4000))
    shown = "".join(_pages(long))
    assert [number for number in range(4000) if f"w{number}" not in shown] == []


def _pages(*cells: str) -> list[str]:
    """The words of the pages of a table with these cells."""
    rows = tuple(Row((plain(cell), plain("x"))) for cell in cells)
    made = render(document(Table("Long", (Column("A"), Column("B")), rows)))
    return [squeezed(page.extract_text()) for page in PdfReader(io.BytesIO(made)).pages]


def test_a_long_word_stays_within_its_column() -> None:
    [page] = _pages("abcdefghij" * 30)
    assert "abcdefghij" * 30 in page


def test_two_renderings_are_the_same_bytes(made: bytes) -> None:
    assert render(whole()) == made


def test_a_document_for_one_page_is_set_smaller() -> None:
    text = Paragraph(plain("word " * 1200))
    made = [render(document(text, one_page=one_page)) for one_page in (False, True)]
    assert [len(PdfReader(io.BytesIO(each)).pages) for each in made] == [2, 1]


def test_a_document_may_be_nearly_empty() -> None:
    assert text(render(Document("claim", "Bare", "", "", (), ()))) == squeezed("Bare Bare 1 / 1")


def test_what_has_no_title_has_no_line_for_it() -> None:
    untitled = replace(table(), caption="")
    callout = Callout("message", "", (Paragraph(plain("inside")),))
    made = render(document(untitled, Figure("", "words", SVG, 200, 100), callout))
    assert "/Caption" not in tags(made)
    assert "inside" in text(made)


def test_letters_that_no_font_has_hinder_nothing() -> None:
    made = render(document(Paragraph(plain("before \N{LINEAR B SYLLABLE B008 A}\ue000 after"))))
    assert text(made).startswith(squeezed("Walking & more A summary"))
    assert "before" in text(made)
    assert "/Title" in tags(made)


def test_without_typst_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(UnavailableError, match="Typst") as told:
        render(whole())
    assert told.value.hint == "install kb[pdf], or typst by itself"


def test_what_is_code_to_typst_is_text_everywhere() -> None:
    sly = "".join(HOSTILE)
    blocks = (
        Heading(1, sly, "sly"),
        Paragraph((Text(sly), Text(sly, bold=True), Text(sly, position="super"))),
        Table(sly, (Column(sly),), (Row((plain(sly),)), Row((plain(sly),), spanning=True))),
    )
    made = render(document(*blocks))
    assert text(made).count(squeezed(sly)) == 8


@settings(deadline=None, max_examples=25)
@given(st.lists(st.sampled_from([*HOSTILE, "a", " ", '"', "'", "--", "...", "~", "="]), min_size=1))
def test_any_text_is_text(parts: list[str]) -> None:
    words = "".join(parts)
    shown = text(render(document(Paragraph((Text("<"), Text(words), Text(">"))))))
    assert squeezed(f"<{words}>") in shown
