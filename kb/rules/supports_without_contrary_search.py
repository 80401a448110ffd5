"""A verdict rests on supporting evidence alone, and nobody looked for evidence against it.

Who looks only for support finds only support. A search that found nothing is worth recording.

Wrong: verdict: {rating: supported}, every evidence line `supports`, no `contrary_searches`
Right: contrary_searches: [{searched: PubMed, query: "...", outcome: Nothing against it.}]
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus
from kb.problems import Problem
from kb.schema.claim import ClaimFile
from kb.schema.vocabulary import EvidenceDirection, VerdictRating

NO_JUDGEMENT = frozenset({VerdictRating.no_evidence_located, VerdictRating.not_checkable})


def check(corpus: Corpus) -> Iterator[Problem]:
    """Claims with a verdict, evidence that only supports, and no search for other."""
    for claim in corpus.claims.values():
        verdict = claim.value.verdict
        if verdict and verdict.rating not in NO_JUDGEMENT and _is_one_sided(claim.value):
            message = f"judged {verdict.rating.value} on support alone, without a contrary search"
            hint = "add `contrary_searches:` with what was searched, and what came of it"
            place = claim.place("verdict", "rating")
            yield Problem(place, "supports-without-contrary-search", message, hint)


def _is_one_sided(claim: ClaimFile) -> bool:
    directions = {line.direction for line in claim.evidence}
    return directions == {EvidenceDirection.supports} and not claim.contrary_searches
