"""Compare: two documents side by side, and each claim of a sentence by itself."""

from __future__ import annotations

from pathlib import Path

from kb.site.drawing.fan import Fan
from kb.site.site import Row
from tests.site.served import Server, altered, serving

TWO = "/compare/documents?left=wrist-bath-guide&right=cold-hands-post"


def test_compare_leads_to_everything_that_can_be_compared(site: Server) -> None:
    answer = site.get("/compare")
    assert answer.status == 200
    links = set(answer.page.links)
    assert {"/doses", "/safety", "/contradictions", "/compare/documents"} <= links
    assert "of claims, or of pieces of guidance" in answer.text


def test_two_documents_stand_side_by_side(site: Server) -> None:
    answer = site.get(TWO)
    for words in (
        "How they sound",
        "stated as fact",
        "nobody credited",
        "Where they contradict each other",
        "The guide denies what the post asserts",
        "that both make",
        "Only",
        "Doses advised by",
        "Hazards and controls",
    ):
        assert words in answer.text
    assert "selected" in answer.page.attributes
    assert "/claims?document=cold-hands-post" not in answer.page.links, "all are shown"


def test_sides_may_be_changed(site: Server) -> None:
    turned = site.get("/compare/documents?left=cold-hands-post&right=wrist-bath-guide").text
    assert "The guide denies what the post asserts" in turned


def test_documents_that_cannot_be_compared_are_told(site: Server, full_site: Server) -> None:
    wrong = site.get("/compare/documents?left=cold-hand-post&right=wrist-bath-guide")
    assert "There is no left cold-hand-post . Did you mean cold-hands-post" in wrong.text
    assert "/compare/documents?left=cold-hands-post&right=wrist-bath-guide" in wrong.page.links
    same = site.get("/compare/documents?left=cold-hands-post&right=cold-hands-post")
    assert "Choose two different documents." in same.text
    assert "How they sound" in site.get("/compare/documents").text
    assert "There are no two documents yet." in full_site.get("/compare/documents").text
    assert "There are no two documents yet." in full_site.get("/compare").text


MANY = """
insert into claim (id, claim, kind, population, outcome, status, keywords, version)
with recursive n(i) as (select 1 union all select i + 1 from n where i < 120)
select 'many-' || i, 'Claim number ' || i || '.', 'effect', 'office-workers', 'wrist-pain',
  'draft', '[]', 'v' from n;
insert into statement_claim (statement, claim, relation, nested)
select s.id, c.id, 'expresses', 0 from claim c join (
  select min(id) as id, document from statement where kind <> 'noise' group by document) s
where c.id like 'many-%'
  and (s.document = 'cold-hands-post' or cast(substr(c.id, 6) as integer) > 40);
"""


def test_long_lists_are_cut_and_say_so(database: Path, tmp_path: Path) -> None:
    with serving(altered(database, tmp_path, MANY)) as server:
        answer = server.get(TWO)
        assert "Shown are the 60 that are said most often" in answer.text
        assert "the 15 said most often" in answer.text
        assert "/claims?document=cold-hands-post" in answer.page.links
        assert "2 statements make three claims or more" in server.get("/compare").text
        assert "Shown are 60 of" in server.get("/compare/statements").text


FANS = """
insert into statement (id, document, position, char_start, char_end, kind, gist)
select id || '-again', document, position + 100, char_start, char_end, kind, gist from statement;
insert into statement_claim (statement, claim, relation, nested)
select s.id, c.id, 'expresses', 0 from statement s join claim c
where s.kind <> 'noise' and c.population is not null and c.outcome is not null
on conflict do nothing;
"""


def test_each_claim_of_a_sentence_stands_by_itself(full: Path, tmp_path: Path) -> None:
    with serving(altered(full, tmp_path, FANS)) as server:
        first = server.get("/compare/statements")
        for words in ("seems to rest on", "inferred by a curator", "borne out by it"):
            assert words in first.text
        assert "/claims/taller-tomatoes" in first.page.links
        assert "/studies/hum-trial" in first.page.links
        assert "its own source: bears it out" in first.text
        last = server.get("/compare/statements?page=2")
        assert "/compare/statements?page=1" in last.page.links
        assert (
            server.sent_on("/compare/statements?page=9&document=hum-post")
            == "/compare/statements?document=hum-post"
        )


def test_no_statement_of_many_claims_says_so(full: Path, tmp_path: Path, site: Server) -> None:
    with serving(altered(full, tmp_path, "delete from statement_claim;")) as server:
        assert "No statement makes three claims" in server.get("/compare/statements").text
        assert server.get("/compare").status == 200
    wrong = site.get("/compare/statements?document=cold-hand-post").text
    assert "Did you mean cold-hands-post" in wrong


def _claim(*directions: str) -> Row:
    return {"directions": list(directions)}


def test_what_was_not_read_bears_nothing_out_and_disproves_nothing() -> None:
    silent = Fan({}, [], [], [(("p", "p"), [[_claim("no_information")], [_claim()]])])
    assert silent.judged == silent.borne_out == []
    read = Fan({}, [], [], [(("p", "p"), [[_claim("no_information")], [_claim("supports")]])])
    assert (len(read.borne_out), len(read.judged)) == (1, 2)
