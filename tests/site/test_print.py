"""Pages on paper: nothing is cut off, all words are there, and nothing that only screens need."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from playwright.sync_api import Browser

from tests.site.served import Server
from tests.site.visiting import visiting

pytestmark = pytest.mark.browser

WIDTH = 700
"""CSS pixels across a sheet of A4 within its margins, rounded down."""
PAGES = [
    "/claims/energy-expenditure-vs-forward",
    "/documents/retro-walking-guide?view=print",
    "/gaps",
    "/doses",
    "/safety",
    "/claims?view=summary&kind=comparison",
]
CUT = """
() => [...document.querySelectorAll('main, main *')].filter(element => {
  const style = getComputedStyle(element);
  const isUnseen = element.closest('.unseen') || element.closest('svg');
  const hides = style.overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
  const box = element.getBoundingClientRect();
  return !isUnseen && box.width > 0 && (hides || box.right > innerWidth + 1);
}).map(element => `${element.tagName}.${element.className}: ${element.textContent.slice(0, 60)}`)
"""
"""Elements of which a sheet would not show all."""


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_cut_off_on_paper(browser: Browser, real_site: Server, path: str) -> None:
    with visiting(browser, real_site, WIDTH) as window:
        window.open(path)
        window.page.emulate_media(media="print")
        assert window.page.evaluate("document.documentElement.scrollWidth") <= WIDTH
        assert window.page.evaluate(CUT) == []
        assert not window.page.locator(".kb-find, .ask, .skip").first.is_visible()
        window.page.evaluate("document.querySelectorAll('.unseen').forEach(one => one.remove())")
        seen = words(window.page.locator("main").inner_text())
        printed, margin = read(
            window.page.pdf(format="A4", margin={"left": HALF_AN_INCH, "right": HALF_AN_INCH})
        )
        assert missing(seen, printed) == []
        assert margin > LEAST_MARGIN


HALF_AN_INCH = "0.5in"
LEAST_MARGIN = 7 / 25.4 * 72 - 1
"""Points to the right of the farthest letter: a wide table may be 7 mm from the edge."""


def words(text: str) -> list[str]:
    """Words of a text as it was typed, without marks."""
    return re.findall(r"\w{4,}", text.lower())


def missing(seen: list[str], printed: list[str]) -> list[str]:
    """The words that were seen and not printed; a few are parted where a line ends."""
    there = set(printed)
    joined = "".join(printed)
    return sorted({word for word in seen if word not in there and word not in joined})


def read(pdf: bytes) -> tuple[list[str], float]:
    """The words of a document, and what is left to the right of its farthest letter, in points."""
    document = pypdfium2.PdfDocument(pdf)
    text, margins = "", []
    for page in document:
        layer = page.get_textpage()
        text += layer.get_text_range() + "\n"
        rights = [layer.get_rect(at)[2] for at in range(layer.count_rects())]
        margins.append(page.get_width() - max(rights, default=0))
    document.close()
    return words(text.replace("\ufffe", "")), min(margins)
