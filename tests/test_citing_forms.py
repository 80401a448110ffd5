"""Files for reference managers: read back, they say what was written."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from inline_snapshot import snapshot

from kb.citing.cited import Cited, Claim, cite
from kb.citing.forms import forms
from kb.corpus import BibEntry
from kb.database.rows.csl import item
from kb.reading.bibtex import read_bibtex
from tests import real

ROOT = Path(__file__).resolve().parent.parent
HARD = ROOT / "tests" / "golden" / "references" / "sources.bib"
TEXT = st.text(
    st.characters(exclude_categories=("C", "Z"), exclude_characters="{}\\~^\ufdd0\ufdd1\ufdd2"),
    min_size=1,
    max_size=12,
)
NAME = st.from_regex(r"[A-ZÀÉÖŁ]('?[a-zéöł]){1,8}(-[A-Z][a-z]{1,5})?", fullmatch=True)

TYPES = set(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter
    classic collection dataset document entry entry-dictionary entry-encyclopedia event figure
    graphic hearing interview legal_case legislation manuscript map motion_picture musical_score
    pamphlet paper-conference patent performance periodical personal_communication post post-weblog
    regulation report review review-book software song speech standard thesis treaty
    webpage""".split()  # noqa: SIM905  # reads as a list of words
)
PERSONS = {"author", "editor", "translator", "container-author"}
DATES = {"issued", "accessed"}
TEXTS = set(
    """id language collection-title container-title container-title-short DOI edition event genre
    ISBN ISSN issue note number number-of-volumes page PMCID PMID publisher publisher-place title
    title-short URL version volume chapter-number""".split()  # noqa: SIM905  # the same
)
PARTS = {"family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"}
"""What CSL-JSON (CSL 1.0.2) lets an item have, of what we write."""


def entries(path: Path) -> list[BibEntry]:
    found, problems = read_bibtex(path.read_text("utf-8"), path.name)
    assert not problems
    return found


def cited(each: BibEntry) -> Cited:
    return Cited(item(each), each.raw, "")


def written(ending: str, *given: Cited) -> str:
    return "".join(forms()[ending].write(given))


ALL = [cited(each) for each in (*entries(HARD), *real.corpus().sources.values())]
CLAIM = Claim(
    id="hum-height",
    claim="{}: 5 % & a_b #1 for $2~3.",
    version="0123456789ab",
    date="2031-02-03",
    container="Humming",
    publisher="The Humming Society",
    address="https://example.org/claim/hum-height@0123456789ab",
)


def test_every_form_says_what_it_is() -> None:
    assert {ending: (form.NAME, form.KIND) for ending, form in forms().items()} == snapshot(
        {
            "bib": ("BibTeX", "application/x-bibtex"),
            "csl.json": ("CSL-JSON", "application/vnd.citationstyles.csl+json"),
            "ris": ("RIS", "application/x-research-info-systems"),
        }
    )


def test_bibtex_is_each_entry_as_it_was_written() -> None:
    again, problems = read_bibtex(written("bib", *ALL), "out.bib")
    assert not problems
    assert [each.raw for each in again] == [each.bibtex for each in ALL]
    assert [item(each) for each in again] == [each.item for each in ALL]


def test_csl_json_read_back_is_equal() -> None:
    assert json.loads(written("csl.json", *ALL)) == [each.item for each in ALL]
    assert json.loads(written("csl.json")) == []


def test_csl_json_holds_only_what_the_format_has() -> None:
    for each in (*ALL, cite(CLAIM)):
        assert each.item["type"] in TYPES
        assert set(each.item) <= {"type"} | PERSONS | DATES | TEXTS
        assert all(isinstance(each.item[name], str) for name in TEXTS & set(each.item))
        for name in PERSONS & set(each.item):
            assert all(person and set(person) <= PARTS for person in each.item[name])
        for name in DATES & set(each.item):
            assert is_date(each.item[name]), each.item


def is_date(value: Mapping[str, Any]) -> bool:
    if set(value) == {"literal"}:
        return isinstance(value["literal"], str)
    days: Sequence[Sequence[int]] = value["date-parts"]
    return set(value) == {"date-parts"} and 1 <= len(days) <= 2 and all(map(is_day, days))


def is_day(parts: Sequence[int]) -> bool:
    return 1 <= len(parts) <= 3 and all(isinstance(part, int) for part in parts)


def test_ris_read_back_has_every_name_title_and_number() -> None:
    read = rispy.loads(written("ris", *ALL).replace("\r\n", "\n"))
    assert [each["id"] for each in read] == [each.item["id"] for each in ALL]
    for one, each in zip(read, ALL, strict=True):
        assert one["title"] == each.item["title"]
        assert one.get("doi") == each.item.get("DOI")
        assert one.get("volume") == each.item.get("volume")
        assert one.get("secondary_title") == each.item.get("container-title")
        assert len(one.get("authors", [])) == len(each.item.get("author", []))
        assert one.get("year") == year(each.item)


def year(given: Mapping[str, Any]) -> str | None:
    parts = given.get("issued", {}).get("date-parts")
    return str(parts[0][0]) if parts else None


def test_ris_of_hard_names_dates_and_pages() -> None:
    lines = written("ris", *ALL[:1]).split("\r\n")
    assert [line for line in lines if line.startswith(("AU", "SP", "EP", "PY", "DA"))] == snapshot(
        [
            "AU  - van den Berg, Ján",
            "AU  - de la Cruz, María-José",
            "AU  - Bassett, David R., Jr.",
            "AU  - Ørsted, Ægir",
            "SP  - 1575",
            "EP  - 1581",
            "PY  - 2011",
            "DA  - 2011/03//",
        ]
    )
    page = next(each for each in ALL if each.item["id"] == "page2024")
    assert "Y2  - 2024/02/01/" in written("ris", page)
    press = next(each for each in ALL if each.item["id"] == "press")
    assert "DA  - in press" in written("ris", press)
    number = next(each for each in ALL if each.item["id"] == "others2016")
    assert "SP  - e171\r\n" in written("ris", number)


def test_a_text_of_several_lines_is_one_in_ris() -> None:
    two = Cited({"id": "x", "type": "book", "title": "A\nTY  - JOUR"}, "", "")
    assert len(rispy.loads(written("ris", two).replace("\r\n", "\n"))) == 1


@given(first=NAME, last=NAME, von=st.sampled_from(["", "van ", "de la "]), jr=st.booleans())
def test_no_name_is_altered_by_a_round_trip(first: str, last: str, von: str, jr: bool) -> None:  # noqa: FBT001
    name = f"{von}{last}, {'Jr., ' if jr else ''}{first}"
    bib = f"@book{{x, author = {{{name}}}, title = {{T}}}}"
    each = cited(read_bibtex(bib, "x.bib")[0][0])
    assert cited(read_bibtex(written("bib", each), "x.bib")[0][0]) == each
    assert json.loads(written("csl.json", each)) == [each.item]
    read = rispy.loads(written("ris", each).replace("\r\n", "\n"))
    assert read[0]["authors"] == [f"{von}{last}, {first}{', Jr.' if jr else ''}"]


@given(claim=TEXT.map(lambda text: f"Of {text} it is so"), container=TEXT)
def test_no_claim_is_altered_by_a_round_trip(claim: str, container: str) -> None:
    told = cite(Claim("x", claim, "0", None, container, None, "https://example.org/"))
    found, problems = read_bibtex(written("bib", told), "x.bib")
    assert not problems
    assert found[0].title == decoded(claim)
    assert found[0].fields["howpublished"] == decoded(container)


def decoded(text: str) -> str:
    """Signs that mean quotation marks and dashes in BibTeX."""
    marks = {"---": "—", "--": "–", "``": "“", "''": "”"}
    return re.sub("---|--|``|''", lambda found: marks[found[0]], text)


def test_a_claim_is_cited_without_an_author_that_nobody_named() -> None:
    told = cite(CLAIM)
    assert "author" not in told.item
    assert told.item == snapshot(
        {
            "id": "hum-height",
            "type": "webpage",
            "title": "{}: 5 % & a_b #1 for $2~3",
            "container-title": "Humming",
            "publisher": "The Humming Society",
            "version": "0123456789ab",
            "URL": "https://example.org/claim/hum-height@0123456789ab",
            "issued": {"date-parts": [[2031, 2, 3]]},
        }
    )
    cited_as, _, address = told.plain.rpartition(" ")
    assert cited_as == f"“{CLAIM.claim}” In: Humming, claim version 0123456789ab."
    assert address == CLAIM.address
    assert told.bibtex == snapshot("""\
@misc{hum-height,
  title = {{\\textbraceleft{}\\textbraceright{}: 5 \\% \\& a\\_b \\#1 for \\$2\\textasciitilde{}3}},
  howpublished = {Humming},
  publisher = {The Humming Society},
  year = {2031},
  month = feb,
  day = {3},
  version = {0123456789ab},
  url = {https://example.org/claim/hum-height@0123456789ab},
}\
""")


def test_a_claim_without_verdict_has_no_date() -> None:
    told = cite(Claim("x", "So", "0", None, "K", None, "https://example.org/"))
    assert "issued" not in told.item
    assert "year" not in told.bibtex


@pytest.mark.parametrize("sign", ["{", "}", "{}", "\\", "^"])
def test_no_sign_in_a_claim_breaks_its_entry(sign: str) -> None:
    told = cite(Claim("x", f"a {sign} b", "0", "2020", "K", None, "https://example.org/"))
    found, problems = read_bibtex(told.bibtex, "x.bib")
    assert not problems
    assert found[0].year == 2020
    assert found[0].title.endswith(" b")
