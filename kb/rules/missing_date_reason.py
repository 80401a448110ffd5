"""A document has no date and does not say why, or has both a date and a reason for none.

What is missing is missing for a reason: not reported, not read, or not applicable.

Wrong: (neither `published` nor `published_missing`)
Right: published_missing: not_reported
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus
from kb.problems import Problem


def check(corpus: Corpus) -> Iterator[Problem]:
    """The dates of documents."""
    for document in corpus.documents.values():
        published, reason = document.value.published, document.value.published_missing
        if published is None and reason is None:
            message = "no date, and no reason for having none"
            hint = "add `published:`, or `published_missing: not_reported`"
            yield Problem(document.place(), "missing-date-reason", message, hint)
        elif published and reason:
            place = document.place("published_missing")
            message = f"dated {published}, and yet the date is missing as {reason.value}"
            yield Problem(place, "missing-date-reason", message, "delete one of the two")
