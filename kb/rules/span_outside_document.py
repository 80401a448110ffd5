"""A span that ends before it begins, or after the end of the document.

A span is `[start, end]` in characters from 0, the end not included; the document says how many
characters it has.

Wrong: span: [120, 80]
Right: span: [80, 120]
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus, Record
from kb.corpus.record import FieldPath
from kb.problems import Problem
from kb.schema.document import DocumentFile


def check(corpus: Corpus) -> Iterator[Problem]:
    """Spans of statements, their quantities, headings and other numbers."""
    for document in corpus.documents.values():
        for path, (start, end) in _spans(document.value):
            if start >= end or end > document.value.characters:
                yield _problem(document, path, start, end)


def _spans(document: DocumentFile) -> Iterator[tuple[FieldPath, list[int]]]:
    for index, heading in enumerate(document.headings):
        yield ("headings", index, "span"), heading.span
    for index, number in enumerate(document.other_numbers):
        yield ("other_numbers", index, "span"), number.span
    for index, statement in enumerate(document.statements):
        yield ("statements", index, "span"), statement.span
        for at, quantity in enumerate(statement.quantities):
            if quantity.span:
                yield ("statements", index, "quantities", at, "span"), quantity.span


def _problem(document: Record[DocumentFile], path: FieldPath, start: int, end: int) -> Problem:
    if start >= end:
        message = f"the span [{start}, {end}] ends before it begins"
        hint = f"write [{end}, {start}]?" if start > end else "the end is not included: add one"
    else:
        message = (
            f"the span ends at {end}, but the document has {document.value.characters} characters"
        )
        hint = "correct the span; `kb verify --documents DIR` finds the place by its anchor"
    return Problem(document.place(*path), "span-outside-document", message, hint)
