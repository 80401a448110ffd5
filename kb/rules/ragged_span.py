"""A statement or heading begins or ends inside a word, or with white space.

Such a span was counted wrongly, or the document has changed. Checked when the document is at hand
(`--documents DIR`).

Wrong: span: [11, 80]     (which begins with “ea helps”)
Right: span: [10, 80]     (which begins with “Tea helps”)
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus
from kb.problems import Problem


def check(corpus: Corpus) -> Iterator[Problem]:
    """Spans of the documents at hand."""
    for key, text in corpus.texts.items():
        document = corpus.documents[key]
        spans = [
            *((("headings", i), heading.span) for i, heading in enumerate(document.value.headings)),
            *((("statements", i), each.span) for i, each in enumerate(document.value.statements)),
        ]
        for path, (start, end) in spans:
            if start < end <= len(text) and (wrong := _wrong(text, start, end)):
                place = document.place(*path, "span")
                hint = "move it to the edge of the word"
                yield Problem(place, "ragged-span", wrong, hint)


def _wrong(text: str, start: int, end: int) -> str:
    """What is wrong at the edges; empty when nothing is."""
    edges = {"begins": (start, text[start]), "ends": (end, text[end - 1])}
    for what, (at, inner) in edges.items():
        if inner.isspace():
            return f"the span {what} with white space, at {at}"
        if text[max(0, at - 1) : at].isalnum() and text[at : at + 1].isalnum():
            return f"the span {what} inside a word, at {at}"
    return ""
