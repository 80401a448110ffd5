"""Summaries as HTML: one page that loads nothing, runs nothing, and says what it should."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from kb.exports.formats.summary import SHEETS
from kb.exports.summary.block import (
    Cite,
    Column,
    Document,
    Items,
    Link,
    Paragraph,
    Row,
    Run,
    Table,
    Text,
)
from kb.exports.summary.html import render
from kb.exports.summary.inline import plain
from kb.figures import style
from tests.exports.selected import written
from tests.exports.whole import whole

VOID = {"meta", "br", "hr", "col", "rect", "line", "path", "circle"}
PHONE, DESK = 360, 1280


class Page(HTMLParser):
    """What a page holds; elements must close in order."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(data.decode())
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it."""
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element of SVG without content."""
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Say that what was opened last is closed first."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep text."""
        if "style" not in self.open:
            self.texts.append(data)

    def values(self, attribute: str) -> list[str]:
        """Give the values of an attribute."""
        return [value for _, given in self.found if (value := given.get(attribute)) is not None]


@cache
def html(path: Path, sheet: str) -> bytes:
    """The sheet of all claims of a file that nothing changes."""
    return written(path, "summary", None, sheet=sheet, format="html")


@pytest.mark.untraced
@pytest.mark.parametrize("sheet", SHEETS)
def test_each_kind_is_whole_and_leads_inside_or_to_the_web(each: Path, sheet: str) -> None:
    page = Page(html(each, sheet))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    for address in page.values("href"):
        assert address.startswith(("https://", "http://")) or address.removeprefix("#") in ids
    for named in page.values("aria-labelledby"):
        assert set(named.split()) <= set(ids)


def test_a_page_loads_and_runs_nothing(real: Path) -> None:
    data = html(real, "claim")
    page = Page(data)
    assert {tag for tag, _ in page.found} & {"script", "link", "img", "iframe", "object"} == set()
    assert page.values("src") == []
    assert not [name for _, given in page.found for name in given if name.startswith("on")]
    policy = next(given for _, given in page.found if "http-equiv" in given)["content"] or ""
    sheets = re.findall(r"<style>(.*?)</style>", data.decode(), re.DOTALL)
    for sheet in sheets:
        digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert style.SOURCE in policy


@given(st.text(), st.text())
def test_text_is_nothing_but_text(text: str, other: str) -> None:
    runs: tuple[Run, ...] = (Text(text, bold=True), Link(other, "javascript:x"), Cite(text, "gone"))
    table = Table(text, (Column(other),), (Row((runs,)), Row((runs,), spanning=True)))
    blocks = (Paragraph(runs, small=True), Items((runs,), ordered=True), table)
    page = Page(render(Document("claim", text, other, other, ((text, runs),), blocks)))
    said = plain(text) + plain(other) + plain(text)
    assert "".join(page.texts).count(said) >= 5 or not said.strip()
    assert {tag for tag, _ in page.found} & {"a", "script", "b"} == set()


def test_all_kinds_of_block_are_told() -> None:
    page = Page(render(whole()))
    assert {"h2", "h3", "ul", "table", "thead", "svg", "hr", "sup", "sub", "em"} <= {
        tag for tag, _ in page.found
    }
    assert "None" not in "".join(page.texts)


@pytest.mark.browser
@pytest.mark.parametrize("sheet", SHEETS)
def test_a_page_fits_its_window_and_obeys_its_own_policy(
    browser: Browser, full: Path, tmp_path: Path, sheet: str
) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(html(full, sheet))
    refused: list[str] = []
    for width in (PHONE, DESK):
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.on("console", lambda message: refused.append(message.text))
        page.goto(file.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
        page.close()
    assert refused == []
