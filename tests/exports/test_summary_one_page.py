"""Claim sheets and practice cards of the real data: each is one page."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdfium2 import PdfDocument

from kb.exports.summary import html, pdf
from kb.exports.summary.block import Document
from kb.exports.summary.content import document, room
from tests.exports.selected import selected

pytestmark = pytest.mark.slow
LONGEST = 25


@pytest.fixture(scope="module")
def sheets(real: Path) -> list[Document]:
    """Give the longest claim sheets."""
    with closing(sqlite3.connect(real)) as connection:
        claims = [claim for (claim,) in connection.execute("select id from claim")]
    made = [one(real, "claim", {"claim": [claim]}) for claim in claims]
    return sorted(made, key=lambda each: -room.lines(each.blocks))[:LONGEST]


@pytest.fixture(scope="module")
def cards(real: Path) -> list[Document]:
    """Give the practice cards of populations with guidance; of all people a card may be longer."""
    with closing(sqlite3.connect(real)) as connection:
        sql = """select distinct population from claim where population in
            (select population from guidance) and population <> 'people'"""
        people = [population for (population,) in connection.execute(sql)]
    assert people
    return [one(real, "practice", {"population": [each]}) for each in people]


def one(path: Path, sheet: str, given: dict[str, list[str]]) -> Document:
    """Give a document."""
    with selected(path, given) as selection:
        return document(selection, sheet, "apa")


def pages(made: bytes) -> int:
    """How many pages a PDF has."""
    with closing(PdfDocument(io.BytesIO(made))) as opened:
        return len(opened)


def test_each_sheet_and_card_is_a_page_of_pdf(
    sheets: list[Document], cards: list[Document]
) -> None:
    long = {each.title: pages(pdf.render(each)) for each in (*sheets, *cards)}
    assert {title: n for title, n in long.items() if n != 1} == {}


def test_each_sheet_and_card_is_a_page_of_a_browser(
    sheets: list[Document], cards: list[Document], browser: Browser
) -> None:
    page = browser.new_page()
    long = {}
    for each in (*sheets, *cards):
        page.set_content(html.render(each).decode())
        long[each.title] = pages(page.pdf(prefer_css_page_size=True))
    page.close()
    assert {title: n for title, n in long.items() if n != 1} == {}
