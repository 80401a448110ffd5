"""About: method, words, rights, citation and version."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from kb.schema.vocabulary import Certainty, Directness, VerdictRating
from kb.schema.wording import SAID
from kb.site.pages.about import DIRECTNESS, VERDICTS
from tests.site.served import Server, built, changed, serving


def test_every_verdict_certainty_and_directness_is_explained(site: Server) -> None:
    text = site.get("/about").text
    assert set(VERDICTS) == set(VerdictRating)
    assert set(DIRECTNESS) == set(Directness)
    for meaning in [*VERDICTS.values(), *DIRECTNESS.values()]:
        assert meaning in text
    for word in Certainty:
        assert SAID["certainty"][word] in text
        assert SAID["grade"][word] in text


def test_words_lead_to_what_has_them(full_site: Server) -> None:
    links = full_site.get("/about").page.links
    assert "/claims?verdict=mixed" in links
    assert "/claims?certainty=very_low" in links
    assert "/gaps?kind=certainty-upgrade" in links


def test_every_kind_of_gap_is_explained(full_site: Server, full: Path) -> None:
    text = full_site.get("/about").text
    with closing(sqlite3.connect(full)) as connection:
        kinds = connection.execute("select meaning from gap_kind").fetchall()
    assert len(kinds) > 20
    assert not [meaning for (meaning,) in kinds if " ".join(meaning.split()) not in text]


def test_version_is_told_and_cited(site: Server, database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        (digest,) = connection.execute("select digest from knowledge_base").fetchone()
    answer = site.get("/about")
    assert digest in answer.text
    assert f"Cold hand baths , version {digest[:12]}." in answer.text
    assert f"@misc{{kb-{digest[:12]}," in answer.text


def test_way_to_contribute_leads_to_where_the_text_is_kept(tmp_path: Path) -> None:
    bare = "title: Bare {x}\nabout: No more.\nlicence: CC0-1.0\n"
    root = changed(tmp_path / "a", kb=f"{bare}source_url: https://example.org/kb\n")
    with serving(built(tmp_path / "a.db", root)) as server:
        answer = server.get("/about")
    assert "https://example.org/kb" in answer.page.links
    assert "title = {Bare x}" in answer.text
    assert "url = {https://example.org/kb}" in answer.text
    with serving(built(tmp_path / "b.db", changed(tmp_path / "b", kb=bare))) as server:
        assert "ask whoever gave it to you" in server.get("/about").text


def test_private_build_says_what_may_not_be_passed_on(private_site: Server, site: Server) -> None:
    assert "may not be passed on" in private_site.get("/about").text
    assert "is not published here" in site.get("/about").text
