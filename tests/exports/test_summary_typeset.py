"""Summaries of the real data as Word files and PDF: nothing of them is lost."""

from __future__ import annotations

import io
from contextlib import closing
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from pypdfium2 import PdfDocument

from kb.exports.summary import docx as word
from kb.exports.summary import pdf
from kb.exports.summary.block import Document
from kb.exports.summary.content import document
from kb.exports.summary.paper import pieces
from tests.exports.selected import selected
from tests.exports.whole import said, squeezed

pytestmark = [pytest.mark.slow, pytest.mark.untraced]
PLURAL = {"evidence": {}, "practice": {}, "claim": {"certainty": ["moderate"]}, "document": {}}
"""The sheets, and what is asked for: not all claims have a sheet here."""


@pytest.fixture(scope="module", params=PLURAL)
def made(request: pytest.FixtureRequest, real: Path) -> Document:
    """Give a document of each kind."""
    with selected(real, PLURAL[request.param]) as selection:
        return document(selection, request.param, "apa")


def lost(made: Document, shown: str) -> set[str]:
    """Words, or parts of long ones, that are not in a text: between them a page may end."""
    words = {word for text in said(made) for piece in pieces(text) for word in piece.split()}
    return {each for each in words if squeezed(each) not in shown}


def test_a_word_file_has_every_word(made: Document) -> None:
    body = docx.Document(io.BytesIO(word.render(made))).element.body
    shown = squeezed("".join(each.text or "" for each in body.iter(qn("w:t"))))
    assert lost(made, shown) == set()


def test_a_pdf_has_every_word_and_is_accessible(made: Document) -> None:
    rendered = pdf.render(made)
    with closing(PdfDocument(rendered)) as pages:
        shown = squeezed("".join(page.get_textpage().get_text_range() for page in pages))
    assert lost(made, shown) == set()
    assert b"<pdfuaid:part>1<" in rendered
