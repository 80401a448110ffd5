"""An effect is asserted where the studies can only show that things go together.

Who differs in one thing differs in others: without a comparison that somebody arranged, the cause
may be any of them.

Gap:    "tea makes people sleep better", on a survey of tea drinkers
No gap: the same words on a randomised trial, or "tea drinkers sleep better" as a description
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.analysis import behind, naming
from kb.analysis.expression import expressed
from kb.analysis.gap import Gap
from kb.corpus import Corpus
from kb.schema.study_vocabulary import Design
from kb.schema.vocabulary import ClaimKind, Hedging, Severity

CAUSAL = frozenset({ClaimKind.effect, ClaimKind.risk, ClaimKind.mechanism})
WITHOUT_ARRANGED_COMPARISON = frozenset(
    {
        Design.cohort,
        Design.case_control,
        Design.cross_sectional,
        Design.case_series,
        Design.case_report,
        Design.single_arm,
    }
)


def audit(corpus: Corpus) -> Iterator[Gap]:
    """Causal claims that are asserted, all of whose support is observation."""
    for item in expressed(corpus):
        lines = behind.supporting(item.claim)
        designs = {line.study: corpus.studies[line.study].value.design for line in lines}
        is_causal = item.claim.kind in CAUSAL and item.statement.hedging is Hedging.asserted
        if is_causal and lines and WITHOUT_ARRANGED_COMPARISON.issuperset(designs.values()):
            told = [
                f"{naming.study(corpus, study)} ({design.value.replace('_', ' ')})"
                for study, design in designs.items()
            ]
            yield Gap(
                statement=item.id,
                claim=item.claim.id,
                severity=Severity.minor,
                said=naming.statement(item.statement),
                evidence_says=f"Supported without an arranged comparison: {naming.listed(told)}.",
                explanation=(
                    "An effect is asserted, but no study behind it arranged a comparison: what was"
                    " seen may have another cause."
                ),
                records=behind.records(lines),
            )
