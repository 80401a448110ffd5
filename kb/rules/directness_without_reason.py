"""An evidence line is not direct, and does not say why.

How near a study is to a claim is a judgement; it can be shared or doubted only with its reason.

Wrong: population_directness: indirect
Right: population_directness: indirect
       directness_reason: Students, where the claim is of pensioners.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus
from kb.problems import Problem
from kb.schema.vocabulary import Directness

PARTS = tuple(
    f"{part}_directness" for part in ("population", "intervention", "comparator", "outcome")
)


def check(corpus: Corpus) -> Iterator[Problem]:
    """Evidence lines, each at the first part that is not direct."""
    for claim in corpus.claims.values():
        for index, line in enumerate(claim.value.evidence):
            less = [part for part in PARTS if getattr(line, part) is not Directness.direct]
            if less and not line.directness_reason:
                word = getattr(line, less[0]).value
                message = f"`{less[0]}` is {word}, without `directness_reason`"
                place = claim.place("evidence", index, less[0])
                hint = "say in a sentence what differs"
                yield Problem(place, "directness-without-reason", message, hint)
