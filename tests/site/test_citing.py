"""Citing on the site: styles without JavaScript, files for reference managers, a bibliography."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rispy

from kb.reading.bibtex import read_bibtex
from tests.command import run
from tests.site.served import CORPUS, Server, built, changed, serving

CLAIM = "/claims/taller-tomatoes"
SOURCE = "/sources/fabula1987"


def test_a_claim_is_cited_plainly_with_styles_and_files_beside(full_site: Server) -> None:
    answer = full_site.get(CLAIM)
    assert "In: Humming at plants, claim version" in answer.text
    for style in ("apa", "vancouver", "ama", "harvard", "chicago", "ieee"):
        assert f"{CLAIM}?style={style}#cite" in answer.page.links
    for ending in ("bib", "ris", "csl.json", "txt"):
        assert f"{CLAIM}/cite.{ending}" in answer.page.links
    assert "/bibliography?claim=taller-tomatoes" in answer.page.links


def test_a_claim_is_cited_in_the_style_of_the_address(full_site: Server) -> None:
    answer = full_site.get(f"{CLAIM}?style=vancouver")
    assert "[Internet]. The Humming Society" in answer.text
    assert f"{CLAIM}/cite.txt?style=vancouver" in answer.page.links
    assert "/bibliography?claim=taller-tomatoes&style=vancouver" in answer.page.links


def test_a_source_is_cited_in_a_style(full_site: Server) -> None:
    assert "Fabula, F., & van der Fiktion, F., Jr. (1987)." in full_site.get(SOURCE).text
    ieee = full_site.get(f"{SOURCE}?style=ieee").text
    assert "F. Fabula and F. van der Fiktion Jr., “Humming and the height of tomatoes,”" in ieee


@pytest.mark.parametrize("page", [CLAIM, SOURCE, "/bibliography"])
def test_an_unknown_style_offers_near_ones(full_site: Server, page: str) -> None:
    answer = full_site.get(f"{page}?style=vancover")
    assert answer.status == 200
    assert "There is no citation style vancover" in answer.text
    assert any(link.startswith(f"{page}?style=vancouver") for link in answer.page.links)
    assert "There is no citation style" in full_site.get(f"{page}?style=%3Cb%3E").text


def test_a_claim_as_bibtex_has_its_permanent_address(full_site: Server) -> None:
    answer = full_site.get(f"{CLAIM}/cite.bib")
    assert answer.headers["content-type"] == "application/x-bibtex; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="taller-tomatoes.bib"'
    found, problems = read_bibtex(answer.body, "cite.bib")
    assert not problems
    address = f"/claim/taller-tomatoes@{found[0].fields['version']}"
    assert str(found[0].url).endswith(address)
    assert full_site.get(address).status == 302


def test_a_version_in_the_address_is_no_other_claim(full_site: Server) -> None:
    assert full_site.get(f"{CLAIM}@old/cite.bib").body == full_site.get(f"{CLAIM}/cite.bib").body


def test_a_source_as_bibtex_is_as_it_was_written(full_site: Server) -> None:
    file = CORPUS.parent / "corpus_full" / "citations.bib"
    assert full_site.get(f"{SOURCE}/cite.bib").body.strip() in file.read_text("utf-8")


def test_a_source_as_ris_and_csl_json_reads_back(full_site: Server) -> None:
    ris = rispy.loads(full_site.get(f"{SOURCE}/cite.ris").body.replace("\r\n", "\n"))
    assert ris[0]["authors"] == ["Fabula, Fay", "van der Fiktion, Finn, Jr."]
    found = json.loads(full_site.get(f"{SOURCE}/cite.csl.json").body)
    assert found[0]["author"][1]["non-dropping-particle"] == "van der"


def test_a_reference_as_text_is_in_the_style_asked_for(full_site: Server) -> None:
    answer = full_site.get(f"{SOURCE}/cite.txt?style=ama")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.body.startswith("Fabula F, van der Fiktion F Jr. Humming and the height")
    assert "Fay Fabula" in full_site.get(f"{SOURCE}/cite.txt").body


@pytest.mark.parametrize("path", ["/claims/nothing/cite.bib", "/sources/nothing/cite.ris"])
def test_a_file_of_nothing_is_not_there(full_site: Server, path: str) -> None:
    assert full_site.get(path).status == 404
    assert full_site.get("/claims/taller-tomatoes/cite.docx").status == 404


def test_the_bibliography_lists_every_source_in_order(full_site: Server) -> None:
    answer = full_site.get("/bibliography")
    assert "5 references in APA" in answer.text
    sources = [link for link in answer.page.links if link.startswith("/sources/")]
    assert sources == [
        "/sources/fable2031",
        "/sources/fabula1987",
        "/sources/reviewers1999",
        "/sources/undated",
        "/sources/fiktion1990",
    ]


def test_a_numeric_style_numbers_its_references(full_site: Server) -> None:
    assert "ol" in full_site.get("/bibliography?style=ieee").page.tags
    assert "ol" not in full_site.get("/bibliography?style=harvard").page.tags


@pytest.mark.parametrize(
    ("narrowed", "shown"),
    [
        ("claim=taller-tomatoes", {"fabula1987"}),
        ("document=hum-post", {"fable2031", "fiktion1990"}),
    ],
)
def test_the_bibliography_is_narrowed(full_site: Server, narrowed: str, shown: set[str]) -> None:
    answer = full_site.get(f"/bibliography?{narrowed}")
    found = {link.split("/")[-1] for link in answer.page.links if link.startswith("/sources/")}
    assert shown <= found
    assert len(found) < 5
    bib = read_bibtex(full_site.get(f"/bibliography.bib?{narrowed}").body, "x.bib")[0]
    assert {each.key for each in bib} == found


def test_an_inferred_source_is_in_no_bibliography_of_a_document(full_site: Server) -> None:
    """The post cites one source; the one that a curator infers stands there as evidence only."""
    page = full_site.get("/bibliography?study=hum-review").page
    assert "/sources/fabula1987" not in page.links
    assert "/sources/reviewers1999" in page.links


@pytest.mark.parametrize("narrowed", ["claim=nothing", "document=nothing", "study=nothing"])
def test_a_bibliography_of_nothing_is_not_there(full_site: Server, narrowed: str) -> None:
    assert full_site.get(f"/bibliography?{narrowed}").status == 404
    assert full_site.get(f"/bibliography.ris?{narrowed}").status == 404


def test_a_page_beyond_the_last_leads_back(full_site: Server) -> None:
    assert full_site.sent_on("/bibliography?page=9&style=ama") == "/bibliography?style=ama"


def test_a_file_of_all_has_a_plain_name(full_site: Server) -> None:
    answer = full_site.get("/bibliography.csl.json")
    assert answer.headers["content-disposition"] == 'attachment; filename="bibliography.csl.json"'
    assert len(json.loads(answer.body)) == 5


def test_hostile_text_in_a_source_is_text(site: Server) -> None:
    for style in ("apa", "vancouver", "harvard"):
        body = site.get(f"/bibliography?style={style}").body
        assert "<b>Bowl" not in body
        assert "&lt;b&gt;Bowl&lt;/b&gt; Bureau" in body


def test_a_new_knowledge_base_has_a_bibliography(tmp_path: Path) -> None:
    root = tmp_path / "new"
    assert run("init", root).exit_code == 0
    with serving(built(tmp_path / "new.db", root)) as server:
        assert "1 reference in APA" in server.get("/bibliography").text


def test_a_claim_that_nobody_makes_has_an_empty_bibliography(full_site: Server) -> None:
    assert "No source yet." in full_site.get("/bibliography?claim=old-tale").text
    assert full_site.get("/bibliography.csl.json?claim=old-tale").body == "[]\n"


def test_many_references_are_turned_over_in_pages(tmp_path: Path) -> None:
    root = changed(tmp_path)
    more = "".join(f"@misc{{m{n:03}, title = {{Made {n:03}}}}}\n" for n in range(120))
    with (root / "citations.bib").open("a", encoding="utf-8") as file:
        file.write(more)
    about = root / "data" / "kb.yaml"
    keys = ", ".join(f"m{n:03}" for n in range(120))
    about.write_text(f"{about.read_text('utf-8')}background: [{keys}]\n", "utf-8")
    with serving(built(tmp_path / "many.db", root)) as server:
        first = server.get("/bibliography?style=ama")
        assert "page 1 of 2" in first.text
        assert "/bibliography?style=ama&page=2" in first.page.links
        second = server.get("/bibliography?style=ama&page=2")
        assert 'start="101"' in second.body
        assert "/bibliography?style=ama&page=1" in second.page.links
