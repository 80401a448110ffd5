"""A draft as part of its knowledge base, before it is written: what `kb check` would say of it."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Any

from kb import rules
from kb.corpus import Corpus, Record
from kb.corpus.validate import validate
from kb.problems import Problem
from kb.reading.bibtex import read_bibtex
from kb.reading.tree import BIBLIOGRAPHY
from kb.reading.yaml_text import read_yaml
from kb.schema.files import FILE_KINDS

_HOLDERS = {"document": "documents", "claim": "claims", "study": "studies"}


def file_of(kind: str, record_id: str) -> str:
    """The path of a record's file, from the root."""
    return f"data/{FILE_KINDS[kind].folder}/{record_id}.yaml"


def problems_of(
    corpus: Corpus, kind: str, record_id: str, text: str, bibliography: str | None = None
) -> list[Problem]:
    """Every problem that a draft would have, and an entry added to the bibliography with it.

    Parameters
    ----------
    bibliography
        The whole bibliography with the entry at its end; None where it does not change.
    """
    file = file_of(kind, record_id)
    read, problems = read_yaml(text, file)
    value, refused = validate(FILE_KINDS[kind].model, read) if read else (None, problems)
    if read is None or value is None:
        return refused
    known = _with(corpus, kind, Record(record_id, value, read))
    found = rules.run(known if bibliography is None else _citing(known, bibliography))
    last = corpus.entries[-1].place.line if corpus.entries else 0
    return [
        one
        for one in found
        if one.place.file == file or (one.place.file == BIBLIOGRAPHY and one.place.line > last)
    ]


def _with(corpus: Corpus, kind: str, record: Record[Any]) -> Corpus:
    holder = _HOLDERS[kind]
    records = {**getattr(corpus, holder), record.id: record}
    names = {**corpus.names, kind: corpus.names[kind] | {record.id}}
    changed: dict[str, Any] = {holder: records, "names": MappingProxyType(names)}
    return replace(corpus, **changed)


def _citing(corpus: Corpus, bibliography: str) -> Corpus:
    entries, _ = read_bibtex(bibliography, BIBLIOGRAPHY)
    sources = {entry.key: entry for entry in reversed(entries)}  # of a repeated key the first
    sources = {entry.key: sources[entry.key] for entry in entries}
    names = {**corpus.names, "source": frozenset(sources)}
    return replace(corpus, entries=entries, sources=sources, names=MappingProxyType(names))
