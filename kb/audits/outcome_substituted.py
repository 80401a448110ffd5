"""What was measured is not what is claimed.

Another outcome may move the same way, and may not: less cholesterol in the blood is not a longer
life.

Gap:    "it lets people live longer"; what was measured is their cholesterol
No gap: some supporting study measured the outcome itself
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.analysis import behind, naming
from kb.analysis.expression import expressed
from kb.analysis.gap import Gap
from kb.corpus import Corpus
from kb.schema.evidence import EvidenceLineFile
from kb.schema.vocabulary import Directness, Severity


def audit(corpus: Corpus) -> Iterator[Gap]:
    """Claims all of whose support measured another outcome, wholly or in part."""
    for item in expressed(corpus):
        lines = behind.supporting(item.claim)
        if lines and all(line.outcome_directness is not Directness.direct for line in lines):
            is_far = all(line.outcome_directness is Directness.indirect for line in lines)
            yield Gap(
                statement=item.id,
                claim=item.claim.id,
                severity=Severity.major if is_far else Severity.minor,
                said=f"Claimed of {naming.term(corpus, item.claim.outcome)}.",
                evidence_says=_measured(corpus, lines),
                explanation=(
                    "The studies behind it measured something else, from which the outcome that is"
                    " claimed does not follow by itself."
                ),
                records=behind.records(lines),
            )


def _measured(corpus: Corpus, lines: list[EvidenceLineFile]) -> str:
    told: list[str] = []
    for line in lines:
        found = behind.finding(corpus, line)
        outcome = naming.term(corpus, found.outcome) if found else "another outcome"
        told.append(f"{outcome} ({naming.study(corpus, line.study)})")
    return f"Measured: {naming.listed(told)}. {behind.reasons(lines)}".strip()
