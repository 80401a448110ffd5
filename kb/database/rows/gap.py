"""Rows of gaps: what the audits look for, and what they find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from sqlmodel import SQLModel

from kb import audits
from kb.corpus import Corpus
from kb.schema.evidence import Gap, GapKind


def rows(corpus: Corpus) -> Iterator[tuple[type[SQLModel], dict[str, Any]]]:
    """Every kind of gap, and the gaps, audit by audit; each kind is what one audit finds."""
    for kind, explanation in audits.explanations().items():
        meaning = explanation.partition("\n\n")[0].replace("\n", " ")
        yield GapKind, {"kind": kind, "meaning": meaning, "explanation": explanation}
    yield from found(audits.run(corpus))


def found(gaps: Iterable[audits.Gap]) -> Iterator[tuple[type[SQLModel], dict[str, Any]]]:
    """What audits found."""
    for gap in gaps:
        yield Gap, {**asdict(gap), "audit": gap.kind, "records": list(gap.records)}
