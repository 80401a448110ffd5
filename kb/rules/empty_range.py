"""A range of a dose without any number.

A dose that is not stated is left out; a unit alone says nothing.

Wrong: speed: {unit: m/s}
Right: speed: {low: 0.8, unit: m/s}
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus
from kb.corpus.number import dose_ranges
from kb.problems import Problem


def check(corpus: Corpus) -> Iterator[Problem]:
    """Ranges with neither end."""
    for dose in dose_ranges(corpus):
        if dose.range.low is None and dose.range.high is None:
            message = f"`{dose.path[-1]}` has a unit but no number"
            yield Problem(
                dose.place(), "empty-range", message, "add `low:` or `high:`, or delete it"
            )
