"""The upper end of a range is below its lower end.

Ends are often swapped, or one has lost a digit or its sign.

Wrong: value: 20, value_high: 15
Right: value: 15, value_high: 20
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kb.corpus import Corpus, Record
from kb.corpus.number import dose_ranges, quantities
from kb.corpus.record import FieldPath
from kb.problems import Problem
from kb.schema.guidance import ProtocolFile

Range = tuple[Record[Any], FieldPath, float | None, float | None]
"""Record, path of the upper end, lower end, upper end."""


def check(corpus: Corpus) -> Iterator[Problem]:
    """Ranges of quantities, doses, progressions, confidence intervals and measures."""
    for ranges in (_given(corpus), _guided(corpus), _found(corpus), _measured(corpus)):
        for record, path, low, high in ranges:
            if low is not None and high is not None and high < low:
                message = f"the upper end {high:g} is below the lower end {low:g}"
                hint = "swap them, or correct one"
                yield Problem(record.place(*path), "value-high-below-value", message, hint)


def _given(corpus: Corpus) -> Iterator[Range]:
    for given in quantities(corpus):
        quantity = given.quantity
        yield given.document, (*given.path, "value_high"), quantity.value, quantity.value_high
    for dose in dose_ranges(corpus):
        yield dose.record, (*dose.path, "high"), dose.range.low, dose.range.high


def _guided(corpus: Corpus) -> Iterator[Range]:
    for guidance in corpus.guidance.values():
        if isinstance(guidance.value, ProtocolFile):
            for index, rule in enumerate(guidance.value.progression):
                path = ("progression", index, "increment_high")
                yield guidance, path, rule.increment_low, rule.increment_high


def _found(corpus: Corpus) -> Iterator[Range]:
    for study in corpus.studies.values():
        for index, finding in enumerate(study.value.findings):
            yield study, ("findings", index, "ci_high"), finding.ci_low, finding.ci_high


def _measured(corpus: Corpus) -> Iterator[Range]:
    for term in corpus.terms.values():
        yield term, ("high",), term.value.low, term.value.high
