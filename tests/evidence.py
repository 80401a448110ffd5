"""A corpus of invented studies and one claim, made in the test that needs it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from kb.corpus import Corpus, Record, load
from kb.schema.claim import ClaimFile
from kb.schema.study import StudyFile

FULL = Path(__file__).parent / "corpus_full"
Fields = dict[str, Any]


@cache
def full() -> Corpus:
    """Give the corpus that has every kind of record."""
    return load(FULL)[0]


def finding(name: str = "taller", **fields: Any) -> Fields:  # noqa: ANN401 - a curator's fields
    """Give a finding of hummed-at plants against quiet ones."""
    return {
        "id": name,
        "outcome": "height",
        "measure": "ruler-height",
        "place": "fabula1987[table 1]",
        "estimate_type": "mean_difference",
        "unit": "cm",
        "arm": "hum",
        "comparator_arm": "quiet",
        "derivation": "reported",
        **fields,
    }


def study(name: str, *findings: Fields, **fields: object) -> Fields:
    """Give a trial of two arms with ten plants each."""
    return {
        "id": name,
        "title": name,
        "design": "rct_parallel",
        "reading_level": "full_text",
        "reports": [{"source": "fabula1987", "role": "primary"}],
        "arms": [
            {"id": "hum", "label": "hummed at", "intervention": "humming", "n": 10},
            {"id": "quiet", "label": "left alone", "intervention": "silence", "n": 10},
        ],
        "findings": list(findings),
        **fields,
    }


def claim(lines: Sequence[tuple[str, str]], **fields: object) -> Fields:
    """Give a claim with lines of evidence, each a study and a finding."""
    return {
        "id": "taller",
        "claim": "Humming makes plants taller.",
        "kind": "effect",
        "population": "plants",
        "intervention": "humming",
        "outcome": "height",
        "direction": "increase",
        "evidence": [line(study, finding) for study, finding in lines],
        **fields,
    }


def line(study_id: str, finding_id: str | None, **fields: object) -> Fields:
    """Give an evidence line."""
    own = {"finding": finding_id} if finding_id else {}
    return {"study": study_id, **own, "direction": "supports", "strength": "weak", **fields}


def corpus(studies: Sequence[Fields], *claims: Fields) -> Corpus:
    """Give a corpus of these studies, and of these claims or one that all findings support."""
    base = full()
    told = claims or (claim([(one["id"], f["id"]) for one in studies for f in one["findings"]]),)
    text = next(iter(base.studies.values())).text
    values = [StudyFile.model_validate(one) for one in studies]
    propositions = [ClaimFile.model_validate(one) for one in told]
    return replace(
        base,
        documents={},
        guidance={},
        studies={one.id: Record(one.id, one, text) for one in values},
        claims={one.id: Record(one.id, one, text) for one in propositions},
    )
