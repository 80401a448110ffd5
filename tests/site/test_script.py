"""What `site.js` adds in a real browser (copying, filtering, tips, keys), and that it is small."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.site.served import Server

ORIGIN = "http://kb.test"
PAGE = """<!doctype html><html lang="en" class="kb"><title>Test</title>
<script src="/site.js" defer></script><main>
<input type="search" id="ask">
<p id="cited">A <em>citation</em></p>
<button type="button" data-copy="#cited" hidden>Copy</button>
<label><input type="search" id="filter" data-filter=".list" aria-label="Filter" hidden></label>
<section data-group id="fruit"><ul class="list lines"><li><a href="#1">Café apple</a></li>
<li><a href="#2">Pear</a></li></ul></section>
<section data-group><ul class="list lines"><li><a href="#3">Stone</a></li></ul></section>
<svg width="9" height="9"><circle id="dot" r="4" cx="4" cy="4" tabindex="0" data-tip="21 %"/></svg>
<button type="button" data-keys hidden>Keys</button>
</main></html>"""


def test_script_is_small_and_asks_nobody(site: Server) -> None:
    script = site.get("/-/static-plugins/kb/site.js")
    assert script.status == 200
    assert len(script.body.encode()) < 10_000
    assert not [word for word in ("fetch(", "XMLHttp", "://", "innerHTML") if word in script.body]


@pytest.fixture(scope="module")
def page(browser: Browser, site: Server) -> Iterator[Page]:
    """A page with one of each attribute."""
    script = site.get("/-/static-plugins/kb/site.js").body

    def answer(route: Route) -> None:
        is_script = route.request.url.endswith(".js")
        kind = "text/javascript" if is_script else "text/html; charset=utf-8"
        route.fulfill(body=script if is_script else PAGE, content_type=kind)

    opened = browser.new_page()
    opened.route("**/*", answer)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def _fresh(request: pytest.FixtureRequest) -> None:
    if "page" in request.fixturenames:
        request.getfixturevalue("page").goto(ORIGIN)


def shown(page: Page, selector: str) -> list[str]:
    """The texts of what is seen."""
    return [one.inner_text() for one in page.locator(selector).all() if one.is_visible()]


@pytest.mark.browser
def test_button_copies_the_text_of_an_element(page: Page) -> None:
    page.get_by_role("button", name="Copy").click()
    page.get_by_role("button", name="Copied").wait_for()
    page.locator("#ask").focus()
    page.keyboard.press("Control+v")
    assert page.locator("#ask").input_value() == "A citation"


@pytest.mark.browser
def test_filter_keeps_what_has_all_words_whatever_their_accents(page: Page) -> None:
    page.locator("#filter").fill("APPLE cafe")
    assert shown(page, ".list li") == ["Café apple"]
    assert shown(page, "[data-group]") == ["Café apple"]
    assert page.get_by_text("1 of 3").is_visible()
    page.locator("#filter").fill("")
    assert len(shown(page, ".list li")) == 3


@pytest.mark.browser
def test_tip_is_shown_at_the_focus_and_taken_away_by_escape(page: Page) -> None:
    page.locator("#dot").focus()
    assert page.get_by_role("tooltip").inner_text() == "21 %"
    page.keyboard.press("Escape")
    assert not page.get_by_role("tooltip").is_visible()


@pytest.mark.browser
def test_keys_lead_to_search_and_through_items(page: Page) -> None:
    focused = "document.activeElement.textContent || document.activeElement.id"
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate(focused) == "Pear"
    page.keyboard.press("k")
    assert page.evaluate(focused) == "Café apple"
    page.keyboard.press("/")
    assert page.evaluate(focused) == "ask"
    page.keyboard.type("j/?")
    assert page.locator("#ask").input_value() == "j/?", "what is typed is no command"


@pytest.mark.browser
def test_keys_are_listed_and_can_be_switched_off(page: Page) -> None:
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    assert "next item" in dialog.inner_text()
    dialog.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("?")
    assert not page.get_by_role("dialog").is_visible()
    page.get_by_role("button", name="Keys").click()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()
