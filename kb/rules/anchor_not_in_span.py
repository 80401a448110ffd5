"""Words said to be copied from a place do not stand there.

An anchor must stand within its statement's span and a heading's text within the heading's, or the
place is wrong or the words are; the words of an attribution must stand in the document. Line breaks
and spaces make no difference. Checked when the document is at hand (`--documents DIR`).

Wrong: anchor: an hour after bed
Right: anchor: an hour before bed
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus, Record
from kb.corpus.record import FieldPath
from kb.problems import Problem
from kb.schema.document import DocumentFile


def check(corpus: Corpus) -> Iterator[Problem]:
    """Anchors, headings and attributions of the documents at hand."""
    for key, text in corpus.texts.items():
        document = corpus.documents[key]
        yield from _anchors(document, text)
        yield from _headings(document, text)
        yield from _attributions(document, text)


def _anchors(document: Record[DocumentFile], text: str) -> Iterator[Problem]:
    for index, statement in enumerate(document.value.statements):
        if statement.anchor and not _stands(statement.anchor, _within(text, statement.span)):
            path = ("statements", index, "anchor")
            yield _problem(document, path, statement.anchor, text, "the statement's span")


def _headings(document: Record[DocumentFile], text: str) -> Iterator[Problem]:
    for index, heading in enumerate(document.value.headings):
        there = _within(text, heading.span)
        if not all(_stands(part, there) for part in heading.text.split("…")):
            yield _problem(
                document, ("headings", index, "text"), heading.text, text, "the heading's span"
            )


def _attributions(document: Record[DocumentFile], text: str) -> Iterator[Problem]:
    folded = _folded(text)
    for index, statement in enumerate(document.value.statements):
        if statement.attribution_words and not _stands(statement.attribution_words, folded):
            path = ("statements", index, "attribution_words")
            yield _problem(document, path, statement.attribution_words, text, "the document")


def _within(text: str, span: list[int]) -> str | None:
    """The text of a span; None for one that is itself a problem."""
    start, end = span
    return _folded(text[start:end]) if start < end <= len(text) else None


def _stands(words: str, text: str | None) -> bool:
    return text is None or _folded(words) in text


def _folded(text: str) -> str:
    return " ".join(text.split())


def _problem(
    document: Record[DocumentFile], path: FieldPath, words: str, text: str, where: str
) -> Problem:
    hint = "copy the words exactly as the document has them"
    elsewhere = text.find(words)
    if elsewhere >= 0:
        hint = f"they stand at [{elsewhere}, {elsewhere + len(words)}]: correct the span"
    message = f"“{words}” does not stand in {where}"
    return Problem(document.place(*path), "anchor-not-in-span", message, hint)
