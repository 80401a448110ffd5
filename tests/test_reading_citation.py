"""Formatted references: complete, and never failing for an incomplete entry."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inline_snapshot import snapshot
from pybtex.backends.plaintext import Backend
from pybtex.database import Entry
from pybtex.database import Person as PybtexPerson
from pybtex.style.formatting.unsrt import Style

from kb.reading.bibtex import read_bibtex
from kb.reading.citation import reference

KIM = "author = {Kim, Anna and van der Berg, J{\\'a}n}, title = {Gait in Parkinson's Disease}"


def shown(fields: str, kind: str = "article") -> str:
    return reference(read_bibtex(f"@{kind}{{k, {fields}}}", "c.bib")[0][0])


def test_an_article_is_formatted_with_case_accents_and_addresses() -> None:
    fields = "journal = {J Gait}, volume = 3, number = 4, pages = {12--19}, year = 2001"
    more = "doi = {10.1000/A_b}, url = {http://x.org}, pmid = 123"
    assert shown(f"{KIM}, {fields}, {more}") == snapshot(
        "Anna Kim and Ján van der Berg. Gait in Parkinson's Disease. J Gait, 3(4):12–19, 2001."
        " PMID:123, doi:10.1000/a_b."
    )


def test_an_entry_without_what_the_style_demands_shows_what_there_is() -> None:
    assert shown("title = {T}, journal = {J}, volume = 3, pages = {1-2}, year = 2001") == snapshot(
        "T. J, 3:1–2, 2001."
    )
    assert shown(f"{KIM}", "book") == snapshot(
        "Anna Kim and Ján van der Berg. Gait in Parkinson's Disease. n.d."
    )
    assert shown("title = {T}, institution = {WHO}, number = 7", "techreport") == snapshot(
        "T. WHO, no. 7, n.d."
    )


@pytest.mark.parametrize("kind", ["online", "thesis", "report", "collection", "dataset", "tweet"])
def test_every_kind_of_entry_is_formatted(kind: str) -> None:
    text = shown(
        f"{KIM}, institution = {{Uni}}, date = {{2001-02}}, url = {{http://x.org/~a_b}}", kind
    )
    assert text.startswith("Anna Kim and Ján van der Berg")
    assert "Gait in Parkinson's Disease" in text
    assert "2001" in text
    assert "http://x.org/~a_b" in text


def test_a_year_in_words_and_no_year_are_shown() -> None:
    assert shown(f"{KIM}, journal = {{J}}, year = {{in press}}").endswith("J, in press.")
    assert shown(f"{KIM}, journal = {{J}}").endswith("J, n.d.")


def test_signs_that_mean_something_to_latex_are_shown_as_they_are() -> None:
    fields = r"title = {50\% of \$5 \& \{x\} a\_b \#1 \textbackslash{} c}, year = 2001"
    assert shown(fields, "misc") == snapshot("50% of $5 & {x} a_b #1 \\ c. 2001.")


@given(
    st.text(st.sampled_from("ab\\{}$%&#_~^,'\" é")), st.sampled_from(["title", "author", "pages"])
)
@settings(max_examples=60, deadline=None)
def test_any_entry_that_is_read_is_formatted(value: str, name: str) -> None:
    for entry in read_bibtex(f"@article{{k, year = 2001, {name} = {{{value}}}}}", "c.bib")[0]:
        assert "\n" not in reference(entry)


FIELD = st.sampled_from(
    ["volume", "number", "pages", "series", "edition", "month", "note", "publisher", "address"]
)
WORDS = st.sampled_from(["Gait", "What is it?", "Done.", "3", "12–19", "MiXed cASE", "go!"])
NAMES = st.sampled_from(["Kim, Anna", "de Vries, Jo", "Smith, Jr., Bob", "Li, X.", "Who"])
STYLE, BACKEND = Style(), Backend()
KINDS = st.sampled_from(["article", "book", "inproceedings", "phdthesis", "techreport", "misc"])


@settings(max_examples=200, deadline=None)
@given(KINDS, st.dictionaries(FIELD, WORDS), st.lists(NAMES, min_size=1, max_size=6), WORDS)
def test_signs_in_place_of_texts_change_nothing(
    kind: str, more: dict[str, str], names: list[str], title: str
) -> None:
    given_ = {"title": title, "year": "2001", "journal": "J", "booktitle": "B"}
    fields = {**more, **given_, "publisher": "P", "school": "S", "institution": "I"}
    written = ", ".join(f"{name} = {{{text}}}" for name, text in fields.items())
    ours = shown(f"{written}, author = {{{' and '.join(names)}}}", kind)
    braced = {name: f"{{{text}}}" for name, text in fields.items()}
    entry = Entry(kind, braced, {"author": [PybtexPerson(name) for name in names]})
    theirs = STYLE.format_entry("", entry).text.render(BACKEND)
    assert ours == " ".join(theirs.split())
