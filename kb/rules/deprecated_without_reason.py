"""A claim is withdrawn without saying why, or merged without saying into which.

A withdrawn claim keeps its address, so whoever follows a link must find what became of it.

Wrong: status: merged
Right: status: merged
       merged_into: tea-sleep
       status_reason: The same proposition in other words.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus
from kb.problems import Problem
from kb.schema.claim import ClaimFile
from kb.schema.vocabulary import ClaimStatus


def check(corpus: Corpus) -> Iterator[Problem]:
    """Claims whose status does not agree with what is said of it."""
    for claim in corpus.claims.values():
        message, hint = _wrong(claim.value)
        if message:
            yield Problem(claim.place("status"), "deprecated-without-reason", message, hint)


def _wrong(claim: ClaimFile) -> tuple[str, str]:
    """What is wrong, and its repair; both empty when nothing is."""
    is_merged = claim.status is ClaimStatus.merged
    if not is_merged and claim.merged_into:
        message = f"merged into `{claim.merged_into}`, but its status is {claim.status.value}"
        return message, "write `status: merged`, or delete `merged_into`"
    missing = []
    if is_merged and not claim.merged_into:
        missing.append("`merged_into`")
    if (is_merged or claim.status is ClaimStatus.deprecated) and not claim.status_reason:
        missing.append("`status_reason`")
    if missing:
        return f"{claim.status.value} without {' and '.join(missing)}", "add it"
    return "", ""
