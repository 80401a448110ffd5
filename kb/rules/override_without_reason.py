"""A certainty overrides what its domains give, without saying why.

The level follows from where the designs let it begin and from the domains; to depart from it is
allowed, in the open.

Wrong: override: low
Right: override: low
       override_reason: The two serious concerns are one and the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus
from kb.problems import Problem


def check(corpus: Corpus) -> Iterator[Problem]:
    """Certainties with an override."""
    for claim in corpus.claims.values():
        certainty = claim.value.certainty
        if certainty and certainty.override and not certainty.override_reason:
            place = claim.place("certainty", "override")
            message = f"overridden as {certainty.override.value}, without `override_reason`"
            yield Problem(place, "override-without-reason", message, "say in a sentence why")
