"""Entries as items of CSL-JSON, and their order in a bibliography."""

from __future__ import annotations

from typing import Any

import pytest
from inline_snapshot import snapshot

from kb.database.rows.csl import item
from kb.database.rows.source import sort_key
from kb.reading.bibtex import BibEntry, read_bibtex


def entry(fields: str, kind: str = "article") -> BibEntry:
    return read_bibtex(f"@{kind}{{k, {fields}}}", "c.bib")[0][0]


def csl(fields: str, kind: str = "article") -> dict[str, Any]:
    return item(entry(f"title = {{T}}, {fields}", kind))


def test_an_article_has_its_parts() -> None:
    fields = "author = {van der Berg, Jr., J{\\'a}n and {The Club}}, journal = {J}, volume = 3"
    more = "number = 4, pages = {12--19}, year = 2001, doi = {10.1000/A_b}, pmid = 123"
    assert csl(f"{fields}, {more}") == snapshot(
        {
            "id": "k",
            "type": "article-journal",
            "author": [
                {
                    "family": "Berg",
                    "given": "Ján",
                    "non-dropping-particle": "van der",
                    "suffix": "Jr.",
                },
                {"literal": "The Club"},
            ],
            "title": "T",
            "container-title": "J",
            "volume": "3",
            "issue": "4",
            "page": "12-19",
            "DOI": "10.1000/a_b",
            "PMID": "123",
            "issued": {"date-parts": [[2001]]},
        }
    )


@pytest.mark.parametrize(
    ("kind", "fields", "wanted"),
    [
        ("misc", "url = {https://example.org}", "webpage"),
        ("misc", "", "document"),
        ("mastersthesis", "", "thesis"),
        ("incollection", "", "chapter"),
    ],
)
def test_the_type_follows_the_entry(kind: str, fields: str, wanted: str) -> None:
    assert csl(fields, kind)["type"] == wanted


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ("year = 2001", {"date-parts": [[2001]]}),
        ("year = 2001, month = mar, day = 5", {"date-parts": [[2001, 3, 5]]}),
        ("year = 2001, month = {March}, day = {5th}", {"date-parts": [[2001, 3]]}),
        ("year = 2001, month = {spring}", {"date-parts": [[2001]]}),
        ("date = {2001-03-05}", {"date-parts": [[2001, 3, 5]]}),
        ("date = {2001/2002-02}", {"date-parts": [[2001], [2002, 2]]}),
        ("date = {2001/2002/2003}", {"date-parts": [[2001]]}),
        ("year = {in press}", {"literal": "in press"}),
        ("date = {soon}", {"literal": "soon"}),
        ("note = {x}", None),
    ],
)
def test_a_date_is_as_exact_as_the_entry(fields: str, wanted: object) -> None:
    assert csl(fields).get("issued") == wanted


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ("langid = {korean}", "ko"),
        ("langid = {British}", "en-GB"),
        ("language = {pt-BR}", "pt-BR"),
        ("language = {some words}", None),
    ],
)
def test_a_language_is_a_tag(fields: str, wanted: str | None) -> None:
    assert csl(fields).get("language") == wanted


def test_a_thesis_says_what_it_is_for() -> None:
    assert csl("", "phdthesis")["genre"] == "Doctoral dissertation"
    assert csl("type = {mathesis}", "thesis")["genre"] == "Master’s thesis"
    assert csl("type = {Diploma}", "thesis")["genre"] == "Diploma"


def test_an_article_number_stands_for_pages() -> None:
    assert csl("eid = {e17}")["page"] == "e17"


def test_a_subtitle_belongs_to_the_title() -> None:
    assert csl("subtitle = {And more}")["title"] == "T: And more"


def test_a_number_is_an_issue_only_of_a_journal() -> None:
    assert csl("number = 7")["issue"] == "7"
    assert csl("number = 7", "techreport")["number"] == "7"


def test_a_bibliography_is_in_order_of_names_years_and_titles() -> None:
    entries = [
        "author = {Öz, A.}, year = 1990, title = {B}",
        "author = {Oz, A. and Ash, B.}, year = 1980, title = {A}",
        "author = {Oz, A.}, title = {Undated}",
        "title = {The “oyster”}, year = 1999",
        "author = {Oz, A.}, year = 1990, title = {An Apple}",
    ]
    ordered = sorted(map(entry, entries), key=sort_key)
    assert [each.title for each in ordered] == [
        "The “oyster”",
        "Undated",
        "An Apple",
        "B",
        "A",
    ]
