"""Our own words share more than eight words in a row with a document.

What is curated is told in own words: a document's text is not ours to publish. Titles are exempt.
Checked when the document is at hand (`--documents DIR`).

Wrong: gist: (a sentence of the document)
Right: gist: (what it says, told anew)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from typing import Any

from kb.corpus import Corpus, Record
from kb.corpus.record import FieldPath
from kb.problems import Place, Problem
from kb.spans import WordIndex, copied_run, folded

NAMES = frozenset({"title", "anchor", "attribution_words"})
"""Fields that are copied on purpose; the longest anchors are a problem of their own."""
NOTES = ("abstract", "annotation", "annote", "note")  # codespell:ignore annote
MOST_WORDS = 8


def check(corpus: Corpus) -> Iterator[Problem]:
    """Every text in every file, against the documents at hand."""
    if corpus.texts:
        indexes = _Indexes(corpus.texts)
        for place, text in _own_words(corpus):
            for message in indexes.copies(text):
                yield Problem(place(), "copied-words", message, "say it in own words")


class _Indexes:
    """The words of all documents together, for a first look, and of each."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.all = WordIndex("\n".join(texts.values()))
        self.texts = texts

    @cached_property
    def each(self) -> dict[str, WordIndex]:
        return {key: WordIndex(text) for key, text in self.texts.items()}

    def copies(self, text: str) -> Iterator[str]:
        if not self.all.shares_run(folded(text), MOST_WORDS + 1):
            return
        for key, index in self.each.items():
            if run := copied_run(text, index, MOST_WORDS):
                shown = " ".join(run.text.split())
                yield f"{run.words} words in a row are those of `{key}`: “{shown}”"


def _own_words(corpus: Corpus) -> Iterator[tuple[Callable[[], Place], str]]:
    """Every text with a function that finds its place."""
    for record in _files(corpus):
        for path, text in _texts(record.text.data):
            yield partial(record.place, *path), text
    for entry in corpus.entries:
        for name in NOTES:
            yield partial(entry.place_of, name), entry.fields.get(name, "")


def _files(corpus: Corpus) -> Iterator[Record[Any]]:
    if corpus.kb:
        yield corpus.kb
    for records in (corpus.documents, corpus.claims, corpus.studies, corpus.guidance):
        yield from records.values()
    yield from corpus.term_files.values()


def _texts(data: object) -> Iterator[tuple[FieldPath, str]]:
    """Every text in plain data that has enough characters, with its path."""
    waiting: list[tuple[FieldPath, object]] = [((), data)]
    while waiting:
        path, value = waiting.pop()
        for key, inner in _inner(value):
            if isinstance(inner, dict | list):
                waiting.append(((*path, key), inner))
            elif isinstance(inner, str) and len(inner) > 2 * MOST_WORDS and key not in NAMES:
                yield (*path, key), inner


def _inner(data: object) -> Iterable[tuple[str | int, object]]:
    if isinstance(data, dict):
        return data.items()
    return enumerate(data) if isinstance(data, list) else ()
