"""Summaries as Word files: what they are made of, and that they open."""

from __future__ import annotations

import io
import shutil
import subprocess
import time
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as Word
from docx.enum.section import WD_ORIENTATION
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from kb.exports.summary.block import Callout, Document, Figure, Heading, Link, Paragraph, Text
from kb.exports.summary.docx import render
from tests.exports.whole import SVG, document, plain, said, squeezed, table, whole


def read(made: bytes) -> Word:
    return docx.Document(io.BytesIO(made))


def text(made: bytes) -> str:
    """Every word of the file's body."""
    body = read(made).element.body
    return squeezed("".join(each.text or "" for each in body.iter(qn("w:t"))))


def values(word: Word, path: str, attribute: str) -> list[str | None]:
    return [each.get(qn(attribute)) for each in word.element.body.iterfind(f".//{{*}}{path}")]


@pytest.fixture(scope="module")
def made() -> bytes:
    return render(whole())


def test_all_words_are_there(made: bytes) -> None:
    shown = text(made)
    assert [each for each in said(whole()) if squeezed(each) not in shown] == []


def test_headings_are_headings(made: bytes) -> None:
    headings = [
        (each.style.name, each.text)
        for each in read(made).paragraphs
        if each.style is not None and (each.style.name or "").startswith(("Heading", "Title"))
    ]
    assert headings == [
        ("Title", "Walking & more"),
        ("Heading 1", "Key messages"),
        ("Heading 2", "What was found"),
        ("Heading 2", "Doses"),
        ("Heading 3", "After that"),
        ("Heading 1", "References"),
    ]


def test_every_style_that_is_used_is_one_of_the_file(made: bytes) -> None:
    word = read(made)
    known = {style.style_id for style in word.styles}
    for kind in ("pStyle", "rStyle", "tblStyle"):
        used = set(values(word, kind, "w:val"))
        assert used
        assert used <= known


def test_headers_of_tables_repeat_and_rows_are_whole(made: bytes) -> None:
    found = [
        each for each in read(made).tables if each.style and each.style.name == "Summary Table"
    ]
    assert len(found) == 2
    for each in found:
        first, *others = [row._tr for row in each.rows]  # noqa: SLF001 - the flag has no name
        assert first.find(f".//{qn('w:tblHeader')}") is not None
        assert all(row.find(f".//{qn('w:tblHeader')}") is None for row in others)
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in (first, *others))


def test_a_wide_table_is_on_a_page_turned_sideways(made: bytes) -> None:
    sections = list(read(made).sections)
    assert [each.orientation for each in sections] == [
        WD_ORIENTATION.PORTRAIT,
        WD_ORIENTATION.LANDSCAPE,
        WD_ORIENTATION.PORTRAIT,
    ]
    for each in sections:
        assert each.page_width is not None
        assert each.page_height is not None
        is_wide = each.page_width > each.page_height
        assert is_wide == (each.orientation is WD_ORIENTATION.LANDSCAPE)


def test_links_lead_out_and_to_places_that_are_there(made: bytes) -> None:
    word = read(made)
    inner = {each for each in values(word, "hyperlink", "w:anchor") if each}
    assert inner
    assert inner <= set(values(word, "bookmarkStart", "w:name"))
    outer = [each.target_ref for each in word.part.rels.values() if each.is_external]
    assert outer == ["https://creativecommons.org/licenses/by/4.0/"]


def test_an_address_is_kept_once() -> None:
    link = Link("kept", "https://example.org/")
    rels = read(render(document(Paragraph((link, link))))).part.rels.values()
    outer = [each.target_ref for each in rels if each.is_external]
    assert sorted(outer) == ["https://creativecommons.org/licenses/by/4.0/", link.address]


def test_each_ordered_list_counts_from_one(made: bytes) -> None:
    numbered = [
        each.find(f".//{qn('w:numId')}").get(qn("w:val"))
        for each in read(made).element.body.iter(qn("w:p"))
        if each.style == "ListNumber"
    ]
    assert len(numbered) == 3
    assert numbered[0] == numbered[1] != numbered[2]


def test_a_figure_has_its_words(made: bytes) -> None:
    word = read(made)
    [picture] = word.element.body.iterfind(".//{*}docPr")
    assert picture.get("descr") == "Smith 2001: 0.21 (0.10 to 0.32)."
    assert picture.get("title") == "Forest plot: gait speed"
    assert round(word.inline_shapes[0].width.cm, 2) == 5.29


def test_properties_tell_whose_it_is_and_no_time(made: bytes) -> None:
    told = read(made).core_properties
    assert (told.title, told.author, told.language) == ("Walking & more", "The base", "en")
    assert told.created is not None
    assert told.created.year == 1980
    assert told.created == told.modified


def test_the_parts_are_those_that_are_needed_and_well_formed(made: bytes) -> None:
    with ZipFile(io.BytesIO(made)) as parts:
        names = parts.namelist()
        for name in names:
            if name.endswith((".xml", ".rels")):
                ET.fromstring(parts.read(name))  # noqa: S314 - our own
    assert sorted(names) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
        "word/media/image1.png",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
        "word/theme/theme1.xml",
        "word/webSettings.xml",
    ]


def test_two_renderings_are_the_same_bytes(made: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    later = time.localtime(2_000_000_000)
    monkeypatch.setattr(time, "localtime", lambda *_: later)
    assert render(whole()) == made


def test_a_document_for_one_page_is_set_smaller(made: bytes) -> None:
    small = read(render(document(Paragraph(plain("word " * 3000)), one_page=True)))
    [size, usual] = [
        next(each.styles.element.iter(qn("w:sz"))).get(qn("w:val")) for each in (small, read(made))
    ]
    assert (size, usual) == ("15", "20")


def test_on_one_page_references_and_facts_stand_side_by_side() -> None:
    small = render(whole(one_page=True))
    assert [each for each in said(whole(one_page=True)) if squeezed(each) not in text(small)] == []
    references, facts = read(small).tables[-1], read(small).tables[0]
    assert [cell.text[:7] for cell in references.rows[0].cells] == ["1\tSmith", "Trent B", ""]
    assert len(facts.columns) == 6


def test_a_document_may_be_nearly_empty() -> None:
    bare = Document("claim", "Bare", "", "", (), ())
    assert [each.text for each in read(render(bare)).paragraphs] == ["Bare"]


def test_what_has_no_title_has_no_line_for_it() -> None:
    untitled = replace(table(), caption="")
    callout = Callout("message", "", (Paragraph(plain("inside")),))
    made = read(render(document(untitled, Figure("", "words", SVG, 200, 100), callout)))
    styles = [each.style.name for each in made.paragraphs if each.style]
    assert "Caption" not in styles
    assert "Figure Caption" not in styles
    assert [each.text for each in made.tables[-1].cell(0, 0).paragraphs] == ["inside"]


def test_headings_that_are_hostile_are_words() -> None:
    sly = '</w:t><w:br/> & "x" \x00\u202e]]>'
    made = render(document(Heading(1, sly, "a"), Paragraph((Text(sly),))))
    assert [each.text for each in read(made).paragraphs[-2:]] == ['</w:t><w:br/> & "x" ]]>'] * 2


@settings(deadline=None, max_examples=25)
@given(st.text(min_size=1))
def test_any_text_is_a_text(words: str) -> None:
    made = render(document(Paragraph((Text("before "), Text(words), Text(" after")))))
    assert text(made).endswith("after")


@pytest.mark.slow
@pytest.mark.may_skip("LibreOffice is large, and nothing else needs it")
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_shows_all_of_it(made: bytes, tmp_path: Path) -> None:
    (tmp_path / "made.docx").write_bytes(made)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    order = ["soffice", "--headless", profile, "--convert-to", "pdf", "made.docx"]
    subprocess.run(order, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    pages = PdfReader(tmp_path / "made.pdf").pages
    shown = squeezed("".join(page.extract_text() for page in pages))
    assert [each for each in said(whole()) if squeezed(each) not in shown] == []
    assert [page.mediabox.width > page.mediabox.height for page in pages] == [
        False,
        True,
        False,
        False,
    ]
