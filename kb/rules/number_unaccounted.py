"""A number of a document is neither a quantity, nor noise, nor marked as another number.

Every number that an article gives is data or is known to be none, so that none is overlooked.
Numbers count in digits and in English words. Checked when the document is at hand
(`--documents DIR`).

Wrong: (the text says “drink two cups”, and no quantity has a span there)
Right: quantities: [{kind: count, role: dose, value: 2, unit: "1", span: [113, 116]}]
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter

from kb.corpus import Corpus, Record
from kb.problems import Place, Problem
from kb.schema.document import DocumentFile
from kb.schema.vocabulary import StatementKind
from kb.spans import NumberToken, numbers

AROUND = 16
"""Characters shown on either side of a number."""
NEAR = 20
"""So many statements that begin before a number are looked at for the one that holds it."""


def check(corpus: Corpus) -> Iterator[Problem]:
    """Numbers of the documents at hand."""
    for key, text in corpus.texts.items():
        document = corpus.documents[key]
        starts = sorted((each.span[0], at) for at, each in enumerate(document.value.statements))
        for number in _unaccounted(document.value, text):
            yield _problem(document, starts, number, text)


def _unaccounted(document: DocumentFile, text: str) -> Iterator[NumberToken]:
    covered = _merged(_accounted(document))
    starts = [start for start, _ in covered]
    for number in numbers(text):
        at = bisect_right(starts, number.start) - 1
        if at < 0 or covered[at][1] < number.end:
            yield number


def _accounted(document: DocumentFile) -> Iterator[tuple[int, int]]:
    """Spans whose numbers are accounted for."""
    for other in document.other_numbers:
        yield other.span[0], other.span[1]
    for statement in document.statements:
        if statement.kind is StatementKind.noise:
            yield statement.span[0], statement.span[1]
        for quantity in statement.quantities:
            if quantity.span:
                yield quantity.span[0], quantity.span[1]


def _merged(spans: Iterator[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """The spans in order, those that touch or overlap made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _problem(
    document: Record[DocumentFile],
    starts: Sequence[tuple[int, int]],
    number: NumberToken,
    text: str,
) -> Problem:
    around = " ".join(text[max(0, number.start - AROUND) : number.end + AROUND].split())
    message = f"`{number.text}` at [{number.start}, {number.end}] is unaccounted for: “…{around}…”"
    hint = "add it to the statement's `quantities`, or to the document's `other_numbers`"
    return Problem(_place(document, starts, number), "number-unaccounted", message, hint)


def _place(
    document: Record[DocumentFile], starts: Sequence[tuple[int, int]], number: NumberToken
) -> Place:
    """The shortest statement around the number, else the list of statements."""
    last = bisect_right(starts, number.start, key=itemgetter(0))
    around = [
        (document.value.statements[index].span[1] - start, index)
        for start, index in starts[max(0, last - NEAR) : last]
        if number.end <= document.value.statements[index].span[1]
    ]
    if around:
        return document.place("statements", min(around)[1], "span")
    return document.place("statements", key=True)
