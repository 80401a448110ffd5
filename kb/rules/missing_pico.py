"""A claim lacks a part that its kind needs.

An effect has population, intervention, outcome and direction; a comparison a comparator besides; a
mechanism intervention and outcome; a risk population, intervention and outcome; a description at
least intervention or outcome. Without them it can be neither found nor held against evidence.

Wrong: kind: comparison     (without `comparator`)
Right: kind: comparison
       comparator: water
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kb.corpus import Corpus
from kb.problems import Problem
from kb.schema.claim import ClaimFile
from kb.schema.vocabulary import ClaimKind

NEEDED: Mapping[ClaimKind, tuple[str, ...]] = {
    ClaimKind.effect: ("population", "intervention", "outcome", "direction"),
    ClaimKind.comparison: ("population", "intervention", "comparator", "outcome", "direction"),
    ClaimKind.mechanism: ("intervention", "outcome"),
    ClaimKind.descriptive: (),
    ClaimKind.risk: ("population", "intervention", "outcome"),
}


def check(corpus: Corpus) -> Iterator[Problem]:
    """Claims, each with all that it lacks."""
    for claim in corpus.claims.values():
        if missing := _missing(claim.value):
            kind = claim.value.kind.value
            message = f"a claim of kind {kind} needs {missing}"
            yield Problem(
                claim.place("kind"), "missing-pico", message, "add it, or correct the kind"
            )


def _missing(claim: ClaimFile) -> str:
    if claim.kind is ClaimKind.descriptive and not (claim.intervention or claim.outcome):
        return "`intervention` or `outcome`"
    return ", ".join(f"`{name}`" for name in NEEDED[claim.kind] if getattr(claim, name) is None)
