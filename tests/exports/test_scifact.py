"""SciFact's files: by its schema, with the labels that the evidence has."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kb.exports.format import formats
from kb.exports.formats.scifact import number
from tests.conftest import ROOT
from tests.exports.exported import export
from tests.exports.linked import HERE

GOLDEN = ROOT / "tests" / "exports" / "golden" / "scifact.jsonl"
SCHEMA = json.loads((HERE / "shapes" / "scifact.json").read_text("utf-8"))
PARTS = {"claims": "claim", "corpus": "document"}


def lines(path: Path, part: str = "claims") -> list[dict[str, Any]]:
    return [json.loads(line) for line in export(path, "scifact", part=part).splitlines()]


def validator(part: str) -> Draft202012Validator:
    return Draft202012Validator({**SCHEMA, "$ref": f"#/$defs/{PARTS[part]}"})


def test_tiny_knowledge_base_is_written_as_it_was(built: Path) -> None:
    assert export(built / "build/kb.db", "scifact") == GOLDEN.read_bytes()


@pytest.mark.parametrize("part", PARTS)
def test_real_lines_are_by_the_schema(real: Path, part: str) -> None:
    told = lines(real, part)
    assert told
    for line in told:
        validator(part).validate(line)


def test_schema_finds_what_is_wrong(built: Path) -> None:
    wrong = {**lines(built / "build/kb.db")[0], "evidence": {"1": [{"label": "MAYBE"}]}}
    assert not validator("claims").is_valid(wrong)


def test_labels_are_those_of_the_evidence(real: Path) -> None:
    with closing(sqlite3.connect(real)) as connection:
        rows = connection.execute(
            "select distinct e.claim, f.source, e.direction from evidence_line e"
            " join finding f on f.id = e.finding where e.direction in ('supports', 'disputes')"
        ).fetchall()
    words = {"supports": "SUPPORT", "disputes": "CONTRADICT"}
    expected = {(claim, number(source), words[how]) for claim, source, how in rows}
    found = {
        (line["kb"]["id"], int(source), told["label"])
        for line in lines(real)
        for source, labels in line["evidence"].items()
        for told in labels
    }
    assert found == expected
    assert found


def test_every_claim_is_a_line_and_every_source_is_in_the_corpus(real: Path) -> None:
    with closing(sqlite3.connect(real)) as connection:
        claims = [row[0] for row in connection.execute("select id from claim order by id")]
    told = lines(real)
    assert [line["kb"]["id"] for line in told] == claims
    named = {doc for line in told for doc in line["cited_doc_ids"]}
    assert {int(doc) for line in told for doc in line["evidence"]} <= named
    assert {line["doc_id"] for line in lines(real, "corpus")} == named


def test_numbers_of_ids_tell_them_apart(real: Path) -> None:
    told = [line["id"] for line in lines(real)]
    assert len(set(told)) == len(told)
    assert number("wrist-pain") == 0x81A793BA2EE2


def test_an_inferred_source_is_not_listed_for_it(real: Path) -> None:
    with closing(sqlite3.connect(real)) as connection:
        rows = connection.execute(
            "select s.claim, t.source from source_trace t join statement_claim s"
            " on s.statement = t.statement where t.basis = 'curator_inferred'"
            " and not exists (select 1 from evidence_line e join finding f on f.id = e.finding"
            " where e.claim = s.claim and f.source = t.source)"
        ).fetchall()
    listed = {line["kb"]["id"]: set(line["cited_doc_ids"]) for line in lines(real)}
    assert not [claim for claim, source in rows if number(source) in listed[claim]]


def test_a_file_is_named_by_its_part() -> None:
    assert formats()["scifact"].kind({"part": "corpus"}).stem == "scifact-corpus"


def test_two_exports_are_the_same_bytes(real: Path) -> None:
    assert export(real, "scifact") == export(real, "scifact")
