"""The evidence points the other way than a statement.

Gap:    "it calms the stomach", while every direct comparison measured more acid
No gap: some direct evidence supports it, even if other evidence does not
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.analysis import behind, naming
from kb.analysis.expression import expressed
from kb.analysis.gap import Gap
from kb.corpus import Corpus
from kb.schema.claim import ClaimFile
from kb.schema.evidence import EvidenceLineFile
from kb.schema.vocabulary import EvidenceDirection, Expression, Severity, VerdictRating

AGAINST = frozenset({None, VerdictRating.mostly_unsupported, VerdictRating.contradicted})
FOR = frozenset({None, VerdictRating.supported, VerdictRating.mostly_supported})


def audit(corpus: Corpus) -> Iterator[Gap]:
    """Claims that are made and only disputed, or denied and only supported, by direct evidence."""
    for relation, contrary, fitting, verdicts in (
        (Expression.expresses, EvidenceDirection.disputes, EvidenceDirection.supports, AGAINST),
        (Expression.denies, EvidenceDirection.supports, EvidenceDirection.disputes, FOR),
    ):
        for item in expressed(corpus, relation):
            against = _near(item.claim, contrary)
            if against and not _near(item.claim, fitting) and _rating(item.claim) in verdicts:
                yield Gap(
                    statement=item.id,
                    claim=item.claim.id,
                    severity=Severity.major,
                    said=naming.statement(item.statement),
                    evidence_says=_observed(corpus, against),
                    explanation=(
                        "What was studied directly points the other way, and nothing that was"
                        " studied directly points this way."
                    ),
                    records=behind.records(against),
                )


def _near(claim: ClaimFile, direction: EvidenceDirection) -> list[EvidenceLineFile]:
    return [line for line in behind.lines(claim, direction) if not behind.is_far(line)]


def _rating(claim: ClaimFile) -> VerdictRating | None:
    return claim.verdict.rating if claim.verdict else None


def _observed(corpus: Corpus, lines: list[EvidenceLineFile]) -> str:
    """What each study saw, in the curator's words where there are any."""
    told: list[str] = []
    for line in lines:
        found = behind.finding(corpus, line)
        words = (found and found.result) or line.argument or f"{line.direction} the claim"
        told.append(f"{naming.study(corpus, line.study)}: {words.rstrip('.')}")
    return f"{'; '.join(dict.fromkeys(told))}."
