"""A claim is withdrawn without saying why, or merged without saying into which.

A withdrawn claim keeps its address, so whoever follows a link must find what became of it.

Wrong: status: merged
Right: status: merged
       merged_into: tea-sleep
       status_reason: The same proposition in other words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kb.corpus import Corpus
from kb.problems import Problem
from kb.schema.claim import ClaimFile
from kb.schema.vocabulary import ClaimStatus

NEEDED: Mapping[ClaimStatus, tuple[str, ...]] = {
    ClaimStatus.deprecated: ("status_reason",),
    ClaimStatus.merged: ("merged_into", "status_reason"),
}


def check(corpus: Corpus) -> Iterator[Problem]:
    """Claims whose status does not agree with what is said of it."""
    for claim in corpus.claims.values():
        status, target = claim.value.status, claim.value.merged_into
        if target and status is not ClaimStatus.merged:
            message = f"merged into `{target}`, but the status is {status.value}"
            hint = "write `status: merged`, or delete `merged_into`"
            yield Problem(claim.place("merged_into"), "deprecated-without-reason", message, hint)
        elif missing := _missing(claim.value):
            message = f"{status.value} without {' and '.join(missing)}"
            yield Problem(claim.place("status"), "deprecated-without-reason", message, "add it")


def _missing(claim: ClaimFile) -> list[str]:
    needed = NEEDED.get(claim.status, ())
    return [f"`{name}`" for name in needed if getattr(claim, name) is None]
