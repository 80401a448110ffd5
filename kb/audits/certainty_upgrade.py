"""A statement asserts what the evidence leaves uncertain.

Low certainty means that the true effect may well differ from what was seen: such a claim bears
"may", not "does".

Gap:    "studies show that it improves sleep"; the certainty is very low
No gap: "it may improve sleep" at the same certainty, or the assertion at moderate certainty
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.analysis import behind, naming
from kb.analysis.certainty import assessed
from kb.analysis.expression import expressed
from kb.analysis.gap import Gap
from kb.corpus import Corpus
from kb.schema.claim import ClaimFile
from kb.schema.vocabulary import Attribution, Certainty, Hedging, Severity

UNSURE = frozenset({Certainty.low, Certainty.very_low})


def audit(corpus: Corpus) -> Iterator[Gap]:
    """Asserted claims with evidence of low or very low certainty."""
    for item in expressed(corpus):
        certainty = item.claim.certainty
        is_asserted = item.statement.hedging is Hedging.asserted
        if is_asserted and item.claim.evidence and certainty and assessed(certainty) in UNSURE:
            level = assessed(certainty)
            on_research = item.statement.attribution not in {None, Attribution.none}
            is_major = on_research and level is Certainty.very_low
            yield Gap(
                statement=item.id,
                claim=item.claim.id,
                severity=Severity.major if is_major else Severity.minor,
                said=f"Asserted{', on the word of research' if on_research else ''}: "
                + naming.statement(item.statement),
                evidence_says=_level(item.claim, level),
                explanation=(
                    "The words leave no doubt, and the evidence does: the true effect may differ"
                    " much from what was seen, or not be there."
                ),
                records=behind.records(item.claim.evidence),
            )


def _level(claim: ClaimFile, level: Certainty) -> str:
    domains = [] if claim.certainty is None else claim.certainty.domains
    told = [
        f"{item.domain.value.replace('_', ' ')} ({item.reason.rstrip('.')})" for item in domains
    ]
    reasons = f": {naming.listed(told)}" if told else ""
    return f"Certainty is {level.value.replace('_', ' ')}{reasons}."
