"""Terms: as trees, and each with what is claimed, studied and advised of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kb.site.listing.tree import paged, trees
from kb.site.pages import terms
from tests.site.served import Server, built, serving


def term(key: str, *broader: str) -> dict[str, Any]:
    """One row of the query of all terms."""
    return {"term_id": key, "broader": json.dumps(broader)}


def shape(branches: Any) -> list[Any]:  # noqa: ANN401 - nested lists of names
    """Names of trees, those with something below them with its shape."""
    return [(each.term["term_id"], shape(each.below)) for each in branches]


def test_narrower_terms_stand_below_broader_ones() -> None:
    rows = [term("body"), term("leg", "body"), term("knee", "leg"), term("mind")]
    assert shape(trees(rows)) == [("body", [("leg", [("knee", [])])]), ("mind", [])]


def test_what_is_below_a_term_is_told_once() -> None:
    rows = [term("a"), term("b"), term("c", "a", "b"), term("d", "c")]
    first, second = trees(rows)
    assert shape([first]) == [("a", [("c", [("d", [])])])]
    assert shape([second]) == [("b", [("c", [])])]
    assert second.below[0].is_told


def test_broader_term_of_another_kind_is_passed_over() -> None:
    assert shape(trees([term("a", "elsewhere")])) == [("a", [])]


def test_pages_keep_trees_whole() -> None:
    rows = [term("a"), term("b", "a"), term("c"), term("d"), term("e", "d"), term("f", "d")]
    assert [shape(page) for page in paged(trees(rows), 3)] == [
        [("a", [("b", [])]), ("c", [])],
        [("d", [("e", []), ("f", [])])],
    ]


def test_terms_of_one_kind_are_shown_by_themselves(site: Server) -> None:
    answer = site.get("/terms?kind=population")
    assert "office workers" in answer.text
    assert "thermometer" not in answer.text


def test_unknown_kind_of_term_offers_near_ones(site: Server) -> None:
    answer = site.get("/terms?kind=populations")
    assert answer.status == 400
    assert "/terms?kind=population" in answer.page.links


def test_page_of_terms_beyond_the_last_leads_back(site: Server) -> None:
    assert site.sent_on("/terms?kind=population&page=7") == "/terms?kind=population"


def test_large_vocabulary_is_shown_kind_by_kind(
    site: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terms, "MOST", 3)
    answer = site.get("/terms")
    assert "/terms?kind=outcome" in answer.page.links
    assert "all 5" in answer.text
    pages = site.get("/terms?kind=outcome")
    assert "page 1 of" in pages.text
    assert "/terms?kind=outcome&page=2" in pages.page.links
    assert "← earlier" in site.get("/terms?kind=outcome&page=2").text


def test_term_gathers_its_own_claims_and_those_of_narrower_terms(site: Server) -> None:
    text = site.get("/terms/people").text
    assert "3 claims on it" in text
    assert "3 claims on what it includes" in text
    assert "office workers" in text
    assert "Of 6 claims on it or what it includes" in text


def test_verdicts_of_a_term_lead_to_the_claims(site: Server) -> None:
    links = site.get("/terms/office-workers").page.links
    assert "/claims?verdict=mostly_supported&population=office-workers" in links


def test_term_that_claims_cannot_be_narrowed_by_leads_nowhere(full_site: Server) -> None:
    links = [
        link
        for path in ("/terms/leaf", "/terms/stem")
        for link in full_site.get(path).page.links
        if link.startswith("/claims?verdict")
    ]
    assert links == []


def test_term_shows_synonyms_and_guidance(site: Server) -> None:
    text = site.get("/terms/cold-hand-bath").text
    assert "wrist bath, chilled soak" in text
    assert "Begin with at least five minutes." in text
    assert "It is not medical advice" in text


def test_term_names_what_it_is_part_of(site: Server) -> None:
    assert "Population › people" in site.get("/terms/office-workers").text


def test_term_sets_advised_doses_beside_studied_ones(full_site: Server) -> None:
    text = full_site.get("/terms/humming").text
    assert "Advised" in text
    assert "Studied" in text
    assert "1 study" in text


def test_empty_vocabulary_says_so(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "kb.yaml").write_text(
        "title: Nothing yet\nabout: Nothing.\nlicence: CC0\n", "utf-8"
    )
    (tmp_path / "citations.bib").write_text("", "utf-8")
    with serving(built(tmp_path / "empty.db", root=tmp_path)) as server:
        assert "There are no terms yet" in server.get("/terms").text
        assert "There are no sources yet" in server.get("/sources").text
