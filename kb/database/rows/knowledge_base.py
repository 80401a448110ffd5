"""The one row of the knowledge base itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlmodel import SQLModel

from kb.corpus import Corpus
from kb.database.digest import digest
from kb.database.rows.fields import columns
from kb.schema.knowledge_base import KnowledgeBase, KnowledgeBaseFields
from kb.schema.view import SCHEMA_VERSION


def rows(corpus: Corpus) -> Iterator[tuple[type[SQLModel], dict[str, Any]]]:
    """What it says of itself, and what it was built from.

    Raises
    ------
    ValueError
        If there is no `data/kb.yaml`: a corpus with problems is not built.
    """
    if corpus.kb is None:
        message = "a corpus without data/kb.yaml has problems and is not built"
        raise ValueError(message)
    yield (
        KnowledgeBase,
        {
            "id": 1,
            **columns(KnowledgeBaseFields, corpus.kb.value),
            "digest": digest(corpus),
            "schema_version": SCHEMA_VERSION,
            "private": bool(corpus.texts),
        },
    )
