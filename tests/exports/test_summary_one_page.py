"""Claim sheets and practice cards of the real data: each is one page."""

from __future__ import annotations

import io
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdfium2 import PdfDocument

from kb.exports.summary import docx, html, pdf
from kb.exports.summary.block import Document
from kb.exports.summary.content import document
from tests.exports.selected import selected

pytestmark = [pytest.mark.slow, pytest.mark.untraced]
MOST_STUDIED = """
    select claim from evidence_line group by claim order by count(*) desc, claim limit 8
"""
HEIGHT, FOOT = 842, 32
"""Of a page, and of what stands below all of its text, in points."""
PEOPLE = """
    select distinct population from claim where population in (select population from guidance)
    or population in ('people', 'stroke-patients') order by population
"""


@pytest.fixture(scope="module")
def made(real: Path) -> Mapping[str, Document]:
    """Give the sheets of the claims with the most evidence, and cards of many people."""
    with closing(sqlite3.connect(real)) as connection:
        claims = [claim for (claim,) in connection.execute(MOST_STUDIED)]
        people = [population for (population,) in connection.execute(PEOPLE)]
    assert "people" in people
    sheets = {claim: one(real, "claim", {"claim": [claim]}) for claim in claims}
    cards = {each: one(real, "practice", {"population": [each]}) for each in people}
    return sheets | cards


def one(path: Path, sheet: str, given: dict[str, list[str]]) -> Document:
    """Give a document."""
    with selected(path, given) as selection:
        return document(selection, sheet, "apa")


def long(rendered: Iterable[tuple[str, bytes]]) -> dict[str, int]:
    """Give how many pages each PDF has that has more than one."""
    found = {}
    for name, each in rendered:
        with closing(PdfDocument(io.BytesIO(each))) as opened:
            found[name] = len(opened)
    return {name: n for name, n in found.items() if n != 1}


def test_each_is_a_page_of_pdf(made: Mapping[str, Document]) -> None:
    assert long((name, pdf.render(each)) for name, each in made.items()) == {}


def test_each_is_a_page_of_a_browser(made: Mapping[str, Document], browser: Browser) -> None:
    page = browser.new_page()
    printed = []
    for name, each in made.items():
        page.set_content(html.render(each).decode())
        printed.append((name, page.pdf(prefer_css_page_size=True)))
    page.close()
    assert long(printed) == {}


@pytest.mark.may_skip("LibreOffice is large, and nothing else needs it")
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_each_is_a_page_of_a_word_processor(made: Mapping[str, Document], tmp_path: Path) -> None:
    for name, each in made.items():
        (tmp_path / f"{name}.docx").write_bytes(docx.render(each))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    order = ["soffice", "--headless", profile, "--convert-to", "pdf"]
    names = [f"{name}.docx" for name in made]
    subprocess.run([*order, *names], cwd=tmp_path, check=True, capture_output=True, timeout=300)
    assert long((name, (tmp_path / f"{name}.pdf").read_bytes()) for name in made) == {}


def test_the_fullest_sheet_leaves_little_of_its_page_empty(real: Path) -> None:
    """What is left out is left out for want of room."""
    sheet = one(real, "claim", {"claim": ["stroke-walking-speed"]})
    assert "more studies; " in str(sheet.blocks)
    with closing(PdfDocument(io.BytesIO(pdf.render(sheet)))) as opened:
        text = opened[0].get_textpage()
        lowest = min(
            low for each in range(text.count_rects()) if (low := text.get_rect(each)[1]) > FOOT
        )
    assert lowest < HEIGHT / 7
