"""The table of claims: facets, words, order, pages; the state is the address."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.served import Answered, Server, built, changed, serving

MANY = 120


def claims(answer: Answered) -> list[str]:
    """Ids of the claims that a page lists, without those of other links."""
    prefix = "/claims/"
    return [link.removeprefix(prefix) for link in answer.page.links if link.startswith(prefix)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind=effect", {"wrist-pain", "wrist-pain-unchanged", "morning-stiffness"}),
        ("kind=risk&kind=mechanism", {"numb-skin", "vessels-swelling"}),
        ("kind=effect&population=people", {"wrist-pain-unchanged"}),
        ("outcome=wrist-pain&direction=no_difference", {"wrist-pain-unchanged"}),
        ("document=wrist-bath-guide&kind=risk", {"numb-skin"}),
        ("verdict=mostly_supported", {"wrist-pain"}),
        ("verdict=not_yet_assessed&kind=comparison", {"grip-fatigue-vs-rest"}),
        ("status=reviewed", {"wrist-pain"}),
        ("intervention=cold-hand-bath&q=swelling", {"vessels-swelling"}),
        ("q=carpalgia", {"wrist-pain", "wrist-pain-unchanged"}),
        ("q=carpalgia&population=office-workers", {"wrist-pain"}),
    ],
)
def test_filters_combine(site: Server, query: str, expected: set[str]) -> None:
    assert set(claims(site.get(f"/claims?{query}"))) == expected


def test_facets_count_what_a_click_would_show(site: Server) -> None:
    text = site.get("/claims?kind=effect").text
    assert "office workers 2" in text
    assert "comparison 1" in text, "another value of the same facet can still be chosen"


def test_choice_is_kept_and_can_be_taken_away(site: Server) -> None:
    answer = site.get("/claims?kind=effect&population=people&q=pain")
    assert "/claims?q=pain&population=people" in answer.page.links
    assert "/claims?q=pain&kind=effect" in answer.page.links
    assert "/claims?kind=effect&population=people" in answer.page.links
    assert "population: people" in answer.text


def test_nothing_that_matches_says_what_to_do(site: Server) -> None:
    answer = site.get("/claims?q=submarine")
    assert answer.status == 200
    assert "No claim matches" in answer.text
    assert "/search?q=submarine" in answer.page.links


def test_words_that_no_claim_has_together_are_looked_for_apart(site: Server) -> None:
    answer = site.get("/claims?q=fatigue+stiffness")
    assert set(claims(answer)) == {"grip-fatigue-vs-rest", "morning-stiffness"}
    assert "No claim has all these words" in answer.text


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("claim", "wrist-pain"),
        ("statements", "vessels-swelling"),
        ("documents", "wrist-pain"),
        ("studies", "wrist-pain"),
        ("population", "wrist-pain"),
        ("outcome", "grip-fatigue-vs-rest"),
        ("kind", "grip-fatigue-vs-rest"),
        ("nonsense", "vessels-swelling"),
    ],
)
def test_order(site: Server, sort: str, first: str) -> None:
    assert claims(site.get(f"/claims?sort={sort}"))[0] == first


def test_best_match_comes_first_when_there_are_words(site: Server) -> None:
    assert claims(site.get("/claims?q=stiffness"))[0] == "morning-stiffness"


def test_data_is_exactly_what_is_shown(site: Server) -> None:
    answer = site.get("/claims?kind=effect&sort=claim")
    path = next(link for link in answer.page.links if link.startswith("/claims.csv"))
    rows = list(csv.DictReader(io.StringIO(site.get(path).body)))
    objects = json.loads(site.get(path.replace(".csv", ".json")).body)
    shown = claims(answer)
    assert [row["claim_id"] for row in rows] == shown
    assert [each["claim_id"] for each in objects] == shown
    assert "total" not in rows[0]


def test_no_data_is_an_empty_table_with_a_heading(site: Server) -> None:
    assert site.get("/claims.csv?q=submarine").body.strip() == "claim_id"
    assert json.loads(site.get("/claims.json?q=submarine").body) == []


@pytest.fixture(scope="module")
def large_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve many claims of one kind."""
    folder = tmp_path_factory.mktemp("large")
    records = {f"claims__many_{n}": _claim(n) for n in range(MANY)}
    with serving(built(folder / "kb.db", changed(folder, **records))) as server:
        yield server


def _claim(number: int) -> str:
    return (
        f"id: many-{number}\n"
        f"claim: Invented proposition number {number:03} about cold hand baths.\n"
        "kind: effect\npopulation: people\nintervention: cold-hand-bath\n"
        "outcome: wrist-pain\ndirection: increase\nstatus: draft\n"
    )


def test_pages_follow_one_another(large_site: Server) -> None:
    first = large_site.get("/claims?direction=increase&sort=claim")
    assert "120 claims, 1 to 50" in first.text
    following = next(link for link in first.page.links if "page=2" in link)
    assert following == "/claims?direction=increase&sort=claim&page=2"
    second = large_site.get(following)
    assert "51 to 100" in second.text
    assert "/claims?direction=increase&sort=claim&page=1" in second.page.links
    assert not set(claims(first)) & set(claims(second))
    last = large_site.get("/claims?direction=increase&page=3")
    assert "101 to 120" in last.text
    assert not [link for link in last.page.links if "page=4" in link]


def test_page_beyond_the_last_leads_to_the_first(large_site: Server) -> None:
    answer = large_site.get("/claims?kind=effect&page=99")
    assert answer.status == 302
    assert answer.headers["location"] == "/claims?kind=effect"


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "²", "99999999999"])
def test_page_number_that_is_none_is_passed_over(large_site: Server, page: str) -> None:
    assert large_site.get(f"/claims?page={page}").status == 200


def test_all_rows_are_in_the_data(large_site: Server) -> None:
    rows = json.loads(large_site.get("/claims.json?direction=increase").body)
    assert len(rows) == MANY


def test_counts_are_those_of_the_file(site: Server, database: Path) -> None:
    with sqlite3.connect(database) as connection:
        (n,) = connection.execute("select count(*) from claim where kind = 'effect'").fetchone()
    connection.close()
    assert f"effect {n}" in site.get("/").text
