"""Passages of a document: what heading they stand under, and the words to find them by."""

from __future__ import annotations

from collections.abc import Sequence

from kb.schema.document import DocumentFile
from kb.spans import Span, sentence_spans, words
from kb.spans.word import standing

FEWEST, MOST = 4, 8
"""Words of an anchor: few, as long as they stand nowhere else; eight may be copied."""
_ENDS = ".,;:!?… "
LONGEST = 120
"""Characters of an anchor."""


def anchor(text: str, span: Span) -> str:
    """The first words of a passage, as many as tell it from the rest of the document."""
    start, end = span
    inside = [word for word in words(text[start:end]) if word.end <= LONGEST][:MOST]
    tried = [_folded(text[start : start + word.end]) for word in inside[FEWEST - 1 :]]
    alone = (phrase for phrase in tried if len(standing(text, phrase)) == 1)
    short = _folded(text[start:end])[:LONGEST].rstrip(_ENDS) if inside else ""
    return next(alone, tried[0] if tried else short)


def shortened(text: str, span: Span) -> str:
    """A heading's words, as many as may be copied, with `…` for the rest."""
    bare = text[slice(*span)]
    found = words(bare)
    if len(found) <= MOST:
        return _folded(bare)
    return f"{_folded(bare[: found[MOST - 2].end])} …"


def heading(document: DocumentFile, span: Span) -> str | None:
    """The heading that a passage stands under."""
    above = [one.text for one in document.headings if one.span[0] <= span[0]]
    return above[-1] if above else None


def sentence_of(text: str, span: Span) -> Span:
    """The passage, widened to whole sentences."""
    touched = [
        (start, end) for start, end in sentence_spans(text) if start < span[1] and span[0] < end
    ]
    return (min(span[0], touched[0][0]), max(span[1], touched[-1][1])) if touched else span


def unmarked(text: str, document: DocumentFile) -> list[Span]:
    """The sentences in which no statement stands, and no heading."""
    headings = [one.span for one in document.headings]
    return free(text, [*headings, *(one.span for one in document.statements)])


def free(text: str, taken: Sequence[Sequence[int]]) -> list[Span]:
    """The sentences that touch no span that is taken."""
    return [
        (start, end)
        for start, end in sentence_spans(text)
        if not any(begin < end and start < stop for begin, stop in taken)
    ]


def _folded(text: str) -> str:
    return " ".join(text.split())
