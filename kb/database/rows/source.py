"""Rows of sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlmodel import SQLModel

from kb.corpus import Corpus, Person
from kb.schema.source import Source
from kb.schema.vocabulary import Standing


def _name(person: Person) -> str:
    """`Family, First`; an organisation by its name alone."""
    return ", ".join(filter(None, (person.family, person.suffix, person.first)))


def rows(corpus: Corpus) -> Iterator[tuple[type[SQLModel], dict[str, Any]]]:
    """Sources, by key."""
    background = set(corpus.kb.value.background) if corpus.kb else set()
    for key, entry in sorted(corpus.sources.items()):
        yield (
            Source,
            {
                "key": key,
                "citation": entry.short_citation,
                "type": entry.type,
                "title": entry.title or None,
                "authors": [_name(person) for person in entry.persons.get("author", ())],
                "year": entry.year,
                "container": entry.journal or None,
                "volume": entry.volume or None,
                "number": entry.number or None,
                "pages": entry.pages or None,
                "doi": entry.doi,
                "pmid": entry.pmid,
                "url": entry.url,
                "note": entry.fields.get("note"),
                "standing": Standing(entry.fields.get("standing", Standing.unknown)),
                "background": key in background,
                "reference": corpus.reference(key),
                "bibtex": entry.raw,
            },
        )
