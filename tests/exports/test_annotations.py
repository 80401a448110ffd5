"""Web Annotations: expanded as JSON-LD, conforming, and found again in the documents."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld

from tests.conftest import ROOT
from tests.exports.exported import BASE, export
from tests.exports.linked import HERE, faults, json_ld

GOLDEN = ROOT / "tests" / "exports" / "golden" / "annotations.jsonld"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
OA = "http://www.w3.org/ns/oa#"
WORDS = json.loads((HERE / "contexts" / "anno.json").read_text("utf-8"))


def loader(address: str, _options: object) -> dict[str, Any]:
    """Give the context of Web Annotations from a file: no other is asked for."""
    assert address == CONTEXT
    return {"contextUrl": None, "documentUrl": address, "document": WORDS}


@cache
def everything(path: Path) -> bytes:
    """Export a built file that is only read: what many tests look at is made once."""
    return export(path, "annotations", base=BASE)


def items(data: bytes) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(data)["items"]
    return found


def test_tiny_knowledge_base_is_written_as_it_was(built: Path) -> None:
    data = export(built / "build/kb.db", "annotations", base=BASE)
    assert data == GOLDEN.read_bytes()


def test_every_statement_is_an_annotation(real: Path) -> None:
    with closing(sqlite3.connect(real)) as connection:
        (statements,) = connection.execute("select count(*) from statement").fetchone()
    assert len(items(everything(real))) == statements > 0


@pytest.mark.untraced
def test_expands_to_the_words_of_the_recommendation(real: Path) -> None:
    page = json.loads(everything(real))
    assert page["@context"] == CONTEXT
    (expanded,) = jsonld.expand(page, {"documentLoader": loader})
    (listed,) = expanded["https://www.w3.org/ns/activitystreams#items"]
    annotations = listed["@list"]
    assert len(annotations) == len(page["items"])
    for annotation in annotations:
        assert annotation["@type"] == [f"{OA}Annotation"]
        assert set(annotation) == {"@id", "@type", *(OA + word for word in NAMES)}
        (target,) = annotation[f"{OA}hasTarget"]
        assert {each["@type"][0] for each in target[f"{OA}hasSelector"]} <= {
            f"{OA}TextPositionSelector",
            f"{OA}TextQuoteSelector",
        }


NAMES = ("motivatedBy", "hasBody", "hasTarget")


@pytest.mark.untraced
def test_nothing_is_lost_in_expansion(real: Path) -> None:
    page = json.loads(everything(real))
    expanded = jsonld.expand(page, {"documentLoader": loader})
    compacted = jsonld.compact(expanded, CONTEXT, {"documentLoader": loader})
    assert normal(compacted["items"]) == normal(page["items"])


def normal(value: object) -> object:
    """Give JSON without lists of one: compaction leaves no other trace."""
    if isinstance(value, dict):
        return {name: normal(each) for name, each in value.items()}
    if isinstance(value, list):
        return normal(value[0]) if len(value) == 1 else [normal(each) for each in value]
    return value


@pytest.mark.untraced
def test_real_annotations_conform(real: Path) -> None:
    graph = json_ld(everything(real), WORDS["@context"])
    assert faults(graph, "annotations") == ""


def test_shapes_find_what_is_wrong(built: Path) -> None:
    wrong = json.loads(export(built / "build/kb.db", "annotations", base=BASE))
    del wrong["items"][0]["target"]["selector"]
    graph = json_ld(json.dumps(wrong).encode(), WORDS["@context"])
    assert "hasSelector" in faults(graph, "annotations")


def test_places_are_found_again(real: Path, shared: Path) -> None:
    texts = {named(path): path.read_text("utf-8") for path in (shared / "seeds").glob("*.txt")}
    assert texts
    anchors = wholes = 0
    for item in items(everything(real)):
        text = texts[item["target"]["source"]["id"]]
        position, *quotes = item["target"]["selector"]
        span = text[position["start"] : position["end"]]
        assert span.strip()
        for quote in quotes:
            wholes += 1
            assert folded(quote["exact"]) == folded(span)
        for body in item["body"]:
            if body.get("purpose") == "highlighting":
                anchors += 1
                chosen = body["selector"]
                assert body["source"] == item["target"]["source"]["id"]
                assert text[chosen["start"] : chosen["end"]] == span
                assert folded(chosen["refinedBy"]["exact"]) in folded(span)
    assert anchors > wholes > 0


def test_no_quotation_is_longer_than_eight_words(real: Path) -> None:
    words = [
        len(selector["exact"].split())
        for item in items(everything(real))
        for selector in [
            *item["target"]["selector"][1:],
            *(body["selector"]["refinedBy"] for body in item["body"] if "selector" in body),
        ]
    ]
    assert 0 < max(words) <= 8


def named(path: Path) -> str:
    """Give a file's name by its digest, as RFC 6920 has it."""
    digest = hashlib.sha256(path.read_bytes()).digest()
    return f"ni:///sha-256;{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"


def folded(text: str) -> str:
    return " ".join(text.split())


def test_documents_are_named_by_digest_and_address(built: Path) -> None:
    (first, *_) = items(export(built / "build/kb.db", "annotations", base=BASE))
    source = first["target"]["source"]
    assert source["id"] == named(ROOT / "tests/corpus/documents/cold-hands-post.txt")
    assert source["via"] == ["https://example.org/cold-hands", f"{BASE}documents/cold-hands-post"]


def test_a_statement_without_words_is_an_annotation_too(built: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(built / "build/kb.db", tmp_path / "kb.db"))
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("update statement set gist = null, note = null, anchor = null")
        connection.commit()
    for item in items(export(copy, "annotations")):
        assert item["body"][0]["purpose"] == "classifying"
        assert len(item["target"]["selector"]) == 1


def test_filters_choose_annotations(real: Path) -> None:
    chosen = items(export(real, "annotations", {"claim": ["knee-oa-pain"]}, base=BASE))
    assert chosen
    claims = {
        body["source"]
        for item in chosen
        for body in item["body"]
        if body.get("purpose") == "linking"
    }
    assert claims == {f"{BASE}claims/knee-oa-pain"}


def test_hostile_words_can_end_no_script(built: Path) -> None:
    data = export(built / "build/kb.db", "annotations", base=BASE)
    assert b"<" not in data
    assert "<script>" in json.dumps(json.loads(data))


def test_two_exports_are_the_same_bytes(real: Path) -> None:
    assert export(real, "annotations") == export(real, "annotations")
