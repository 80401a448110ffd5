"""Gaps: narrowed by the address, in pages, by kind; and each at an address of its own."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.site.served import Server, altered, serving


def test_gaps_stand_under_their_severity_and_kind(full_site: Server) -> None:
    answer = full_site.get("/gaps")
    assert "▲ major quantity beyond observed A number lies beyond everything" in answer.text
    assert "registry differs" in answer.text
    assert "/claims/taller-tomatoes" in answer.page.links
    assert "/statements/hum-post.taller" in answer.page.links


def test_gaps_are_narrowed_by_the_address(full_site: Server) -> None:
    one = full_site.get("/gaps?severity=major&kind=quantity-beyond-observed&document=hum-post")
    assert "1 gap" in one.text
    assert "Registry: 12 people" not in one.text
    assert "/gaps?kind=quantity-beyond-observed&document=hum-post" in one.page.links
    assert "/gaps" in one.page.links
    of_claim = full_site.get("/gaps?claim=taller-tomatoes").text
    assert "Registry: 12 people" not in of_claim
    assert "cointervention dropped" in of_claim


def test_data_behind_the_page_is_narrowed_as_the_page(full_site: Server) -> None:
    for asked, key in (("document=hum-post", "document_id"), ("claim=taller-tomatoes", "claim_id")):
        page = full_site.get(f"/gaps?{asked}")
        data = next(link for link in page.page.links if ".json?" in link)
        assert {row[key] for row in json.loads(full_site.get(data).body)} == {
            asked.partition("=")[2]
        }


def test_no_gap_says_why(full_site: Server, site: Server) -> None:
    answer = full_site.get("/gaps?kind=registry-differ")
    assert "Take away one of the choices" in answer.text
    assert "There is no kind registry-differ . Did you mean registry-differs ?" in answer.text
    assert "/gaps?kind=registry-differs" in answer.page.links
    assert "There is no severity grave ." in full_site.get("/gaps?severity=grave").text
    of_other = full_site.get("/gaps?kind=hazard-without-control&severity=major").text
    assert "There is no" not in of_other
    assert site.get("/gaps?document=nothing").status == 200


MANY = """
insert into gap (id, claim, kind, severity, audit, said, evidence_says, explanation, records)
with recursive n(i) as (select 1 union all select i + 1 from n where i < 60)
select 'g' || i, 'taller-plants', 'certainty-upgrade', 'minor', 'certainty-upgrade',
  'Said number ' || i, 'Shown.', 'Why.', '["nobody"]' from n;
"""


def test_gaps_come_in_pages(full: Path, tmp_path: Path) -> None:
    with serving(altered(full, tmp_path, MANY)) as server:
        first = server.get("/gaps?severity=minor")
        assert "page 1 of 3" in first.text
        assert "/gaps?page=2&severity=minor" in first.page.links
        assert "/gaps?page=1&severity=minor" in server.get("/gaps?severity=minor&page=2").page.links
        assert server.sent_on("/gaps?severity=minor&page=9") == "/gaps?severity=minor"
        alone = server.get("/gaps/g7").text
        assert "Behind it nobody" in alone
        assert "Other gaps" not in alone


SAME = """
insert into gap (id, statement, claim, kind, severity, audit, said, evidence_says, explanation,
  records)
select 'same-' || s.id, s.id, 'taller-plants', 'certainty-upgrade', 'info', 'a', 'The same.',
  'Shown.', 'Why.', '[]' from statement s where s.anchor is not null limit 2;
"""


def test_gaps_in_the_same_words_are_told_once(full: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(full, tmp_path / "same.db"))
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(SAME)
        found = connection.execute("select statement from gap where audit = 'a'").fetchall()
        places = [statement for (statement,) in found]
    with serving(path) as server:
        answer = server.get("/gaps?claim=taller-plants&severity=info&kind=certainty-upgrade")
        assert answer.text.count("The same. Hum") == 1
        assert {f"/statements/{place}" for place in places} <= set(answer.page.links)
        assert "Said in" in server.get(f"/gaps/same-{places[0]}").text


def test_gap_has_an_address_of_its_own(full_site: Server) -> None:
    listed = full_site.get("/gaps?kind=quantity-beyond-observed").page.links
    address = next(link for link in listed if link.startswith("/gaps/quantity-beyond-observed."))
    answer = full_site.get(address)
    for words in ("Said up to +15", "Shown Comparable findings", "Behind it", "Other gaps of the"):
        assert words in answer.text
    assert "No gap:" in answer.text
    assert "/claims/taller-tomatoes" in answer.page.links
    assert "/gaps?kind=quantity-beyond-observed" in answer.page.links


def test_gap_that_is_not_there_is_missing(full_site: Server) -> None:
    assert full_site.get("/gaps/nothing").status == 404
