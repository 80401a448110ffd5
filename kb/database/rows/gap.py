"""Rows of gaps: what the audits find."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from sqlmodel import SQLModel

from kb import audits
from kb.corpus import Corpus
from kb.schema.evidence import Gap


def rows(corpus: Corpus) -> Iterator[tuple[type[SQLModel], dict[str, Any]]]:
    """Gaps, audit by audit; each kind is what one audit finds."""
    for gap in audits.run(corpus):
        yield Gap, {**asdict(gap), "audit": gap.kind, "records": list(gap.records)}
