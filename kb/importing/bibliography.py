"""Sources of an imported set, told as a bibliography tells them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from kb.citing.entry import BRACES, ESCAPES
from kb.database.rows import csl
from kb.database.rows.source import sort_key
from kb.reading.bibtex_entry import BibEntry
from kb.reading.bibtex_names import Person
from kb.reading.bibtex_text import BibtexText
from kb.reading.citation import reference

_SPECIAL = re.compile(r"[\\~^%&#_${}]")
_PLAIN = ("doi", "pmid", "url")
"""Fields in which BibTeX wants every sign as it is."""


def told(key: str, values: Mapping[str, Any]) -> tuple[str, str, str, str, str]:
    """Citation, reference, BibTeX, CSL-JSON and sort key of a source's fields."""
    persons = tuple(map(_person, json.loads(values["authors"])))
    fields = {name: text for name, text in _fields(values) if text}
    entry = _entry(key, values["type"], fields, persons)
    return (
        values["citation"] or entry.short_citation,
        reference(entry),
        _bibtex(key, values["type"], persons, fields),
        json.dumps(csl.item(entry), ensure_ascii=False),
        sort_key(entry),
    )


def _entry(key: str, kind: str, fields: Mapping[str, str], persons: tuple[Person, ...]) -> BibEntry:
    return BibEntry(
        key=key,
        type=kind,
        fields=fields,
        persons={"author": persons} if persons else {},
        alone="",
        source=BibtexText("", ""),
        span=(0, 0),
        offsets={},
    )


def _person(name: str) -> Person:
    last, _, first = name.partition(",")
    return Person(first=first.strip(), last=last.strip())


def _fields(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in ("title", "volume", "number", "pages", "doi", "pmid", "url", "note"):
        yield name, values[name] or ""
    yield "journal", values["container"] or ""
    yield "year", str(values["year"] or "")


def _bibtex(key: str, kind: str, persons: tuple[Person, ...], fields: Mapping[str, str]) -> str:
    authors = " and ".join(_name(person) for person in persons)
    shown = {"author": authors, **{name: _braced(name, text) for name, text in fields.items()}}
    lines = "".join(f"  {name} = {{{text}}},\n" for name, text in shown.items() if text)
    return f"@{kind}{{{key},\n{lines}}}"


def _name(person: Person) -> str:
    if person.first:
        return _escaped(f"{person.last}, {person.first}")
    return f"{{{_escaped(person.last)}}}"


def _braced(name: str, text: str) -> str:
    single = " ".join(text.split())
    escaped = single.translate({123: None, 125: None}) if name in _PLAIN else _escaped(single)
    return f"{{{escaped}}}" if name == "title" else escaped


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: BRACES.get(match[0]) or ESCAPES[match[0]], text)
