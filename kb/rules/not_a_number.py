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


def check(corpus: Corpus) -> Iterator[Problem]:
    """Other numbers of the documents at hand."""
    for key, text in corpus.texts.items():
        document = corpus.documents[key]
        tokens = [(number.start, number.end) for number in numbers(text)]
        for index, other in enumerate(document.value.other_numbers):
            start, end = other.span
            is_span = start < end <= len(text)
            if is_span and not any(start <= at and stop <= end for at, stop in tokens):
                message = f"no number stands at [{start}, {end}]"
                place = document.place("other_numbers", index, "span")
                hint = "correct the span, or delete the entry"
                yield Problem(place, "not-a-number", message, hint)
