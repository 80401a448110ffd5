"""A span that is said to hold a number of the document holds none.

`other_numbers` marks numbers that are no quantities; a span without a number hides that one is
missing elsewhere. Checked when the document is at hand (`--documents DIR`).

Wrong: other_numbers: [{span: [10, 14], use: pronoun}]     (and “then” stands there)
Right: other_numbers: [{span: [15, 18], use: pronoun}]     (and “one” stands there)
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus
from kb.problems import Problem
from kb.spans import numbers

AROUND = 40
"""Characters around a place that can make a part of a number of it."""


def check(corpus: Corpus) -> Iterator[Problem]:
    """Other numbers of the documents at hand."""
    for key, text in corpus.texts.items():
        document = corpus.documents[key]
        for index, other in enumerate(document.value.other_numbers):
            start, end = other.span
            if start < end <= len(text) and not _has_number(text, start, end):
                message = f"no number stands at [{start}, {end}]"
                place = document.place("other_numbers", index, "span")
                hint = "correct the span, or delete the entry"
                yield Problem(place, "not-a-number", message, hint)


def _has_number(text: str, start: int, end: int) -> bool:
    """Whether a whole number stands there, by the words around it."""
    first = max(0, start - AROUND)
    near = numbers(text[first : end + AROUND])
    return any(start <= first + each.start and first + each.end <= end for each in near)
