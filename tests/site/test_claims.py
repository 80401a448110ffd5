"""The list of claims: facets, ranges, words, order, views, pages; the state is the address."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.site.sharing import claim_data
from tests.site.served import Answered, Server, built, changed, serving

MANY = 120
HEAVIEST = 150_000
"""Bytes of a page."""
RARE = 40
"""Outcomes of one claim each: more than are listed."""


def claims(answer: Answered) -> list[str]:
    """Ids of the claims that a page lists, without those of other links."""
    prefix = "/claims/"
    links = (link for link in answer.page.links if link.startswith(prefix) and "#" not in link)
    return [link.removeprefix(prefix) for link in links]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind=effect", {"wrist-pain", "wrist-pain-unchanged", "morning-stiffness"}),
        ("kind=risk&kind=mechanism", {"numb-skin", "vessels-swelling"}),
        ("kind=effect&population=office-workers", {"wrist-pain", "morning-stiffness"}),
        (
            "kind=effect&population=people",
            {"wrist-pain", "wrist-pain-unchanged", "morning-stiffness"},
        ),
        ("population=Typists", {"wrist-pain", "morning-stiffness", "grip-fatigue-vs-rest"}),
        ("n_from=20&n_to=28", {"wrist-pain"}),
        ("n_from=29", set()),
        ("session_from=5&weeks_to=4", {"wrist-pain"}),
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
    assert "people 3" in text, "the narrower ones are among them"
    assert "comparison 1" in text, "another value of the same facet can still be chosen"


def test_choice_is_kept_and_can_be_taken_away(site: Server) -> None:
    answer = site.get("/claims?q=pain&population=people&kind=effect&n_from=5&view=table")
    assert "/claims?q=pain&population=people&n_from=5&view=table" in answer.page.links
    assert "/claims?q=pain&kind=effect&n_from=5&view=table" in answer.page.links
    assert "/claims?population=people&kind=effect&n_from=5&view=table" in answer.page.links
    assert "/claims?q=pain&population=people&kind=effect&view=table" in answer.page.links
    assert "population: people" in answer.text
    assert "people analysed: from 5" in answer.text


def test_empty_fields_of_the_form_are_not_kept_in_the_address(site: Server) -> None:
    assert (
        site.sent_on("/claims?q=pain&sort=&n_from=5&n_to=&speed_unit=&population=typists")
        == "/claims?q=pain&population=office-workers&n_from=5"
    )


@pytest.mark.parametrize(
    ("query", "message", "offered"),
    [
        ("population=ofice+workers", "no population is called", "population=office-workers"),
        ("verdict=mostly-suported", "no verdict is called", "verdict=mostly_supported"),
        ("document=wrist-bath-gide", "no document is called", "document=wrist-bath-guide"),
        ("sort=studes", "there is no sort called", "sort=studies"),
        ("view=tables", "there is no view called", "view=table"),
        ("speed_from=2&speed_unit=mhp", "is no unit for this", "speed_unit=mph"),
    ],
)
def test_what_makes_no_sense_is_said_with_what_may_be_meant(
    site: Server, query: str, message: str, offered: str
) -> None:
    answer = site.get(f"/claims?{query}")
    assert answer.status == 400
    assert message in answer.text
    assert [link for link in answer.page.links if offered in link]


@pytest.mark.parametrize("query", ["n_from=many", "n_from=1e3", "n_from=nan", "n_from=9&n_to=2"])
def test_number_that_is_none_is_said(site: Server, query: str) -> None:
    answer = site.get(f"/claims?{query}")
    assert answer.status == 400
    assert "Left out" in answer.text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("csv?population=nobody", "population: no population is called “nobody”"),
        ("json?outcome=wrist+pian", "outcome: no outcome is called “wrist pian”; there is `wrist-"),
        ("json?popluation=x&_shape=array", "popluation: there is no such filter; there is `pop"),
    ],
)
def test_no_data_is_given_for_a_choice_that_makes_no_sense(
    site: Server, asked: str, told: str
) -> None:
    answer = site.get(f"/claims.{asked}")
    assert answer.status == 400
    content = json.loads(answer.body)
    assert not content["ok"]
    assert content["errors"][0].startswith(told)
    assert len(content["errors"]) == 1


def test_empty_list_tells_what_to_take_away(site: Server) -> None:
    answer = site.get("/claims?q=swelling&kind=mechanism&n_from=5")
    assert "without people analysed from 5 : 1 claim" in answer.text
    assert "/claims?q=swelling&kind=mechanism" in answer.page.links
    assert "without kind" not in answer.text, "that would not help"


def test_empty_list_where_no_single_choice_is_to_blame(site: Server) -> None:
    text = site.get("/claims?kind=risk&n_from=5&weeks_from=900").text
    assert "No single choice is to blame" in text


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
        ("said", "vessels-swelling"),
        ("certainty", "wrist-pain"),
        ("verdict", "wrist-pain"),
        ("studies", "wrist-pain"),
        ("newest", "wrist-pain"),
        ("name", "wrist-pain"),
    ],
)
def test_order(site: Server, sort: str, first: str) -> None:
    assert claims(site.get(f"/claims?sort={sort}"))[0] == first


def test_claims_with_the_most_severe_gaps_come_first(full_site: Server, full: Path) -> None:
    shown = claims(full_site.get("/claims?sort=severity"))
    with sqlite3.connect(full) as connection:
        rows = connection.execute(
            "select claim_id, sum(severity = 'major'), sum(severity = 'minor'), count(*) "
            "from claim_gap group by claim_id"
        ).fetchall()
    connection.close()
    gaps = {row[0]: row[1:] for row in rows}
    found = [gaps.get(claim, (0, 0, 0)) for claim in shown]
    assert found == sorted(found, reverse=True)
    assert any(found)


def test_gaps_are_those_of_the_view(full_site: Server, full: Path) -> None:
    rows = json.loads(full_site.get("/claims.json").body)
    with sqlite3.connect(full) as connection:
        found = connection.execute(
            "select claim_id, count(*), sum(severity = 'major') from claim_gap group by claim_id"
        ).fetchall()
    connection.close()
    shown = [(row["claim_id"], row["n_gaps"], row["n_major_gaps"]) for row in rows]
    assert {row for row in shown if row[1]} == set(found)


def test_views_show_the_same_claims(site: Server) -> None:
    cards, table, summary = (
        site.get(f"/claims?population=office-workers&view={view}")
        for view in ("cards", "table", "summary")
    )
    assert "table" not in cards.page.tags
    assert "table" in table.page.tags
    assert claims(cards) == claims(table) == claims(summary)


def test_summary_tells_how_it_may_be_said(site: Server) -> None:
    text = site.get("/claims?verdict=mostly_supported&view=summary").text
    assert "It may be said: Cold hand baths may ease wrist pain a little." in text
    assert "◕ mostly supported" in text
    assert "1 study" in text


def test_summary_of_what_makes_no_sense_says_so(site: Server) -> None:
    answer = site.get("/claims?view=summary&q=fatigue+stiffness&verdict=great")
    assert answer.status == 400
    assert "no verdict is called “great”" in answer.text
    assert "No claim has all these words" in answer.text


def test_summary_tells_the_gaps(full_site: Server) -> None:
    text = full_site.get("/claims?sort=severity&view=summary").text
    assert "major:" in text


def test_best_match_comes_first_when_there_are_words(site: Server) -> None:
    assert claims(site.get("/claims?q=stiffness"))[0] == "morning-stiffness"


def test_data_is_exactly_what_is_shown(site: Server) -> None:
    answer = site.get("/claims?kind=effect&sort=name&view=table")
    path = next(link for link in answer.page.links if link.startswith("/claims.csv"))
    rows = list(csv.DictReader(io.StringIO(site.get(path).body)))
    objects = json.loads(site.get(path.replace(".csv", ".json")).body)
    shown = claims(answer)
    assert [row["claim_id"] for row in rows] == shown
    assert [each["claim_id"] for each in objects] == shown
    assert list(rows[0]) == list(objects[0])
    assert rows[0]["claim"]


def test_no_data_is_an_empty_table_with_a_heading(site: Server) -> None:
    assert site.get("/claims.csv?q=submarine").body.strip() == "claim_id"
    assert json.loads(site.get("/claims.json?q=submarine").body) == []


@pytest.fixture(scope="module")
def large_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve many claims of one kind."""
    folder = tmp_path_factory.mktemp("large")
    records = {f"claims__many_{n}": _claim(n) for n in range(MANY)}
    records["terms__rare"] = "id: rare\nkind: outcome\nterms:\n" + "".join(
        f"  - id: rare-{n}\n    label: invented outcome {n}\n" for n in range(RARE)
    )
    with serving(built(folder / "kb.db", changed(folder, **records))) as server:
        yield server


def _claim(number: int) -> str:
    outcome = f"rare-{number}" if number < RARE else "wrist-pain"
    return (
        f"id: many-{number}\n"
        f"claim: Invented proposition number {number:03} about cold hand baths.\n"
        "kind: effect\npopulation: people\nintervention: cold-hand-bath\n"
        f"outcome: {outcome}\ndirection: increase\nstatus: draft\n"
    )


def test_pages_follow_one_another(large_site: Server) -> None:
    first = large_site.get("/claims?direction=increase&sort=name")
    assert "120 claims 1 to 50" in first.text
    following = next(link for link in first.page.links if "page=2" in link)
    assert following == "/claims?direction=increase&sort=name&page=2"
    second = large_site.get(following)
    assert "51 to 100" in second.text
    assert "/claims?direction=increase&sort=name&page=1" in second.page.links
    assert not set(claims(first)) & set(claims(second))
    last = large_site.get("/claims?direction=increase&page=3")
    assert "101 to 120" in last.text
    assert not [link for link in last.page.links if "page=4" in link]


def test_page_beyond_the_last_leads_to_the_first(large_site: Server) -> None:
    assert large_site.sent_on("/claims?kind=effect&page=99") == "/claims?kind=effect"


@pytest.mark.parametrize("page", ["0", "-1", "x", "²", "99999999999"])
def test_page_number_that_is_none_is_passed_over(large_site: Server, page: str) -> None:
    assert large_site.get(f"/claims?page={page}").status == 200


@pytest.mark.parametrize("view", ["cards", "table", "summary"])
def test_a_full_page_is_light(large_site: Server, view: str) -> None:
    assert len(large_site.get(f"/claims?view={view}").body.encode()) < HEAVIEST


def test_summary_is_in_parts(large_site: Server) -> None:
    first = large_site.get("/claims?direction=increase&sort=name&view=summary")
    assert "Claims 1 to 100: part 1 of 2" in first.text
    following = next(link for link in first.page.links if "page=2" in link)
    second = large_site.get(following)
    assert "part 2 of 2" in second.text
    assert len({*claims(first), *claims(second)}) == MANY


def test_outcome_that_is_not_listed_can_be_typed(large_site: Server) -> None:
    text = large_site.get("/claims").text
    assert "or by name" in text
    assert claims(large_site.get("/claims?outcome=invented+outcome+38")) == ["many-38"]
    listed = large_site.get("/claims?outcome=rare-38")
    assert "/claims" in listed.page.links


def test_data_comes_in_parts_and_whole(large_site: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claim_data, "AT_A_TIME", 50)
    rows = json.loads(large_site.get("/claims.json?direction=increase").body)
    lines = list(csv.DictReader(io.StringIO(large_site.get("/claims.csv?direction=increase").body)))
    assert len(rows) == MANY
    assert [row["claim_id"] for row in rows] == [line["claim_id"] for line in lines]


def test_all_rows_are_in_the_data(large_site: Server) -> None:
    rows = json.loads(large_site.get("/claims.json?direction=increase").body)
    assert len(rows) == MANY


def test_counts_are_those_of_the_file(site: Server, database: Path) -> None:
    with sqlite3.connect(database) as connection:
        (n,) = connection.execute("select count(*) from claim where kind = 'effect'").fetchone()
    connection.close()
    assert f"effect {n}" in site.get("/").text
