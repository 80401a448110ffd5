"""A claim is judged though it has no evidence lines.

A verdict is on evidence. Where none was found, or none can be, there are words for that.

Wrong: verdict: {rating: supported, ...}, without `evidence`
Right: verdict: {rating: no_evidence_located, ...}
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus
from kb.problems import Problem
from kb.schema.vocabulary import VerdictRating

NO_JUDGEMENT = frozenset({VerdictRating.no_evidence_located, VerdictRating.not_checkable})


def check(corpus: Corpus) -> Iterator[Problem]:
    """Claims with a verdict on nothing."""
    for claim in corpus.claims.values():
        verdict = claim.value.verdict
        if verdict and verdict.rating not in NO_JUDGEMENT and not claim.value.evidence:
            message = f"judged {verdict.rating.value} without any evidence"
            hint = "add `evidence:`, or write no_evidence_located or not_checkable"
            place = claim.place("verdict", "rating")
            yield Problem(place, "verdict-without-evidence", message, hint)
