"""A figure by itself: as SVG that is at home anywhere, and as PNG."""

from __future__ import annotations

import sqlite3
import struct
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser

from kb.figures.style import SOURCE
from kb.site.drawing.picture import drawn
from tests.site.served import Server

FIGURE = "/figures/taller-tomatoes-forest-1"


def stored(path: Path) -> dict[str, object]:
    """Give the only figure of a built file."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        (row,) = connection.execute("select * from figure where claim_id = 'taller-tomatoes'")
        return dict(row)


def test_figure_is_stored_with_all_that_is_said_of_it(full: Path) -> None:
    found = stored(full)
    assert (found["figure_id"], found["kind"]) == ("taller-tomatoes-forest-1", "forest")
    root = ET.fromstring(str(found["svg"]))  # noqa: S314 - our own text
    told = [root.findtext(f"{{http://www.w3.org/2000/svg}}{name}") for name in ("title", "desc")]
    assert told == [found["title"], found["description"]]
    assert [root.get("width"), root.get("height")] == [str(found["width"]), str(found["height"])]


def test_svg_is_served_as_it_is_stored_and_may_have_only_its_stylesheet(
    full_site: Server, full: Path
) -> None:
    answer = full_site.get(f"{FIGURE}.svg")
    assert answer.body == stored(full)["svg"]
    assert answer.headers["content-type"] == "image/svg+xml; charset=utf-8"
    assert answer.headers["content-security-policy"] == (
        f"default-src 'none'; style-src {SOURCE}; frame-ancestors 'none'"
    )
    assert answer.headers["content-disposition"] == (
        'inline; filename="taller-tomatoes-forest-1.svg"'
    )


def test_png_has_twice_the_points_and_is_kept(full_site: Server, full: Path) -> None:
    drawn.cache_clear()
    bodies = [full_site.run(full_site.datasette.client.get(f"{FIGURE}.png")) for _ in range(2)]
    assert bodies[0].headers["content-type"] == "image/png"
    assert bodies[0].content == bodies[1].content
    assert (drawn.cache_info().misses, drawn.cache_info().hits) == (1, 1)
    size = struct.unpack(">II", bodies[0].content[16:24])
    found = stored(full)
    assert size == (2 * int(str(found["width"])), 2 * int(str(found["height"])))


@pytest.mark.parametrize("path", ["/figures/nothing.svg", "/figures/nothing.png", f"{FIGURE}.gif"])
def test_what_is_no_figure_is_not_found(full_site: Server, path: str) -> None:
    assert full_site.get(path).status == 404


def test_card_of_a_claim_has_the_size_that_previews_want(full_site: Server) -> None:
    for claim in ("taller-tomatoes", "taller-plants"):
        answer = full_site.run(full_site.datasette.client.get(f"/claims/{claim}/card.png"))
        assert answer.headers["content-type"] == "image/png"
        assert struct.unpack(">II", answer.content[16:24]) == (1200, 630)
    assert full_site.get("/claims/nothing/card.png").status == 404


def test_policy_of_pages_allows_the_stylesheet_of_figures(full_site: Server) -> None:
    policy = full_site.get("/claims/taller-tomatoes").headers["content-security-policy"]
    assert f"style-src 'self' {SOURCE};" in policy


# -- in a browser ----------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize(
    ("scheme", "paper"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(27, 33, 37)")]
)
def test_figure_by_itself_follows_the_scheme_without_complaint(
    browser: Browser, full_site: Server, scheme: str, paper: str
) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page, complaints = context.new_page(), list[str]()
    page.on("console", lambda message: complaints.append(message.text))
    answer = full_site.run(full_site.datasette.client.get(f"{FIGURE}.svg"))
    page.route("**/*", lambda route: route.fulfill(headers=dict(answer.headers), body=answer.text))
    page.goto("https://kb.test/figure.svg")
    drawn = "getComputedStyle(document.querySelector('.kbf-paper')).fill"
    assert page.evaluate(drawn) == paper
    page.emulate_media(media="print")
    assert page.evaluate(drawn) == "rgb(255, 255, 255)"
    assert complaints == []
    context.close()
