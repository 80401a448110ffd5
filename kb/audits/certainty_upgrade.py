"""A statement asserts what the evidence leaves uncertain.

Low certainty means that the true effect may well differ from what was seen: such a claim bears
"may", not "does".

Gap:    "studies show that it improves sleep"; the certainty is very low
No gap: "it may improve sleep" at the same certainty, or the assertion at moderate certainty
No gap: a description, or a claim that the evidence contradicts, which another gap tells
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.analysis import behind, naming
from kb.analysis.certainty import STEPS, assessed
from kb.analysis.expression import expressed
from kb.analysis.gap import Gap
from kb.corpus import Corpus
from kb.schema.claim import ClaimFile
from kb.schema.vocabulary import (
    Attribution,
    Certainty,
    ClaimKind,
    Hedging,
    Severity,
    VerdictRating,
)

UNSURE = frozenset({Certainty.low, Certainty.very_low})


UPHELD = frozenset({VerdictRating.supported, VerdictRating.mostly_supported})
"""Verdicts by which only the assurance goes too far, and not what is said."""


def audit(corpus: Corpus) -> Iterator[Gap]:
    """Asserted claims with evidence of low or very low certainty."""
    for item in expressed(corpus):
        level = _unsure(item.claim)
        if level and item.statement.hedging is Hedging.asserted:
            on_research = item.statement.attribution not in {None, Attribution.none}
            yield Gap(
                statement=item.id,
                claim=item.claim.id,
                severity=_severity(item.claim, level, on_research=on_research),
                said=f"Asserted{', on the word of research' if on_research else ''}: "
                + naming.statement(item.statement),
                evidence_says=_level(item.claim, level),
                explanation=(
                    "The words leave no doubt, and the evidence does: the true effect may differ"
                    " much from what was seen, or not be there."
                ),
                records=behind.records(item.claim.evidence),
            )


def _unsure(claim: ClaimFile) -> Certainty | None:
    """The level of a claim that goes beyond a description and that evidence leaves uncertain."""
    is_contradicted = claim.verdict and claim.verdict.rating is VerdictRating.contradicted
    if claim.kind is ClaimKind.descriptive or is_contradicted or not _lowering(claim):
        return None
    level = assessed(claim.certainty) if claim.certainty and claim.evidence else None
    return level if level in UNSURE else None


def _severity(claim: ClaimFile, level: Certainty, *, on_research: bool) -> Severity:
    """How much an assertion misleads: less where it is borne out, or warns of something."""
    is_borne_out = claim.verdict is not None and claim.verdict.rating in UPHELD
    if on_research and level is Certainty.very_low and not is_borne_out:
        return Severity.major
    is_slight = is_borne_out or claim.kind is ClaimKind.risk
    return Severity.info if is_slight and not on_research else Severity.minor


def _lowering(claim: ClaimFile) -> list[str]:
    """What lowers the certainty, as the curator put it; domains without fault are left out."""
    certainty = claim.certainty
    if certainty and certainty.override_reason:
        return [certainty.override_reason.rstrip(".")]
    return [
        f"{item.domain.value.replace('_', ' ')} ({item.reason.rstrip('.')})"
        for item in (certainty.domains if certainty else [])
        if STEPS[item.rating] < 0
    ]


def _level(claim: ClaimFile, level: Certainty) -> str:
    return f"Certainty is {level.value.replace('_', ' ')}: {naming.listed(_lowering(claim))}."
