"""Sources as BibTeX, RIS and CSL-JSON: read back, no entry is altered."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import rispy
from inline_snapshot import snapshot
from jsonschema import Draft7Validator

from kb.corpus import BibEntry, load
from kb.database.build import build
from kb.database.reader import connect
from kb.database.rows.csl import item
from kb.reading.bibtex import read_bibtex
from tests.exports.exported import export

ROOT = Path(__file__).resolve().parents[2]
HARD = ROOT / "tests" / "golden" / "references" / "sources.bib"
SCHEMA = ROOT / "tests" / "exports" / "schemas" / "csl-data.json"
"""The schema of the Citation Style Language project itself; its licence stands beside it."""


@pytest.fixture
def hard(corpus: Path) -> Path:
    """Give a built file whose sources have all that makes names, titles and dates hard."""
    with (corpus / "citations.bib").open("a", encoding="utf-8") as file:
        file.write(HARD.read_text("utf-8"))
    return build(load(corpus)[0], corpus / "build" / "kb.db").path


@pytest.fixture(params=["real", "hard"])
def path(request: pytest.FixtureRequest) -> Path:
    """Give both."""
    found: Path = request.getfixturevalue(request.param)
    return found


def entries(text: str) -> dict[str, BibEntry]:
    found, problems = read_bibtex(text, "out.bib")
    assert not problems
    return {each.key: each for each in found}


def bibtex(path: Path) -> dict[str, BibEntry]:
    return entries(export(path, "bibtex").decode())


def told(entries: dict[str, BibEntry]) -> dict[str, tuple[object, ...]]:
    """All that an entry says, and its very letters, wherever it stands."""
    return {key: (each.type, each.fields, each.persons, each.raw) for key, each in entries.items()}


def test_bibtex_of_real_sources_is_what_was_written(real: Path) -> None:
    assert told(bibtex(real)) == told(entries((ROOT / "citations.bib").read_text("utf-8")))


def test_bibtex_of_hard_sources_is_what_was_written(hard: Path) -> None:
    written, found = told(entries(HARD.read_text("utf-8"))), told(bibtex(hard))
    assert {key: found[key] for key in written} == written


def test_an_entry_that_leans_on_others_stands_by_itself(corpus: Path) -> None:
    leaning = """
        @string{jtb = "Journal of {T}iny Bowls"}
        @incollection{leaning, author = {von der Au, Jr., {\\'E}mile}, title = {Rims},
          journal = jtb, crossref = {bowlbook}}
        @book{bowlbook, title = {All bowls}, editor = {Noman, Nils}, year = 1998}"""
    with (corpus / "citations.bib").open("a", encoding="utf-8") as file:
        file.write(leaning)
    written = entries((corpus / "citations.bib").read_text("utf-8"))["leaning"]
    path = build(load(corpus)[0], corpus / "build" / "kb.db").path
    found = bibtex(path)["leaning"]
    assert found.persons == written.persons
    assert dict(found.fields) == {
        name: text for name, text in written.fields.items() if name != "crossref"
    }
    assert found.fields["booktitle"] == "All bowls"


def test_csl_json_keeps_to_its_schema_and_says_what_bibtex_says(path: Path) -> None:
    items = json.loads(export(path, "csl-json"))
    Draft7Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(items)
    assert all(value for each in items for value in each.values())
    assert items == [item(each) for each in bibtex(path).values()]


def test_ris_read_back_says_what_csl_json_says(path: Path) -> None:
    read = rispy.loads(export(path, "ris").decode().replace("\r\n", "\n"))
    items = json.loads(export(path, "csl-json"))
    assert [each["id"] for each in read] == [each["id"] for each in items]
    for one, each in zip(read, items, strict=True):
        assert one.get("title") == each.get("title")
        assert one.get("doi") == each.get("DOI")
        assert one.get("secondary_title") == each.get("container-title")
        assert one.get("authors", []) == [name(person) for person in each.get("author", [])]


def name(person: dict[str, str]) -> str:
    if "literal" in person:
        return person["literal"]
    family = f"{person.get('non-dropping-particle', '')} {person['family']}".strip()
    return ", ".join(filter(None, (family, person.get("given"), person.get("suffix"))))


def test_the_tiny_one_as_bibtex(built: Path) -> None:
    assert export(built / "build" / "kb.db", "bibtex").decode() == snapshot("""\
@online{wristbaths,
  title  = {Baths \\& "bowls"},
  author = {{The <b>Bowl</b> Bureau}},
  url    = {https://example.org/bowls?a=1&b=<2>},
}

@online{coldhands2023,
  author = {Inventa, Ida},
  title  = {Cold hands, happy typist},
  year   = {2023},
  url    = {https://example.org/cold-hands},
}

@article{inventa1999,
  author  = {Inventa, Ida and Noman, Nils},
  title   = {An invented trial of cold hand baths},
  journal = {Journal of Things That Never Were},
  year    = {1999},
  doi     = {10.5555/invented.1999},
}
""")


def test_the_tiny_one_as_ris(built: Path) -> None:
    text = export(built / "build" / "kb.db", "ris").decode()
    assert text.replace("\r\n", "\n") == snapshot("""\
TY  - ELEC
ID  - wristbaths
AU  - The <b>Bowl</b> Bureau
TI  - Baths & "bowls"
UR  - https://example.org/bowls?a=1&b=<2>
ER  - \n\

TY  - ELEC
ID  - coldhands2023
AU  - Inventa, Ida
TI  - Cold hands, happy typist
UR  - https://example.org/cold-hands
PY  - 2023
DA  - 2023///
ER  - \n\

TY  - JOUR
ID  - inventa1999
AU  - Inventa, Ida
AU  - Noman, Nils
TI  - An invented trial of cold hand baths
T2  - Journal of Things That Never Were
DO  - 10.5555/invented.1999
PY  - 1999
DA  - 1999///
ER  - \n\

""")


def test_the_tiny_one_as_csl_json(built: Path) -> None:
    found: list[dict[str, Any]] = json.loads(export(built / "build" / "kb.db", "csl-json"))
    assert found == snapshot(
        [
            {
                "id": "wristbaths",
                "type": "webpage",
                "author": [{"literal": "The <b>Bowl</b> Bureau"}],
                "title": 'Baths & "bowls"',
                "URL": "https://example.org/bowls?a=1&b=<2>",
            },
            {
                "id": "coldhands2023",
                "type": "webpage",
                "author": [{"family": "Inventa", "given": "Ida"}],
                "title": "Cold hands, happy typist",
                "URL": "https://example.org/cold-hands",
                "issued": {"date-parts": [[2023]]},
            },
            {
                "id": "inventa1999",
                "type": "article-journal",
                "author": [
                    {"family": "Inventa", "given": "Ida"},
                    {"family": "Noman", "given": "Nils"},
                ],
                "title": "An invented trial of cold hand baths",
                "container-title": "Journal of Things That Never Were",
                "DOI": "10.5555/invented.1999",
                "issued": {"date-parts": [[1999]]},
            },
        ]
    )


def test_an_inferred_source_is_in_no_part_that_does_not_cite_it(real: Path) -> None:
    """What a curator infers behind a statement is nobody's reference."""
    inferred = """
        select sc.claim, t.source from source_trace t join statement_claim sc using (statement)
        where t.basis = 'curator_inferred' and t.source not in (
          select r.source from evidence_line e join study_report r on r.study = e.study
            where e.claim = sc.claim
          union select f.source from evidence_line e join finding f on f.study = e.study
            where e.claim = sc.claim)
        limit 1"""
    with closing(connect(real)) as connection:
        claim, source = connection.execute(inferred).fetchone()
    some = entries(export(real, "bibtex", {"claim": [claim]}).decode())
    assert some
    assert source not in some
    assert source in bibtex(real)


def test_no_sources_are_a_whole_file(hard: Path) -> None:
    nothing = {"q": ["zyzzyva"]}
    assert export(hard, "bibtex", nothing) == b""
    assert export(hard, "ris", nothing) == b""
    assert json.loads(export(hard, "csl-json", nothing)) == []
