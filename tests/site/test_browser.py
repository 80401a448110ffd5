"""The pages in a real browser: quiet, self-contained, fit for any width, keyboard and paper."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from tests.site.served import Server
from tests.site.visiting import ORIGIN, visiting

pytestmark = pytest.mark.browser

TINY = [
    "/",
    "/claims?q=pain&kind=effect",
    "/claims/wrist-pain",
    "/claims/grip-fatigue-vs-rest",
    "/claims/numb-skin",
    "/claims/vessels-swelling",
    "/documents/cold-hands-post?view=text",
    "/documents/wrist-bath-guide",
    "/guidance/hand-bath",
    "/safety",
    "/sources/wristbaths",
    "/contradictions",
]
"""Pages with hostile text and with a document's own text."""
FULL = [
    "/claims/taller-tomatoes",
    "/documents/hum-post",
    "/studies/hum-trial",
    "/gaps?severity=major",
    "/doses",
]
"""Pages of the knowledge base that has every kind of record."""


def test_hostile_text_does_nothing_and_makes_no_page_wider(
    browser: Browser, private_site: Server, full_site: Server
) -> None:
    for site, paths in ((private_site, TINY), (full_site, FULL)):
        with visiting(browser, site) as window:
            window.page.on("dialog", lambda dialog: window.complaints.append(dialog.message))
            for path in paths:
                window.open(path)
                assert not window.overflowing(), path


@pytest.mark.parametrize("page", ["/search?q={}", "/claims?q={}", "/check?text={}", "/sql?q={}"])
def test_hostile_question_does_nothing(browser: Browser, site: Server, page: str) -> None:
    hostile = quote("\"'></textarea><img src=x onerror=alert(1)><script>alert(2)</script>")
    with visiting(browser, site) as window:
        window.page.on("dialog", lambda dialog: window.complaints.append(dialog.message))
        window.open(page.format(hostile))
        assert not window.overflowing()
        assert window.page.locator("main img").count() == 0


def test_home_leads_to_a_claim_and_on_to_its_source_by_keyboard_alone(
    browser: Browser, real_site: Server
) -> None:
    with visiting(browser, real_site) as window:
        window.open("/")
        window.page.keyboard.press("Tab")
        assert focused(window.page) == "Skip to the content"
        window.page.keyboard.press("Enter")
        window.tab_to("main a[href^='/claims/']")
        claim = focused(window.page)
        window.page.keyboard.press("Enter")
        window.page.wait_for_url(f"{ORIGIN}/claims/*")
        assert window.page.locator("h1").inner_text() == claim
        window.tab_to("main a[href^='/sources/']")
        source = focused(window.page)
        window.page.keyboard.press("Enter")
        window.page.wait_for_url(f"{ORIGIN}/sources/*")
        surname = source.split()[0]
        assert surname in window.page.locator("main").inner_text()


def test_search_is_answered_by_keyboard_alone(browser: Browser, site: Server) -> None:
    with visiting(browser, site) as window:
        window.open("/")
        window.tab_to("#ask")
        window.page.keyboard.type("stiffness")
        window.page.keyboard.press("Enter")
        window.page.wait_for_url(f"{ORIGIN}/search?q=stiffness")
        window.tab_to("main a[href^='/claims/']")
        window.page.keyboard.press("Enter")
        window.page.wait_for_url(f"{ORIGIN}/claims/morning-stiffness")


def focused(page: Page) -> str:
    """The words of what has the focus."""
    words: str = page.evaluate("document.activeElement.innerText")
    return words.strip()


def test_filters_keep_their_state_through_forms_links_and_history(
    browser: Browser, real_site: Server
) -> None:
    with visiting(browser, real_site) as window:
        window.open("/claims?kind=effect")
        window.page.locator("#words").fill("knee")
        window.page.get_by_role("button", name="Show").click()
        window.page.wait_for_url(lambda url: "kind=effect" in url and "q=knee" in url)
        asked, found = window.at(), headline(window.page)
        for mode in ("Table", "Cards"):
            window.page.get_by_role("link", name=mode, exact=True).click()
            window.page.wait_for_load_state()
            assert "kind=effect" in window.at()
            assert "q=knee" in window.at()
            assert headline(window.page) == found
        window.page.locator(".found a").first.click()
        window.page.wait_for_url(f"{ORIGIN}/claims/*")
        window.page.go_back()
        assert window.at().partition("&view")[0] == asked
        assert headline(window.page) == found
        assert window.page.locator("#words").input_value() == "knee"
        window.page.go_forward()
        assert window.at().startswith("/claims/")


def headline(page: Page) -> str:
    """How many claims a list says that it shows."""
    return page.locator(".results h2").inner_text()


def test_stylesheet_is_at_work_under_the_policy(browser: Browser, site: Server) -> None:
    with visiting(browser, site) as window:
        window.open("/claims/wrist-pain")
        colour = "getComputedStyle(document.querySelector('.kb-bar')).backgroundColor"
        assert window.page.evaluate(colour) == "rgb(23, 56, 74)"


def test_statement_leads_to_its_place_in_the_private_text(
    browser: Browser, private_site: Server
) -> None:
    with visiting(browser, private_site) as window:
        window.open("/documents/cold-hands-post")
        window.page.locator("#s-cuts-swelling").get_by_text("in the text").click()
        window.page.wait_for_url("**#t7")
        assert window.page.evaluate("document.querySelector(':target').textContent") == "7"


LINES = """
() => [...document.querySelectorAll('.text mark')].map(mark => {
  const style = getComputedStyle(mark);
  const lines = new Set(style.backgroundImage.match(/rgba?\\([^)]*\\)/g)
    .filter(colour => colour !== 'rgba(0, 0, 0, 0)'));
  return [[...mark.classList].filter(name => /^l\\d$/.test(name)).length, lines.size];
})
"""
"""Of each highlighted stretch: how many statements lie over it, how many lines are drawn."""


def test_real_article_is_legible_under_its_highlights_and_read_by_keyboard(
    browser: Browser, real_private_site: Server
) -> None:
    with visiting(browser, real_private_site) as window:
        window.open("/documents/retro-walking-guide?view=text")
        drawn = window.page.evaluate(LINES)
        assert len(drawn) > 30
        assert max(over for over, _ in drawn) > 1, "spans overlap in this article"
        assert all(over == lines for over, lines in drawn)
        window.tab_to(".text .pin")
        first, second = window.page.locator(".text .pin").all_inner_texts()[:2]
        assert focused(window.page) == first
        window.page.keyboard.press("j")
        assert focused(window.page) == second
        window.page.keyboard.press("Enter")
        window.page.wait_for_url(f"**#t{second}")
        assert window.page.locator(".looked-at").all_inner_texts()
        window.page.keyboard.press("k")
        assert window.page.locator(".pin:focus").count() == 1
