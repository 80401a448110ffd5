"""llms.txt: what it names is there, and it stays short."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from kb.exports.format import names
from kb.schema.view import views
from kb.site.asking.named_query import named
from kb.site.pages import llms
from tests.site.served import Server, built, changed, serving

PATH = "/llms.txt"
LINK = re.compile(r"\]\(http://localhost(/[^)]*)\)")
EXAMPLES = {"ID@VERSION": "wrist-pain", "ID": "wrist-pain", "WORDS": "pain", "SELECT": "select+1"}


def _asked(path: str) -> str:
    """Take an address with something for each word that stands for it."""
    for word, example in EXAMPLES.items():
        path = path.replace(word, example)
    return path


@pytest.mark.untraced
def test_what_it_names_is_there(site: Server) -> None:
    answered = site.get(PATH)
    assert answered.status == 200
    assert answered.headers["content-type"].startswith("text/plain")
    paths = {_asked(path) for path in LINK.findall(answered.body)} - {"/-/mcp"}
    assert len(paths) > len(names()) + len(named()) + len(views())
    heavy = {path for path in paths if path.startswith("/export/")}
    assert heavy == {f"/export/{name}" for name in names()}
    lost = [path for path in paths - heavy if site.get(path).status != 200]
    assert lost == []


def test_it_follows_the_form(site: Server) -> None:
    lines = site.get(PATH).body.splitlines()
    assert lines[0] == "# Cold hand baths"
    assert lines[2].startswith("> ")
    assert [line for line in lines if line.startswith("## ")][-1].startswith("## Optional")


def test_it_tells_of_the_protocol_where_it_is_spoken(
    site: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_spoken = find_spec("datasette_mcp") is not None
    assert ("/-/mcp" in site.get(PATH).body) is is_spoken
    monkeypatch.setattr(llms, "find_spec", {}.get)  # as where nothing is installed
    assert "/-/mcp" not in site.get(PATH).body


def test_every_view_is_described(site: Server) -> None:
    text = site.get(PATH).body
    for view in views():
        assert f"- [{view.name}](http://localhost/baths/{view.name}.json" in text


def test_a_private_build_says_so(private_site: Server, site: Server) -> None:
    assert "This build is private" in private_site.get(PATH).body
    assert "This build is private" not in site.get(PATH).body


@pytest.mark.parametrize("size", [10, 20_000])
def test_it_stays_short_whatever_is_said_about_the_base(tmp_path: Path, size: int) -> None:
    about = "word " * (size // 5)
    root = changed(tmp_path, kb=f"title: Long\nabout: {about}\nlicence: CC0-1.0\n")
    with serving(built(tmp_path / "long.db", root), base_url="/below/") as server:
        body = server.get(PATH).body
    assert len(body) < 12_000
    assert "http://localhost/below/long/claim_overview.json" in body
    assert "/below/below/" not in body
