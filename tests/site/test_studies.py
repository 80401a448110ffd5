"""The list of studies: words, facets, order and pages; the state is the address."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.served import Answered, Server, built, changed, serving

MANY = 60
STUDY = """id: made-up-{number}
title: Made-up study {number:02} of baths
design: rct_crossover
reading_level: abstract
population: people-with-raynauds
n_analysed: {people}
reports:
  - source: inventa1999
    role: secondary
"""


def studies(answer: Answered) -> list[str]:
    """Ids of the studies that a page lists."""
    prefix = "/studies/"
    return [link.removeprefix(prefix) for link in answer.page.links if link.startswith(prefix)]


@pytest.fixture(scope="module")
def large_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve more studies than a page has."""
    folder: Path = tmp_path_factory.mktemp("studies")
    records = {f"studies__made_up_{n}": STUDY.format(number=n, people=100 + n) for n in range(MANY)}
    with serving(built(folder / "kb.db", changed(folder, **records))) as server:
        yield server


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("design=rct_parallel", {"inventa-trial"}),
        ("population=people&design=rct_parallel", {"inventa-trial"}),
        ("population=office-workers", {"inventa-trial"}),
        ("q=invented+trial", {"inventa-trial"}),
        ("q=37", {"made-up-37"}),
        ("q=37&population=office-workers", set()),
        ("reading=full_text&q=bath", {"inventa-trial"}),
    ],
)
def test_filters_combine(large_site: Server, query: str, expected: set[str]) -> None:
    assert set(studies(large_site.get(f"/studies?{query}"))) == expected


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("title", "made-up-0"),
        ("people", "made-up-59"),
        ("claims", "inventa-trial"),
        ("findings", "inventa-trial"),
        ("nonsense", "made-up-0"),
    ],
)
def test_order(large_site: Server, sort: str, first: str) -> None:
    assert studies(large_site.get(f"/studies?q=bath&sort={sort}"))[0] == first


def test_facets_count_what_a_click_would_show(large_site: Server) -> None:
    text = large_site.get("/studies?design=rct_parallel").text
    assert "people 1" in text, "a broader population has those of the narrower"
    assert "randomised crossover trial 60" in text


def test_choice_keeps_words_and_order(large_site: Server) -> None:
    links = large_site.get("/studies?q=made&sort=people").page.links
    assert "/studies?q=made&design=rct_crossover&sort=people" in links


def test_pages_follow_one_another(large_site: Server) -> None:
    first = large_site.get("/studies")
    assert f"{MANY + 1} studies, page 1 of 2" in first.text
    second = large_site.get(next(link for link in first.page.links if "page=2" in link))
    assert len({*studies(first), *studies(second)}) == MANY + 1
    assert (
        large_site.sent_on("/studies?design=rct_crossover&page=9")
        == "/studies?design=rct_crossover"
    )


def test_words_that_no_study_has_together_are_looked_for_apart(large_site: Server) -> None:
    answer = large_site.get("/studies?q=nonexistent+37")
    assert studies(answer) == ["made-up-37"]
    assert "No study has all these words" in answer.text


def test_value_that_there_is_not_is_told_with_what_is_near(large_site: Server) -> None:
    answer = large_site.get("/studies?population=ofice-workers")
    assert "There is no population" in answer.text
    assert "/studies?population=office-workers" in answer.page.links


def test_order_that_there_is_not_is_told_with_what_is_near(large_site: Server) -> None:
    answer = large_site.get("/studies?sort=peple")
    assert "There is no sort" in answer.text
    assert "/studies?sort=people" in answer.page.links


def test_nothing_that_matches_says_what_to_do(large_site: Server) -> None:
    answer = large_site.get("/studies?q=submarine")
    assert "No study is of this kind" in answer.text
    assert "/search?q=submarine" in answer.page.links
