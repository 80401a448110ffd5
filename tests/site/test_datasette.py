"""How the site stands among Datasette's own pages, and leaves them alone."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from datasette.database import QueryInterrupted

from kb.site import site as asking
from kb.site.plugin import site_of
from kb.site.site import KEPT
from tests.site.served import Server, built, changed, serving


def test_columns_are_described_with_their_units(site: Server) -> None:
    text = site.get("/baths/dose").text
    assert "Length of the programme, lower end, in wk." in text


def test_views_and_their_columns_are_described(site: Server) -> None:
    text = site.get("/baths/claim_overview").text
    assert "A claim with its terms by name" in text
    assert "GRADE's certainty of the evidence; empty until assessed." in text


def test_ids_in_views_lead_to_our_pages(site: Server) -> None:
    links = site.get("/baths/statement_overview").page.links
    assert "/claims/wrist-pain" in links
    assert "/statements/cold-hands-post.eases-pain" in links
    assert "/documents/cold-hands-post" in links


def test_tables_carry_the_bar_of_the_site(site: Server) -> None:
    links = site.get("/baths/claim").page.links
    assert "/claims" in links
    assert [link for link in links if link.startswith("/-/static-plugins/kb/site.css?_hash=")]


def test_any_file_name_will_do(database: Path, tmp_path: Path) -> None:
    odd = Path(shutil.copy(database, tmp_path / "odd name.v2.db"))
    with serving(odd) as server:
        answer = server.get("/claims/wrist-pain")
        path = next(link for link in answer.page.links if "claim_overview?" in link)
        assert server.get(path).status == 200


@pytest.mark.parametrize("name", ["claims", "search", "data"])
def test_file_called_like_a_page_gets_another_address(
    database: Path, tmp_path: Path, name: str
) -> None:
    clash = Path(shutil.copy(database, tmp_path / f"{name}.db"))
    with serving(clash) as server:
        assert server.get("/claims/wrist-pain").status == 200
        assert server.get(f"/{name}-data/claim_overview").status == 200
        assert f"/{name}-data" in server.get("/data").page.links


def test_site_stands_below_a_prefix(database: Path) -> None:
    with serving(database, base_url="/kb/") as server:
        answer = server.get("/")
        internal = [link for link in answer.page.links if link.startswith("/")]
        assert internal
        assert not [link for link in internal if not link.startswith("/kb/")]


def test_other_databases_are_left_as_they_are(tmp_path: Path) -> None:
    plain = tmp_path / "plain.db"
    with closing(sqlite3.connect(plain)) as connection:
        connection.execute("create table claim (claim_id text)")
        connection.execute("insert into claim values ('one')")
        connection.commit()
    with serving(plain) as server:
        home = server.get("/")
        assert "Powered by Datasette" in home.text
        assert "kb-bar" not in home.body
        assert server.get("/claims").status == 404
        table = server.get("/plain/claim")
        assert table.status == 200
        assert "/claims/one" not in table.page.links
        assert "kb-bar" not in table.body


def test_table_of_the_same_name_makes_no_knowledge_base(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("create table knowledge_base (id integer)")
    with serving(other) as server:
        assert "Powered by Datasette" in server.get("/").text


def test_knowledge_base_is_found_among_other_files(database: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("create table t (claim_id text)")
        connection.execute("insert into t values ('wrist-pain')")
        connection.commit()
    with serving(other, database) as server:
        assert "Cold hand baths" in server.get("/").text
        assert "/claims/wrist-pain" not in server.get("/other/t").page.links


def test_of_two_knowledge_bases_the_first_is_shown(database: Path, tmp_path: Path) -> None:
    root = changed(tmp_path, kb="title: The second\nabout: Another.\nlicence: CC0-1.0\n")
    second = built(tmp_path / "second.db", root)
    with serving(database, second) as server:
        assert "Cold hand baths" in server.get("/").text
        assert server.get("/second/claim").status == 200


def test_knowledge_base_may_leave_out_what_it_need_not_say(tmp_path: Path) -> None:
    root = changed(tmp_path, kb="title: Bare\nabout: No more.\nlicence: CC0-1.0\n")
    with serving(built(tmp_path / "bare.db", root)) as server:
        for path in ("/", "/about", "/guidance", "/guidance/not-alone", "/claims/wrist-pain"):
            answer = server.get(path)
            assert answer.status == 200
            assert "None" not in answer.text


def test_what_is_remembered_stays_bounded(site: Server) -> None:
    asked = site_of(site.datasette)
    assert asked
    for number in range(KEPT + 5):
        rows = site.run(asked.lasting("term_ids", kind=f"no kind {number}"))
        assert rows == []
    assert len(asked.kept) == KEPT
    assert ("term_ids", ("kind", "no kind 0")) not in asked.kept


def test_a_question_without_end_is_given_up(site: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = site_of(site.datasette)
    assert asked
    monkeypatch.setattr(asking, "PATIENCE", 30)
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n"
    monkeypatch.setattr(asking, "sql", {"endless": endless}.__getitem__)
    with pytest.raises(QueryInterrupted):
        site.run(asked.lasting("endless"))
    assert ("endless",) not in asked.kept


def test_a_mistake_in_a_question_is_no_matter_of_time(
    site: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = site_of(site.datasette)
    assert asked
    monkeypatch.setattr(asking, "sql", {"wrong": "select absent"}.__getitem__)
    with pytest.raises(sqlite3.OperationalError, match="no such column: absent"):
        site.run(asked.lasting("wrong"))


@pytest.mark.parametrize("path", ["/baths/claim", "/baths/claim.json", "/baths/claim_overview"])
def test_sort_by_no_column_is_the_readers_mistake(site: Server, path: str) -> None:
    answer = site.get(f"{path}?_sort=shoe_size")
    assert answer.status == 400
    assert "Cannot sort table by shoe_size" in answer.body
