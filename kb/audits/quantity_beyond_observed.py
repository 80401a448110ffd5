"""A number lies beyond everything that the evidence for its claim has measured.

The direction may be right and the number still too large to be true of anybody who was studied.

Gap:    "up to 40 % more"; the largest of four measured differences is +18 %
No gap: the same words, with a measured +45 %, or a confidence interval that reaches it
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from kb.analysis import behind, naming
from kb.analysis.expression import Expressed, expressed
from kb.analysis.gap import Gap
from kb.analysis.relative import Ratio, observed, wording
from kb.corpus import Corpus
from kb.schema.claim import ClaimFile
from kb.schema.quantity import QuantityFile
from kb.schema.vocabulary import (
    ClaimDirection,
    Directness,
    EvidenceDirection,
    QuantityRole,
    Scale,
    Severity,
)

ROLES = frozenset({QuantityRole.contrast, QuantityRole.upper_bound, QuantityRole.lower_bound})
NEAR = 0.005
"""Half a percent: a number is rounded when it is told."""


def audit(corpus: Corpus) -> Iterator[Gap]:
    """Relative numbers of statements, against the comparable findings of all their claims."""
    for statement, made in _by_statement(corpus).items():
        measured = {
            item.claim.id: found for item in made if (found := _measured(corpus, item.claim))
        }
        claims = [item.claim for item in made]
        for quantity in made[0].statement.quantities if measured else ():
            ratio = _ratio(quantity, claims)
            every = list(chain.from_iterable(measured.values()))
            if ratio is not None and _is_beyond(ratio, every):
                said = " ".join(filter(None, [quantity.qualifier, wording(ratio)]))
                yield _gap(corpus, (statement, next(iter(measured))), said, ratio, every)


def _by_statement(corpus: Corpus) -> dict[str, list[Expressed]]:
    found: dict[str, list[Expressed]] = {}
    for item in expressed(corpus):
        found.setdefault(item.id, []).append(item)
    return found


def _ratio(quantity: QuantityFile, claims: list[ClaimFile]) -> float | None:
    """A number told of a result as a ratio; a fall by 20 % is 0.8. None of another scale."""
    if quantity.role not in ROLES or quantity.span is None:
        return None
    value = quantity.value if quantity.value_high is None else quantity.value_high
    is_fall = all(claim.direction is ClaimDirection.decrease for claim in claims)
    if quantity.scale is Scale.relative_change:
        return 1 - abs(value) / 100 if is_fall or value < 0 else 1 + value / 100
    return value if quantity.scale is Scale.ratio else None


def _measured(corpus: Corpus, claim: ClaimFile) -> list[Ratio]:
    """The ratios among the findings that bear on what a claim speaks of."""
    lines = (
        line
        for line in claim.evidence
        if line.direction is not EvidenceDirection.no_information
        and Directness.indirect not in {line.outcome_directness, line.intervention_directness}
    )
    found = ((line.study, behind.finding(corpus, line)) for line in lines)
    ratios = (observed(study, finding) for study, finding in found if finding)
    return [ratio for ratio in ratios if ratio]


def _is_beyond(ratio: float, measured: list[Ratio]) -> bool:
    if ratio < 1:
        return ratio < min(item.low for item in measured) - NEAR
    return ratio > max(item.high for item in measured) + NEAR


def _gap(
    corpus: Corpus, place: tuple[str, str], said: str, ratio: float, measured: list[Ratio]
) -> Gap:
    sign = 1 if ratio >= 1 else -1
    falling = sorted(measured, key=lambda item: -sign * item.value)
    told = naming.listed(_finding(corpus, item) for item in falling)
    statement, claim = place
    return Gap(
        statement=statement,
        claim=claim,
        severity=Severity.major,
        said=said,
        evidence_says=f"Comparable findings, the farthest first: {told}.",
        explanation=(
            "The number lies beyond every comparable result recorded for the claim. That the"
            " outcome changes may be right; that it changes so much was not observed."
        ),
        records=tuple(dict.fromkeys(item.record for item in measured)),
    )


def _finding(corpus: Corpus, item: Ratio) -> str:
    people = f", n = {item.n}" if item.n else ""
    return f"{wording(item.value)} ({naming.study(corpus, item.study)}{people})"
