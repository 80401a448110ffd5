"""Documents in a real browser: keys in the text, old addresses, the strip on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.site.served import Server
from tests.site.visiting import ORIGIN, visiting

pytestmark = pytest.mark.browser
POST = "/documents/cold-hands-post"


def test_keys_go_from_statement_to_statement_in_the_text(
    browser: Browser, private_site: Server
) -> None:
    with visiting(browser, private_site) as window:
        window.open(f"{POST}?view=text&statement=cold-hands-post.eases-pain")
        focused = "document.activeElement.textContent"
        window.page.locator("#t3").focus()
        window.page.keyboard.press("j")
        assert window.page.evaluate(focused) == "4"
        window.page.keyboard.press("k")
        assert window.page.evaluate(focused) == "3"
        window.page.keyboard.press("j")
        window.page.keyboard.press("Enter")
        window.page.wait_for_url("**shortens-stiffness#t4")
        assert window.page.locator(".looked-at").all_inner_texts() != []


def test_statement_is_followed_without_a_script(browser: Browser, private_site: Server) -> None:
    with visiting(browser, private_site, 360) as window:
        window.open(f"{POST}?view=text&statement=cold-hands-post.eases-pain")
        window.page.get_by_role("link", name="next →").click()
        window.page.wait_for_url("**shortens-stiffness#t4")
        assert window.page.evaluate("document.documentElement.scrollWidth") <= 360


def test_address_from_before_there_were_parts_leads_to_the_place(
    browser: Browser, private_site: Server
) -> None:
    with visiting(browser, private_site) as window:
        window.open(f"{POST}?kind=question#s-raynauds")
        window.page.wait_for_url(f"{ORIGIN}{POST}?part=1#s-raynauds")


def test_strip_is_passed_over_with_one_key(browser: Browser, full_site: Server) -> None:
    with visiting(browser, full_site) as window:
        window.open("/documents/hum-post")
        skip = window.page.get_by_role("link", name="Skip the map")
        skip.focus()
        assert skip.is_visible()
        window.page.keyboard.press("Enter")
        window.page.keyboard.press("Tab")
        inside = "document.activeElement.closest('.strip') === null"
        assert window.page.evaluate(inside)


def test_documents_are_never_wider_than_the_screen(
    browser: Browser, private_site: Server, full_site: Server
) -> None:
    for site, paths in (
        (private_site, [f"{POST}?view=text", f"{POST}?view=guidance", "/sources?q=x"]),
        (full_site, ["/documents", "/statements/hum-post.taller", "/terms/humming"]),
    ):
        with visiting(browser, site) as window:
            for path in paths:
                window.open(path)
                assert not window.overflowing(), path
