"""Records into rows: one module a subject, each yielding (table model, row)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from sqlmodel import SQLModel

from kb.corpus import Corpus
from kb.database.rows import (
    claim,
    document,
    gap,
    guidance,
    knowledge_base,
    source,
    study,
    synthesis,
    term,
)

Row = tuple[type[SQLModel], dict[str, Any]]


def rows(corpus: Corpus) -> Iterator[Row]:
    """All rows, in the order in which the corpus holds their records."""
    subjects = (knowledge_base, source, term, document, claim, study, synthesis, guidance, gap)
    return chain.from_iterable(subject.rows(corpus) for subject in subjects)
