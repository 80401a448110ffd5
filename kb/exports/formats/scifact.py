"""SciFact's form: what each source says of a claim, for programs that verify claims."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, BinaryIO

from kb.exports.format import Kind, Option
from kb.exports.selection import Row, Selection
from kb.schema.vocabulary import EvidenceDirection

ABOUT = "Claims with a label for each source, to train and test programs that verify claims."
ACCEPTED_BY = "programs that read SciFact's claims and corpus, a JSON object a line"
CANNOT = (
    "sentences of abstracts, which are not ours: `sentences` and `abstract` are empty",
    "a label for evidence that is inconclusive or tells nothing: its source is only listed",
    "evidence without a finding; directness, strength and certainty: `jsonl` has them",
)
EXTENSION = "jsonl"
MEDIA_TYPE = "application/jsonl"
CLAIMS, CORPUS = "claims", "corpus"
OPTIONS = {"part": Option("Which of SciFact's files is written.", CLAIMS, (CLAIMS, CORPUS))}
RELEASE = ({"part": CLAIMS}, {"part": CORPUS})
LABELS: Mapping[str, str] = {
    EvidenceDirection.supports: "SUPPORT",
    EvidenceDirection.disputes: "CONTRADICT",
}
BITS = 48
"""Of a number that stands for an id: JSON's readers keep 53, and 100,000 are told apart."""
_EVIDENCE = """
    select c.id, c.claim, v.rating, f.source, e.direction
    from claim c left join verdict v on v.claim = c.id
      left join evidence_line e on e.claim = c.id left join finding f on f.id = e.finding
    where c.id in (select id from temp.chosen_claim) order by c.id, f.source, e.direction"""
_SOURCES = """
    select key, title, doi, pmid from source where key in (
      select f.source from evidence_line e join finding f on f.id = e.finding
      where e.claim in (select id from temp.chosen_claim)) order by key"""


def kind(part: str) -> Kind:
    """Named by its part."""
    return Kind(EXTENSION, MEDIA_TYPE, f"scifact-{part}", streams=True)


def write(selection: Selection, out: BinaryIO, part: str) -> None:
    """A line a claim, or a line a source that is evidence for any."""
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    lines = _claims(selection) if part == CLAIMS else map(_source, selection.query(_SOURCES))
    out.writelines(f"{encode(line)}\n".encode() for line in lines)


def number(record: object) -> int:
    """The number that stands for an id, always the same: SciFact's ids are numbers."""
    return int.from_bytes(hashlib.sha256(str(record).encode()).digest()[: BITS // 8])


def _claims(selection: Selection) -> Iterator[dict[str, Any]]:
    for (record, claim, rating), rows in groupby(selection.query(_EVIDENCE), _claim):
        said = [row for row in rows if row["source"] is not None]
        yield {
            "id": number(record),
            "claim": claim,
            "evidence": {str(doc): labels for doc, labels in _labelled(said)},
            "cited_doc_ids": sorted({number(row["source"]) for row in said}),
            "kb": {"id": record, "verdict": rating},
        }


def _claim(row: Row) -> tuple[object, ...]:
    return row["id"], row["claim"], row["rating"]


def _labelled(said: Iterable[Row]) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """Sources with what they say; a source that says both has both labels."""
    for source, rows in groupby(said, lambda row: row["source"]):
        labels = dict.fromkeys(LABELS.get(str(row["direction"])) for row in rows)
        told = [{"sentences": [], "label": label} for label in labels if label]
        if told:
            yield number(source), told


def _source(row: Row) -> dict[str, Any]:
    ids = {name: row[name] for name in ("key", "doi", "pmid")}
    return {
        "doc_id": number(row["key"]),
        "title": row["title"],
        "abstract": [],
        "structured": False,
        "kb": ids,
    }
