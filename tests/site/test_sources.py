"""Sources: searched and narrowed in a list; each with what rests on it and who credits it."""

from __future__ import annotations

import pytest

from tests.site.served import Server


def test_sources_are_searched_by_words(site: Server) -> None:
    answer = site.get("/sources?q=invented+trial")
    assert "/sources/inventa1999" in answer.page.links
    assert "/sources/coldhands2023" not in answer.page.links


def test_some_of_the_words_are_better_than_nothing(site: Server) -> None:
    assert "/sources/inventa1999" in site.get("/sources?q=invented+elephants").page.links


@pytest.mark.parametrize("words", ["zzzz", '"', "***", "C++ AND (", "%00"])
def test_words_that_find_nothing_say_so(site: Server, words: str) -> None:
    answer = site.get(f"/sources?q={words}")
    assert answer.status == 200
    assert "No source fits" in answer.text
    assert "show all" in answer.text


def test_sources_are_narrowed_by_what_they_are(site: Server) -> None:
    answer = site.get("/sources?role=document")
    assert "/sources/coldhands2023" in answer.page.links
    assert "/sources/inventa1999" not in answer.page.links
    assert "2 sources" in answer.text


def test_sources_are_narrowed_by_decade_and_type(site: Server) -> None:
    answer = site.get("/sources?decade=1990s&type=article")
    assert "1 source" in answer.text
    assert "/sources?type=article" in answer.page.links, "the decade can be taken away"


def test_unknown_value_offers_near_ones(site: Server) -> None:
    answer = site.get("/sources?type=artcle")
    assert "There is no type artcle" in answer.text
    assert "/sources?type=article" in answer.page.links


def test_newest_source_comes_first_on_demand(site: Server) -> None:
    links = [
        link for link in site.get("/sources?sort=newest").page.links if link.startswith("/sources/")
    ]
    assert links[0] == "/sources/coldhands2023"


def test_page_beyond_the_last_leads_back(site: Server) -> None:
    assert site.sent_on("/sources?page=9&role=study").startswith("/sources?role=study")


def test_source_tells_inferred_and_cited_apart(full_site: Server) -> None:
    inferred = full_site.get("/sources/fabula1987").text
    assert "Inferred behind 1 statement" in inferred
    assert "a curator holds this source for the likely one" in inferred
    assert "Cited by" not in inferred
    cited = full_site.get("/sources/fiktion1990").text
    assert "Cited by 1 statement" in cited
    assert "The document itself gives this reference" in cited


def test_source_shows_the_claims_of_its_studies(full_site: Server) -> None:
    answer = full_site.get("/sources/fabula1987")
    assert "claims that its studies bear on" in answer.text
    assert "/claims/taller-tomatoes" in answer.page.links


def test_source_says_whether_its_standing_was_checked(site: Server) -> None:
    assert "Standing" in site.get("/sources/inventa1999").text
