"""Guidance, safety and contradictions: narrowed, in pages, with bounds that are told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.served import Server, altered, serving

MANY = """
insert into guidance (id, kind, text)
with recursive n(i) as (select 1 union all select i + 1 from n where i < 60)
select k.value || '-' || i, k.value, k.value || ' number ' || i
from n join json_each('["precaution", "hazard", "control", "recommendation"]') k;
insert into precaution (guidance, level) select id, 'caution' from guidance
  where id like 'precaution-%';
insert into hazard (guidance, harm) select id, 'h' from guidance where id like 'hazard-%';
insert into control (guidance, control_kind) select id, 'procedure' from guidance
  where id like 'control-%';
insert into hazard_control (hazard, control)
  select id, replace(id, 'hazard', 'control') from guidance where id like 'hazard-%';
insert into document (id, source, title, language, file_name, sha256, characters, about)
select 'd' || value, (select source from document), 'Document ' || value, 'en', 'f', 's', 1, 'A.'
  from json_each('[1, 2, 3, 4, 5, 6, 7]');
insert into guidance_relation (guidance, kind, other)
  select id, 'contradicts', replace(id, 'hazard', 'control') from guidance
  where id like 'hazard-%';
"""


@pytest.fixture(scope="module")
def many_site(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve a knowledge base with more guidance than a page holds."""
    with serving(altered(database, tmp_path_factory.mktemp("guidance"), MANY)) as server:
        yield server


def test_guidance_is_narrowed_to_a_kind(site: Server) -> None:
    text = site.get("/guidance?kind=hazard").text
    assert "Very cold water numbs the skin." in text
    assert "Begin with at least five minutes." not in text
    everything = site.get("/guidance").page.links
    assert "/guidance?kind=hazard" in everything


def test_guidance_is_narrowed_to_a_document_and_a_population(site: Server) -> None:
    of_guide = site.get("/guidance?document=wrist-bath-guide").text
    assert "Begin with at least five minutes." in of_guide
    assert "Begin with a minute or two" not in of_guide
    nobody = site.get("/guidance?population=office-workers&kind=definition").text
    assert "Take away one of the choices above." in nobody


def test_speed_is_told_in_the_units_of_treadmills_too(full_site: Server) -> None:
    assert "0.447 m/s 1.61 km/h; 1 mph" in full_site.get("/guidance/hum-softly").text


def test_choice_of_guidance_that_is_not_there_is_told(site: Server) -> None:
    answer = site.get("/guidance?kind=hazards")
    assert "There is no kind hazards . Did you mean hazard ?" in answer.text
    assert "/guidance?kind=hazard" in answer.page.links


def test_much_guidance_is_cut_by_kind_and_paged(many_site: Server) -> None:
    first = many_site.get("/guidance")
    assert "All 6" in first.text
    assert "hazard number 9" not in first.text
    kind = many_site.get("/guidance?kind=hazard")
    assert "/guidance?page=2&kind=hazard" in kind.page.links
    second = many_site.get("/guidance?kind=hazard&page=2")
    assert "/guidance?page=1&kind=hazard" in second.page.links
    assert many_site.sent_on("/guidance?kind=hazard&page=9") == "/guidance?kind=hazard"


def test_no_guidance_says_so(full: Path, tmp_path: Path) -> None:
    script = (
        "delete from guidance; delete from hazard_control; delete from document;"
        "delete from precaution; delete from guidance_relation; delete from claim_relation;"
    )
    with serving(altered(full, tmp_path, script)) as server:
        assert "There is no guidance yet." in server.get("/guidance").text
        assert "No hazard has a control" in server.get("/safety").text
        assert "None has been recorded." in server.get("/contradictions").text


def test_safety_is_bounded_and_says_so(many_site: Server) -> None:
    answer = many_site.get("/safety")
    assert "Shown are the 6 of 9 documents that name most." in answer.text
    assert "/guidance?kind=precaution" in answer.page.links
    assert "/safety?page=2" in answer.page.links
    assert "hazard number 9" in many_site.get("/safety?page=2").text
    assert many_site.sent_on("/safety?page=9") == "/safety"


def test_contradictions_name_the_documents_of_either_side(site: Server) -> None:
    answer = site.get("/contradictions")
    assert "2 contradictions" in answer.text
    assert "Begin with a minute or two and grow from there." in answer.text
    assert "/contradictions?scope=between" in answer.page.links
    of_claims = site.get("/contradictions?record=claim").text
    assert "1 contradiction " in of_claims
    assert "Begin with a minute or two" not in of_claims


def test_contradictions_are_narrowed_and_paged(many_site: Server) -> None:
    first = many_site.get("/contradictions")
    assert "/contradictions?page=2" in first.page.links
    nothing = many_site.get("/contradictions?scope=betwen")
    assert "There is no scope betwen . Did you mean between" in nothing.text
    assert "Take away one of the choices above." in nothing.text
    assert many_site.sent_on("/contradictions?page=99") == "/contradictions"
