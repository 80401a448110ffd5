"""The pages in a real browser: quiet, self-contained, and fit for a narrow screen.

The browser's requests are answered by Datasette in this process; any other is refused and noted.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, sync_playwright

from tests.site.served import Server

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]
ORIGIN = "http://kb.localhost"
PAGES = [
    "/",
    "/claims",
    "/claims?q=pain&kind=effect",
    "/claims/wrist-pain",
    "/claims/grip-fatigue-vs-rest",
    "/documents",
    "/documents/cold-hands-post",
    "/documents/wrist-bath-guide",
    "/guidance",
    "/guidance/hand-bath",
    "/safety",
    "/studies",
    "/studies/inventa-trial",
    "/gaps",
    "/doses",
    "/contradictions",
    "/compare",
    "/compare/documents?left=cold-hands-post&right=wrist-bath-guide",
    "/terms",
    "/terms/people",
    "/sources",
    "/sources/wristbaths",
    "/search?q=wrist",
    "/search?q=wirst&kind=claim",
    "/check?text=A+cold+hand+bath+eases+wrist+pain+by+90+%25.+The+moon+is+made+of+cheese.",
    "/queries",
    "/queries/claims-said-most",
    "/queries/said-and-shown",
    "/sql?q=select+*+from+claim",
    "/about",
    "/data",
    "/data/finding",
]
FULL_PAGES = [
    "/",
    "/claims/taller-tomatoes",
    "/documents/hum-post",
    "/studies",
    "/studies/hum-trial",
    "/gaps",
    "/gaps?severity=major",
    "/compare/statements",
    "/doses",
    "/check?text=Humming+makes+tomatoes+taller+by+90+percent.",
    "/queries/largest-samples",
    "/about",
]
"""Pages with evidence on them, of the knowledge base that has every kind of record."""


@dataclass
class Visit:
    """A browser's page, with what it complained of and whom else it asked."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Go to a page of the site."""
        self.page.goto(ORIGIN + path, wait_until="load")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Debian's Chromium."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("no chromium on PATH")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()


def visit(browser: Browser, site: Server, width: int, scheme: Scheme = "light") -> Visit:
    """Open a window of a width in which only the site can be reached."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    visited = Visit(context.new_page())

    def answer(route: Route) -> None:
        url = route.request.url
        if not url.startswith(ORIGIN):
            visited.outside.append(url)
            route.abort()
            return
        response = site.run(site.datasette.client.get(url.removeprefix(ORIGIN)))
        route.fulfill(
            status=response.status_code, headers=dict(response.headers), body=response.content
        )

    def complain(message: ConsoleMessage) -> None:
        visited.complaints.append(message.text)

    visited.page.route("**/*", answer)
    visited.page.on("console", complain)
    visited.page.on("pageerror", lambda error: visited.complaints.append(str(error)))
    return visited


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_pages_are_quiet_self_contained_and_never_wider_than_the_screen(
    browser: Browser, private_site: Server, width: int
) -> None:
    window = visit(browser, private_site, width)
    for path in PAGES:
        window.open(path)
        wide = window.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, path
    assert window.complaints == []
    assert window.outside == []
    window.page.context.close()


@pytest.mark.parametrize("width", [360, 1440])
def test_pages_of_evidence_are_quiet_and_never_wider_than_the_screen(
    browser: Browser, full_site: Server, width: int
) -> None:
    window = visit(browser, full_site, width)
    for path in FULL_PAGES:
        window.open(path)
        assert window.page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert window.complaints == []
    assert window.outside == []
    window.page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_of_evidence_stand_out_from_the_ground(
    browser: Browser, full_site: Server, scheme: Scheme
) -> None:
    window = visit(browser, full_site, 1440, scheme)
    for path in FULL_PAGES:
        window.open(path)
        assert window.page.evaluate(FAINT) == [], path
    window.page.context.close()


def test_hostile_text_does_nothing(browser: Browser, private_site: Server) -> None:
    window = visit(browser, private_site, 1440)
    alerts: list[str] = []
    window.page.on("dialog", lambda dialog: alerts.append(dialog.message))
    for path in ("/documents/wrist-bath-guide", "/claims/numb-skin", "/claims/vessels-swelling"):
        window.open(path)
    assert alerts == []
    assert window.complaints == []
    window.page.context.close()


def test_stylesheet_is_at_work_under_the_policy(browser: Browser, site: Server) -> None:
    window = visit(browser, site, 1440)
    window.open("/claims/wrist-pain")
    colour = "getComputedStyle(document.querySelector('.kb-bar')).backgroundColor"
    assert window.page.evaluate(colour) == "rgb(23, 56, 74)"
    window.page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_the_ground(browser: Browser, site: Server, scheme: Scheme) -> None:
    window = visit(browser, site, 1440, scheme)
    for path in ("/claims/wrist-pain", "/claims", "/documents/cold-hands-post", "/safety", "/"):
        window.open(path)
        assert window.page.evaluate(FAINT) == [], path
    window.page.context.close()


FAINT = """
() => {
  const parsed = (colour) => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 1;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  };
  const over = (top, ground) => top.slice(0, 3).map(
    (value, i) => value * top[3] / 255 + ground[i] * (1 - top[3] / 255));
  const ground = (element) => {
    if (!element) return [255, 255, 255];
    const own = parsed(getComputedStyle(element).backgroundColor);
    return own[3] === 255 ? own.slice(0, 3) : over(own, ground(element.parentElement));
  };
  const light = (rgb) => rgb.map((value) => value / 255)
    .map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    .reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i], 0);
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const faint = [];
  for (const element of document.querySelectorAll('body *')) {
    const words = [...element.childNodes].some(
      (node) => node.nodeType === 3 && node.textContent.trim());
    if (!words || !element.getClientRects().length) continue;
    const below = ground(element);
    const ink = over(parsed(getComputedStyle(element).color), below);
    if (contrast(ink, below) < 4.5) faint.push(`${element.className}: ${element.textContent}`);
  }
  return faint;
}
"""
"""Elements whose words have less contrast than WCAG AA asks for."""


def test_home_leads_to_a_claim_by_keyboard_alone(browser: Browser, site: Server) -> None:
    window = visit(browser, site, 1440)
    window.open("/")
    window.page.keyboard.press("Tab")
    assert window.page.evaluate("document.activeElement.textContent") == "Skip to the content"
    window.page.locator("#ask").focus()
    window.page.keyboard.type("stiffness")
    window.page.keyboard.press("Enter")
    window.page.wait_for_url(f"{ORIGIN}/search?q=stiffness")
    window.page.locator("main .lines a").first.focus()
    window.page.keyboard.press("Enter")
    window.page.wait_for_url(f"{ORIGIN}/claims/morning-stiffness")
    window.page.context.close()


def test_filter_form_keeps_what_was_chosen(browser: Browser, site: Server) -> None:
    window = visit(browser, site, 1440)
    window.open("/claims?kind=effect")
    window.page.locator("#words").fill("pain")
    window.page.get_by_role("button", name="Show").click()
    window.page.wait_for_url(lambda url: "kind=effect" in url and "q=pain" in url)
    assert window.page.locator(".found > li").count() == 2
    window.page.context.close()


def test_statement_leads_to_its_place_in_the_private_text(
    browser: Browser, private_site: Server
) -> None:
    window = visit(browser, private_site, 1440)
    window.open("/documents/cold-hands-post")
    window.page.locator("#s-cuts-swelling").get_by_text("in the text").click()
    assert window.page.evaluate("location.hash") == "#t7"
    assert window.page.evaluate("document.querySelector(':target').textContent") == "7"
    window.page.context.close()


def test_nothing_is_cut_off_in_print(browser: Browser, site: Server) -> None:
    window = visit(browser, site, 800)
    window.open("/claims/wrist-pain")
    window.page.emulate_media(media="print")
    assert window.page.evaluate("document.documentElement.scrollWidth") <= 800
    assert not window.page.locator(".kb-find").is_visible()
    assert window.page.get_by_text("How to say it").is_visible()
    assert window.page.pdf()[:4] == b"%PDF"
    window.page.context.close()
