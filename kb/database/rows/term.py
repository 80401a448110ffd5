"""Rows of terms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlmodel import SQLModel

from kb.corpus import Corpus
from kb.database.rows.fields import columns
from kb.schema.term import Term, TermBroader, TermFields


def rows(corpus: Corpus) -> Iterator[tuple[type[SQLModel], dict[str, Any]]]:
    """Terms and what includes them."""
    for record in sorted(corpus.terms.values(), key=lambda record: record.id):
        term = record.value
        yield (
            Term,
            {
                "id": term.id,
                "kind": corpus.term_kinds[term.id],
                **columns(TermFields, term),
                "synonyms": term.synonyms,
                "measures": term.measures,
            },
        )
        for broader in sorted(set(term.broader)):
            yield TermBroader, {"term": term.id, "broader": broader}
