"""Records into rows: one module a subject, each yielding (table model, row)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from sqlmodel import SQLModel

from kb.corpus import Corpus
from kb.database.rows import claim, document, gap, guidance, knowledge_base, source, study, term

Row = tuple[type[SQLModel], dict[str, Any]]


def rows(corpus: Corpus) -> Mapping[type[SQLModel], list[dict[str, Any]]]:
    """All rows by table, in the order in which the corpus holds their records."""
    tables: dict[type[SQLModel], list[dict[str, Any]]] = {}
    for model, row in _all(corpus):
        tables.setdefault(model, []).append(row)
    return tables


def _all(corpus: Corpus) -> Iterator[Row]:
    subjects = (knowledge_base, source, term, document, claim, study, guidance, gap)
    return chain.from_iterable(subject.rows(corpus) for subject in subjects)
