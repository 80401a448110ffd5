"""The evidence points the other way than a statement.

Gap:    "it calms the stomach", while every direct comparison measured more acid
No gap: the evidence against it is of another outcome, or some of the evidence supports it
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kb.analysis import behind, naming
from kb.analysis.expression import Expressed, expressed
from kb.analysis.gap import Gap
from kb.corpus import Corpus
from kb.schema.claim import ClaimFile
from kb.schema.evidence import EvidenceLineFile
from kb.schema.vocabulary import (
    ClaimDirection,
    Directness,
    EvidenceDirection,
    Expression,
    Severity,
    VerdictRating,
)

AGAINST = frozenset({None, VerdictRating.mostly_unsupported, VerdictRating.contradicted})
FOR = frozenset({None, VerdictRating.supported, VerdictRating.mostly_supported})
OPPOSITE: Mapping[ClaimDirection, ClaimDirection] = {
    ClaimDirection.increase: ClaimDirection.decrease,
    ClaimDirection.decrease: ClaimDirection.increase,
    ClaimDirection.present: ClaimDirection.absent,
    ClaimDirection.absent: ClaimDirection.present,
}


def audit(corpus: Corpus) -> Iterator[Gap]:
    """Claims that are made and only disputed, or denied and only supported, on their outcome."""
    for item in expressed(corpus):
        against = _direct(item.claim, EvidenceDirection.disputes)
        if against and _rating(item.claim) in AGAINST and not _has_near_support(item.claim):
            yield _gap(corpus, item, against, is_opposite=_is_opposite(corpus, item, against))
    for item in expressed(corpus, Expression.denies):
        against = _direct(item.claim, EvidenceDirection.supports)
        is_disputed = behind.lines(item.claim, EvidenceDirection.disputes)
        if against and _rating(item.claim) in FOR and not is_disputed:
            yield _gap(corpus, item, against, is_opposite=True)


def _direct(claim: ClaimFile, direction: EvidenceDirection) -> list[EvidenceLineFile]:
    """Lines on the outcome and the comparison that the claim speaks of, not from afar."""
    return [
        line
        for line in behind.lines(claim, direction)
        if line.outcome_directness is line.comparator_directness is Directness.direct
        and not behind.is_far(line)
    ]


def _has_near_support(claim: ClaimFile) -> bool:
    return not all(behind.is_far(line) for line in behind.supporting(claim))


def _rating(claim: ClaimFile) -> VerdictRating | None:
    return claim.verdict.rating if claim.verdict else None


def _is_opposite(corpus: Corpus, item: Expressed, lines: list[EvidenceLineFile]) -> bool:
    """Whether any of the lines saw the very opposite of what is claimed."""
    opposite = OPPOSITE.get(item.claim.direction) if item.claim.direction else None
    found = [behind.finding(corpus, line) for line in lines]
    return opposite is not None and any(one and one.direction is opposite for one in found)


def _gap(
    corpus: Corpus, item: Expressed, against: list[EvidenceLineFile], *, is_opposite: bool
) -> Gap:
    return Gap(
        statement=item.id,
        claim=item.claim.id,
        severity=Severity.major if is_opposite else Severity.minor,
        said=naming.statement(item.statement),
        evidence_says=_observed(corpus, against) + _undecided(corpus, item.claim),
        explanation=(
            "What was measured of this outcome points the other way, and no result as near to it"
            " bears out what is said."
            if is_opposite
            else "What was measured of this outcome speaks against it, without showing the"
            " opposite; no result as near to it bears out what is said."
        ),
        records=behind.records(against),
    )


def _undecided(corpus: Corpus, claim: ClaimFile) -> str:
    """What was seen as near, and counted for neither side."""
    undecided = behind.lines(claim, EvidenceDirection.inconclusive)
    near = [line for line in undecided if not behind.is_far(line)]
    return f" Counted for neither side: {_observed(corpus, near)}" if near else ""


def _observed(corpus: Corpus, lines: list[EvidenceLineFile]) -> str:
    """What each study saw, in the curator's words where there are any."""
    told: list[str] = []
    for line in lines:
        found = behind.finding(corpus, line)
        words = (found and found.result) or line.argument or f"{line.direction} the claim"
        told.append(f"{naming.study(corpus, line.study)}: {words.rstrip('.')}")
    return f"{'; '.join(dict.fromkeys(told))}."
