"""A quantity stands outside the statement that gives it.

A number belongs to the words that say it; a span elsewhere leads the reader astray.

Wrong: span: [10, 80] of the statement, span: [92, 94] of its quantity
Right: span: [10, 80] of the statement, span: [42, 44] of its quantity
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus
from kb.corpus.number import quantities
from kb.problems import Problem


def check(corpus: Corpus) -> Iterator[Problem]:
    """Quantities whose span, right in itself, leaves that of their statement."""
    for given in quantities(corpus):
        span, around = given.quantity.span, given.statement.span
        if not span or not _is_span(span, given.document.value.characters):
            continue
        is_inside = around[0] <= span[0] and span[1] <= around[1]
        if _is_span(around, given.document.value.characters) and not is_inside:
            message = f"the number at {span} is outside its statement at {around}"
            hint = "correct a span, or move the quantity to the statement that says it"
            yield Problem(given.place("span"), "quantity-outside-statement", message, hint)


def _is_span(span: list[int], characters: int) -> bool:
    """Whether a span is right in itself; one that is not is a problem already."""
    return span[0] < span[1] <= characters
