"""Hostile text is shown as text; our pages carry headers that would stop it anyway."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from kb.database.facet import FACETS, MEASURES
from kb.figures.style import STYLE
from kb.site.error import BROKEN, UNAVAILABLE
from kb.site.pages import modules
from tests.conftest import ROOT
from tests.site.served import Server

SCRIPT = "<script>alert(1)</script>"
PAGES = [
    "/",
    "/claims",
    "/claims/numb-skin",
    "/claims/vessels-swelling",
    "/claims/wrist-pain",
    "/documents",
    "/documents/cold-hands-post",
    "/documents/wrist-bath-guide",
    "/guidance",
    "/safety",
    "/sources",
    "/sources/wristbaths",
    "/search?q=swelling",
    f"/search?q={quote(SCRIPT)}",
    f"/claims?q={quote(SCRIPT)}&kind={quote(SCRIPT)}&sort={quote(SCRIPT)}",
    f"/claims/{quote(SCRIPT, safe='')}",
    f"/documents/wrist-bath-guide?kind={quote(SCRIPT)}",
    f"/check?text={quote(SCRIPT)}",
    f"/sql?q={quote(f'select {SCRIPT!r} as {chr(34)}<b>{chr(34)}')}",
    f"/sql?q={quote(SCRIPT)}",
    f"/queries/claims-without-evidence?kind={quote(SCRIPT)}",
    f"/search?q={quote(SCRIPT)}&kind={quote(SCRIPT)}",
    f"/data/{quote(SCRIPT, safe='')}",
]


@pytest.mark.parametrize("path", PAGES)
def test_no_text_becomes_markup(site: Server, path: str) -> None:
    answer = site.get(path)
    page = answer.page
    assert not {"img", "b", "iframe"} & set(page.tags)
    assert "<style" not in answer.body.replace(f"<style>{STYLE}</style>", "")
    data = answer.body.count('<script type="application/ld+json">')
    assert page.tags.count("script") == 1 + data, "the site's own"
    handlers = [name for name in page.attributes if name.startswith("on") or name == "style"]
    assert not handlers
    assert not [link for link in page.links if link.lower().startswith("javascript")]


def test_hostile_title_is_read_as_it_stands(site: Server) -> None:
    answer = site.get("/documents/wrist-bath-guide")
    assert """Baths & "bowls" <script>alert('title')</script>""" in answer.text


def test_unclosed_direction_mark_cannot_turn_what_follows(site: Server) -> None:
    css = site.get("/-/static-plugins/kb/site.css").body
    assert re.search(r":is\(a, q, [^)]*\) \{ unicode-bidi: isolate", css)


@pytest.mark.parametrize("path", ["/", "/claims/wrist-pain", "/search", "/claims/nothing"])
def test_our_pages_allow_nothing_but_their_stylesheet(site: Server, path: str) -> None:
    headers = site.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/baths", "/baths/claim", "/-/static-plugins/kb/site.css"])
def test_pages_of_datasette_get_only_headers_they_can_bear(site: Server, path: str) -> None:
    headers = site.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "camera=()" in headers["permissions-policy"]
    policy = headers["content-security-policy"]
    assert "frame-ancestors 'self'" in policy
    assert "script-src" not in policy


def test_stylesheet_is_small(site: Server) -> None:
    css = site.get("/-/static-plugins/kb/site.css")
    assert css.status == 200
    assert len(css.body.encode()) < 30_000


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//example.org"])
def test_only_web_addresses_become_links(site: Server, url: str) -> None:
    template = site.datasette.jinja_env if hasattr(site.datasette, "jinja_env") else None
    environment = template or site.datasette.get_jinja_environment()
    macros = environment.from_string('{% from "kb/macros.html" import outside %}{{ outside(url) }}')
    assert "<a" not in site.run(macros.render_async(url=url))


# -- questions that make no sense ------------------------------------------------------------

ADDRESSES = (
    *("/", "/about", "/bibliography", "/bibliography.ris", "/check", "/claims", "/compare"),
    *("/compare/documents", "/compare/statements", "/contradictions", "/data", "/data/claim"),
    *("/documents", "/documents/hum-post", "/doses", "/export/csv", "/feed.atom"),
    *("/figures/taller-tomatoes-forest-1.png", "/gaps", "/gaps/certainty-upgrade.hum-post.taller"),
    *("/guidance", "/guidance/kazoo", "/oembed", "/queries", "/queries/gaps-by-document"),
    *("/queries/largest-samples.json", "/robots.txt", "/safety", "/search", "/sitemap.xml"),
    *("/sources", "/sources/fable2031", "/sources/fable2031/cite.txt", "/sql", "/sql.csv"),
    *("/statements/hum-post.taller", "/studies", "/studies/hum-trial", "/terms", "/terms/height"),
    *("/claim/taller-plants", "/claim/taller-plants@0.json", "/claims/taller-plants"),
    *("/claims/taller-plants/card.png", "/claims/taller-plants/embed"),
    *("/claim/taller-plants@0/assertion", "/claims/taller-plants@0/cite.txt", "/llms.txt"),
)
"""At least one of every page."""
MEANINGLESS = {
    "nothing": "",
    "a NUL": "a\0b",
    "negative": "-1",
    "huge": "9" * 40,
    "too precise": "1e999",
    "digits of others": "٣",
    "a raised digit": "²",
    "quotes": "'\"`",
    "a search expression": 'NEAR( * - "',
    "no character": "\U0010ffff\ufffe",
    "another way": "../..//x",
    "lines": "\r\nX: y",
    "long": "a " * 300,
}


def parameters() -> list[str]:
    """Give every parameter that a page looks at, as the program names it, and an unknown one."""
    code = "\n".join(
        path.read_text("utf-8") for path in sorted(Path(ROOT / "kb/site").rglob("*.py"))
    )
    calls = re.findall(r"(?:args\.get(?:list)?|narrowed|_known)\(([^)]*)", code)
    named = {name for call in calls for name in re.findall(r'"(\w+)"', call)}
    ends = {f"{name}_{end}" for name in MEASURES for end in ("from", "to", "unit")}
    return sorted({*named, *ends, *FACETS, "nobody-knows", ":words"})


def test_every_page_is_asked_what_makes_no_sense() -> None:
    unasked = [
        module.__name__
        for module in modules()
        if not any(re.match(module.PATH, address) for address in ADDRESSES)
    ]
    assert unasked == []
    assert {"q", "page", "sort", "style", "url", "left", "population"} <= {*parameters()}


@pytest.mark.untraced
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_question_breaks_a_page(full_site: Server, address: str) -> None:
    names = parameters()
    asked = [{name: [value] * 2 for name in names} for value in MEANINGLESS.values()]
    asked += [{name: ["٣\0'"] for name in names[first::4]} for first in range(4)]
    statuses = {
        str(given)[:80]: full_site.get(f"{address}?{urlencode(given, doseq=True)}").status
        for given in asked
    }
    assert {given for given, status in statuses.items() if status in (BROKEN, UNAVAILABLE)} == set()


def test_long_value_is_not_repeated_in_every_link(full_site: Server) -> None:
    long = quote("a " * 8000)
    short = len(full_site.get("/studies?design=x").body)
    assert len(full_site.get(f"/studies?sort={long}&q={long}").body) < short + 50_000
