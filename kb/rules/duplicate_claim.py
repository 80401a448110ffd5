"""Two claims in force are the same sentence.

Documents that say the same share a claim; two would divide their statements and their evidence.

Wrong: the claim “Tea improves sleep.” in two files
Right: one of them, and `status: merged` with `merged_into` in the other
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus
from kb.problems import Problem
from kb.schema.vocabulary import ClaimStatus
from kb.spans import folded

WITHDRAWN = frozenset({ClaimStatus.deprecated, ClaimStatus.merged})


def check(corpus: Corpus) -> Iterator[Problem]:
    """Claims in force whose sentence is that of another."""
    first: dict[tuple[str, ...], str] = {}
    for claim in corpus.claims.values():
        sentence = tuple(folded(claim.value.claim))
        if claim.value.status not in WITHDRAWN and first.setdefault(sentence, claim.id) != claim.id:
            message = f"`{claim.id}` says the same as `{first[sentence]}`"
            hint = "merge them: `status: merged`, `merged_into:`, `status_reason:` in one"
            yield Problem(claim.place("claim"), "duplicate-claim", message, hint)
