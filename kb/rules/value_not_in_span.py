"""A quantity's value is none of the numbers that stand at its span.

The value is the number as the document writes it, in the unit that it writes; a value in another
unit or scale is derived, and has a recipe. Only digits are compared: words may be meant in many
ways. Checked when the document is at hand (`--documents DIR`).

Wrong: value: 15, span: [40, 42]     (and “12” stands there)
Right: value: 12, span: [40, 42]
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus
from kb.corpus.number import GivenQuantity, quantities
from kb.problems import Problem
from kb.spans import numbers


def check(corpus: Corpus) -> Iterator[Problem]:
    """Quantities of the documents at hand that stand in the text as they are."""
    for given in quantities(corpus):
        text = corpus.texts.get(given.document.id)
        if text and given.quantity.span and given.quantity.recipe is None:
            start, end = given.quantity.span
            yield from _problems(given, text[start:end])


def _problems(given: GivenQuantity, text: str) -> Iterator[Problem]:
    tokens = list(numbers(text))
    if not tokens or not all(token.text[:1].isdigit() for token in tokens):
        return
    values = {abs(given.quantity.value): "value"}
    if given.quantity.value_high is not None:
        values[abs(given.quantity.value_high)] = "value_high"
    for value, field in values.items():
        if not any(token.value == value for token in tokens):
            shown = " ".join(text.split())
            message = f"{value:g} is not among the numbers at its span, “{shown}”"
            hint = "correct the value or the span; a computed value has a `recipe`"
            yield Problem(given.place(field), "value-not-in-span", message, hint)
