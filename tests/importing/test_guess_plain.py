"""Guesses of plain sets: keys and references are found by their values, whatever their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importing.test_guess import EVIDENT, faults, made, text_of

PAPERS = "pid,title,year\np1,On sleep,2001\np2,On rest,2003\np3,On naps,1999\n"
CLAIMS = """\
cid,claim,paper,label
c1,Tea helps,p1,supports
c2,Milk is good,p1,refutes
c3,Naps harm,p2,supports
c4,Naps help,p3,refutes
"""


def test_keys_and_references_are_found_whatever_they_are_called(tmp_path: Path) -> None:
    text = text_of(tmp_path, claims_csv=CLAIMS, papers_csv=PAPERS)
    assert "    key: [pid]\n" in text
    assert "    key: [cid]\n" in text
    assert "p1 | p2 | p3; refers to papers.csv\n" in text
    assert made(text) == ["source", "study", "claim", "evidence_line"]
    assert '          claim: "{claim}"\n' in text
    assert '          study: "{paper}"\n' in text
    assert faults(tmp_path, text) == []


@pytest.mark.parametrize("name", ["claim", "statement", "sentence", "what"])
def test_a_short_sentence_is_a_claim(tmp_path: Path, name: str) -> None:
    claims = CLAIMS.replace(",claim,", f",{name},")
    text = text_of(tmp_path, claims_csv=claims, papers_csv=PAPERS)
    assert f'          claim: "{{{name}}}"\n' in text
    assert made(text) == ["source", "study", "claim", "evidence_line"]


def test_a_long_sentence_is_a_claim_and_no_quote(tmp_path: Path) -> None:
    head, rows = CLAIMS.replace(",claim,", ",sentence,").split("\n", 1)
    rows = rows.replace(",p", " in most of the people,p")
    text = text_of(tmp_path, claims_csv=f"{head}\n{rows}")
    assert '          claim: "{sentence}"\n' in text
    assert "quote" not in made(text)


def test_numbers_are_keys_and_references_too(tmp_path: Path) -> None:
    claims, papers = (
        CLAIMS.replace(",p", ",").replace(",aper", ",paper"),
        PAPERS.replace("\np", "\n"),
    )
    text = text_of(tmp_path, claims_csv=claims, papers_csv=papers)
    assert "    key: [pid]\n" in text
    assert "1 | 2 | 3; refers to papers.csv\n" in text


def test_evidence_in_a_file_of_its_own_refers_to_claims(tmp_path: Path) -> None:
    claims = "cid,statement\nc-1,Naps are good for you\nc-2,Naps do nothing\n"
    lines = "eid,claim,paper,label\ne1,c-1,p1,supports\ne2,c-1,p2,refutes\ne3,c-2,p3,supports\n"
    text = text_of(tmp_path, found_csv=lines, claims_csv=claims, papers_csv=PAPERS)
    assert made(text) == ["source", "study", "claim", "evidence_line"]
    assert '          id: "{eid}"\n          claim: "{claim}"\n' in text
    assert faults(tmp_path, text) == []


def test_a_title_of_several_words_is_no_claim(tmp_path: Path) -> None:
    papers = PAPERS.replace("title", "called").replace("On ", "A word or two on ")
    assert made(text_of(tmp_path, papers_csv=papers)) == []
    text = text_of(tmp_path, papers_csv=papers, claims_csv=CLAIMS)
    assert '          title: "{called}"\n' in text
    assert made(text) == ["source", "study", "claim", "evidence_line"]


def test_a_claim_is_found_by_its_words_where_nothing_names_it(tmp_path: Path) -> None:
    text = text_of(tmp_path, t_csv="a,b\nx1,Tea helps people\nx2,Milk harms nobody\n")
    assert "    key: [a]\n" in text
    assert made(text) == ["claim"]


def test_what_fits_as_well_is_told(tmp_path: Path) -> None:
    papers = "pid,code,title\np1,k1,On sleep\np2,k2,On rest\np3,k3,On naps\n"
    texts = {"papers_csv": papers, "others_csv": PAPERS, "claims_csv": CLAIMS}
    text = text_of(tmp_path, **texts)
    assert '    key: [pid] # ? or "code"\n' in text
    assert '; refers to papers.csv ? or "others.csv"\n' in text
    assert faults(tmp_path, text) == []


def test_no_source_is_taken_for_the_key_of_a_claim(tmp_path: Path) -> None:
    rows = "".join(f"Tea helps {number},supports,P{number}\n" for number in range(4))
    text = text_of(tmp_path, t_csv=f"claim,label,paper\n{rows}")
    assert "key: [" not in text
    assert made(text) == EVIDENT
