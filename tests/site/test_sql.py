"""SQL of the reader's own: reads and nothing else, and mistakes are explained."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import quote, urlencode

import pytest

from kb.site.pages.sql import EXAMPLES, parameters
from tests.site.served import Answered, Server


def asked(site: Server, sql: str, form: str = "", **values: str) -> Answered:
    """Ask with SQL."""
    given = {"q": sql, **{f":{name}": value for name, value in values.items()}}
    return site.get(f"/sql{form}?{urlencode(given)}")


def test_page_offers_examples_that_work(site: Server) -> None:
    answer = site.get("/sql")
    assert answer.status == 200
    for name, sql in EXAMPLES.items():
        assert name.capitalize() in answer.text
        assert asked(site, sql, words="pain").status == 200


def test_rows_are_shown_with_ids_as_links(site: Server) -> None:
    answer = asked(site, "select claim_id, n_statements from claim_overview order by 1")
    assert "/claims/wrist-pain" in answer.page.links
    assert "6 rows" in answer.text
    assert "claim_id" in answer.text


def test_values_of_parameters_are_asked_for(site: Server) -> None:
    sql = "select claim_id from claim_overview where kind = :kind"
    answer = asked(site, sql, kind="mechanism")
    assert 'name=":kind" value="mechanism"' in answer.body
    assert "/claims/vessels-swelling" in answer.page.links
    assert "No row fits." in asked(site, sql, kind="").text
    open_ = asked(site, sql)
    assert open_.status == 200
    assert "This query has a value to be given" in open_.text
    assert 'name=":kind" value=""' in open_.body


def test_rows_can_be_taken_away(site: Server) -> None:
    sql = "select 1 as a, null as b, x'00ff' as a"
    rows = json.loads(asked(site, sql, ".json").body)
    assert rows == [{"a": 1, "b": None, "a_2": "00ff"}]
    table = list(csv.reader(io.StringIO(asked(site, sql, ".csv").body)))
    assert table == [["a", "b", "a"], ["1", "", "00ff"]]


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        (
            "select clam_id\nfrom claim_overview",
            "no such column: clam_id (line 1, character 8); did you mean claim_id",
        ),
        ("selec 1", 'near "selec": syntax error (line 1, character 1).'),
        ("delete from claim", "only reading is allowed here"),
        ("attach 'x.db' as x", "only reading is allowed here"),
        ("select 1; select 2", "one statement at a time"),
        ("", "there is no query: give it as `q`"),
        ("-- nothing", "this gives no rows"),
        ("select '" + "x" * 10_000 + "'", "the query is longer than 10,000 characters"),
    ],
)
def test_mistake_is_explained(site: Server, sql: str, told: str) -> None:
    page, data = asked(site, sql), asked(site, sql, ".json")
    assert data.status == 400
    assert told.rstrip(".") in json.loads(data.body)["error"]
    if sql:
        assert page.status == 400
        assert told in page.text


def test_a_program_is_told_which_values_lack(site: Server) -> None:
    sql = "select claim_id from claim_overview where kind = :kind and verdict = :verdict"
    for form in (".json", ".csv"):
        answer = asked(site, sql, form, kind="mechanism")
        assert answer.status == 400
        told = json.loads(answer.body)["error"]
        assert told.startswith("no value was given to `:verdict`:")
    assert asked(site, sql, ".json", kind="mechanism", verdict="").body == "[]"


def test_answer_without_end_is_cut(site: Server) -> None:
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select i from n"
    answer = asked(site, endless)
    assert "More than 1,000 rows, 1 to 50" in answer.text
    assert any("page=2" in link for link in answer.page.links)
    assert "951" in site.get(f"/sql?q={quote(endless)}&page=99").text


def test_page_stays_light_whatever_is_asked(site: Server) -> None:
    wide = ", ".join(f"hex(zeroblob(5000)) as c{at}" for at in range(150))
    many = """with recursive n(i) as (select 1 union all select i + 1 from n limit 500)
        select hex(zeroblob(9000)), '<&>' from n"""
    for sql in (f"select {wide}", many):
        answer = asked(site, sql)
        assert answer.status == 200
        assert len(answer.body.encode()) < 150_000


def test_cells_are_shown_as_what_they_are(site: Server) -> None:
    sql = """select null as a, 1.5e-9 as b, x'0102' as c, '<b>x</b>' as d, 'not json' as claim_ids,
        '["wrist-pain", 3]' as statement_ids, '[[[' as document_ids, 7 as claim_id, '{}' as e"""
    answer = asked(site, sql)
    for shown in ("–", "1.5e-09", "2 bytes", "<b>x</b>", "not json", "[[[", "7"):
        assert shown in answer.text
    assert "b" not in answer.page.tags
    assert "/statements/wrist-pain" in answer.page.links


def test_names_of_values_are_found_outside_of_strings_and_comments() -> None:
    sql = "select ':a', \":b\", :c -- :d\n, /* :e */ :f, ':''g', :c"
    assert parameters(sql) == ["c", "f"]
