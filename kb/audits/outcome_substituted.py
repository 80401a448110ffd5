"""What was measured is not what is claimed.

Another outcome may move the same way, and may not: less cholesterol in the blood is not a longer
life.

Gap:    "it lets people live longer"; what was measured is their cholesterol
No gap: some supporting study measured the outcome itself, or a curator upheld the claim on what was
        measured as near enough
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.analysis import behind, naming
from kb.analysis.expression import expressed
from kb.analysis.gap import Gap
from kb.analysis.hierarchy import is_within
from kb.corpus import Corpus
from kb.schema.claim import ClaimFile
from kb.schema.evidence import EvidenceLineFile
from kb.schema.vocabulary import Directness, Severity, VerdictRating

UPHELD = frozenset({VerdictRating.supported, VerdictRating.mostly_supported})
"""Verdicts by which a curator found what was measured near enough."""


def audit(corpus: Corpus) -> Iterator[Gap]:
    """Claims all of whose support measured another outcome, and no form of the one claimed."""
    for item in expressed(corpus):
        lines = behind.supporting(item.claim)
        is_far = all(line.outcome_directness is Directness.indirect for line in lines)
        is_upheld = item.claim.verdict and item.claim.verdict.rating in UPHELD
        is_other = all(_is_other(corpus, item.claim, line) for line in lines)
        if lines and is_other and (is_far or not is_upheld):
            yield Gap(
                statement=item.id,
                claim=item.claim.id,
                severity=Severity.major if is_far else Severity.minor,
                said=f"Claimed of {naming.term(corpus, item.claim.outcome)}.",
                evidence_says=_measured(corpus, item.claim, lines),
                explanation=(
                    "The studies that speak for it measured something else, from which the outcome"
                    " that is claimed does not follow by itself."
                ),
                records=behind.records(lines),
            )


def _is_other(corpus: Corpus, claim: ClaimFile, line: EvidenceLineFile) -> bool:
    """Whether a line's outcome is neither the one claimed nor a part or form of it."""
    found = behind.finding(corpus, line)
    is_form = found and claim.outcome and is_within(corpus, found.outcome, claim.outcome)
    is_partly = line.outcome_directness is Directness.partly
    return line.outcome_directness is not Directness.direct and not (is_partly and is_form)


def _measured(corpus: Corpus, claim: ClaimFile, lines: list[EvidenceLineFile]) -> str:
    """What was measured; where the terms do not tell the difference, the curator's reason."""
    groups: dict[str, list[str]] = {}
    same: list[EvidenceLineFile] = []
    for line in lines:
        found = behind.finding(corpus, line)
        outcome = naming.term(corpus, found.outcome) if found else "another outcome"
        if found is None or found.outcome == claim.outcome:
            same.append(line)
        groups.setdefault(outcome, []).append(line.study)
    told = (f"{outcome} ({naming.studies(corpus, ids)})" for outcome, ids in groups.items())
    return f"What speaks for it measured: {naming.listed(told)}. {behind.reasons(same)}".strip()
