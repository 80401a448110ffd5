"""Rows of sources."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from sqlmodel import SQLModel

from kb.corpus import BibEntry, Corpus, Person
from kb.database.rows import csl
from kb.schema.source import Source
from kb.schema.vocabulary import Standing

_ARTICLE = re.compile(r"^(?:an?|the) ")
_NO_WORD = re.compile(r"[\W_]+")


def _name(person: Person) -> str:
    """`Family, First`; an organisation by its name alone."""
    return ", ".join(filter(None, (person.family, person.suffix, person.first)))


def sort_key(entry: BibEntry) -> str:
    """Names, year, title; without names title, year. What has no year comes before what has."""
    names = [_plain(_name(person)) for person in entry.creators]
    title = _plain(entry.title)
    year = f"{entry.year or 0:04}"
    return "; ".join((*names, year, title) if names else (title, year))


def _plain(text: str) -> str:
    """Small letters without accents, and figures; no article before them."""
    letters = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _ARTICLE.sub("", _NO_WORD.sub(" ", bare).strip())


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
                "bibtex": entry.alone,
                "csl": csl.item(entry),
                "sort_key": sort_key(entry),
            },
        )
