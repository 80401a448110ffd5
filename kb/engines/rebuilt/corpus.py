"""Rows into a corpus: of some claims and documents with what stands behind them, or of all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from kb.corpus import Corpus, Record
from kb.engines.rebuilt.claim import claims
from kb.engines.rebuilt.document import documents
from kb.engines.rebuilt.guidance import guidance
from kb.engines.rebuilt.source import sources
from kb.engines.rebuilt.study import studies
from kb.engines.rebuilt.tables import Tables
from kb.engines.rebuilt.term import Terms
from kb.reading.yaml_text import YamlText
from kb.schema.base import Written

T = TypeVar("T", bound=Written)
NOWHERE = YamlText("", "")
"""The text of a record that comes from a table."""


def corpus(tables: Tables, terms: Terms) -> Corpus:
    """The records of some rows, of all terms."""
    entries = sources(tables)
    return Corpus(
        root=Path(),
        kb=None,
        documents=_records(documents(tables)),
        claims=_records(claims(tables)),
        studies=_records(studies(tables)),
        guidance=_records(guidance(tables)),
        term_files={},
        terms=_records(terms.files),
        term_kinds=terms.kinds,
        sources=entries,
        entries=list(entries.values()),
        names={},
    )


def _records(values: Mapping[str, T]) -> dict[str, Record[T]]:
    return {key: Record(key, value, NOWHERE) for key, value in values.items()}
