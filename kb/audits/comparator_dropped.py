"""A result is told without what it was compared with.

"Better" than doing nothing, than another treatment, or than before are three results.

Gap:    "the trial found better sleep"; the trial compared tea with hot water
No gap: "better sleep than hot water gave"
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.analysis import behind, naming
from kb.analysis.expression import Traced, traced
from kb.analysis.gap import Gap
from kb.corpus import Corpus
from kb.schema.study import StudyFile
from kb.schema.vocabulary import Severity


def audit(corpus: Corpus) -> Iterator[Gap]:
    """Statements without a comparator that rest on studies that had one."""
    for item in traced(corpus):
        is_named = any(claim.comparator for claim in item.claims) or item.names("comparator")
        labels = {study.id: _compared(corpus, item, study) for study in item.studies}
        against = {study: names for study, names in labels.items() if names}
        if against and not is_named:
            told = [
                f"{naming.study(corpus, study)}: {naming.listed(names)}"
                for study, names in against.items()
            ]
            yield Gap(
                statement=item.id,
                claim=item.claim,
                severity=Severity.minor,
                said=naming.statement(item.statement),
                evidence_says=f"Compared with: {'; '.join(told)}.",
                explanation=(
                    "The statement does not say against what the result holds. The difference that"
                    " was found is one to this comparison, and no more."
                ),
                records=tuple(against),
            )


def _compared(corpus: Corpus, item: Traced, study: StudyFile) -> list[str]:
    """The arms compared with in the findings behind the claims; else those not treated so."""
    lines = [line for claim in item.claims for line in claim.evidence if line.study == study.id]
    found = [finding for line in lines if (finding := behind.finding(corpus, line))]
    named = [behind.arm(study, finding.comparator_arm) for finding in found]
    if any(named):
        return [arm.label for arm in named if arm]
    treated = behind.treated(corpus, study, item.claims)
    return [arm.label for arm in study.arms if treated and arm not in treated]
