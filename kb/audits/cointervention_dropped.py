"""What people received besides is left out.

A result of two things together is told as the result of one.

Gap:    "tea improved sleep"; the drinkers were also taught to keep regular hours
No gap: "tea, added to regular hours, improved sleep"
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.analysis import behind, naming
from kb.analysis.expression import traced
from kb.analysis.gap import Gap
from kb.corpus import Corpus
from kb.schema.study import ArmFile, StudyFile
from kb.schema.vocabulary import Severity


def audit(corpus: Corpus) -> Iterator[Gap]:
    """Statements that rest on studies whose treated people received something else as well."""
    for item in traced(corpus):
        if item.names("cointervention", "co-intervention"):
            continue
        for study in item.studies:
            treated = behind.treated(corpus, study, item.claims)
            more = [arm.cointerventions for arm in treated if arm.cointerventions]
            if more:
                shared = _is_shared(study, treated)
                yield Gap(
                    statement=item.id,
                    claim=item.claim,
                    severity=Severity.minor if shared else Severity.major,
                    said=naming.statement(item.statement),
                    evidence_says=(
                        f"{naming.study(corpus, study.id)}: received besides:"
                        f" {naming.listed(text.rstrip('.') for text in more)}."
                    ),
                    explanation=(
                        "Both sides of the comparison received it: what was found is the gain of"
                        " adding to it, not of the thing alone."
                        if shared
                        else "What was found may be due to what came with it, which the statement"
                        " leaves out."
                    ),
                    records=(study.id, *(f"{study.id}.{arm.id}" for arm in treated)),
                )


def _is_shared(study: StudyFile, treated: list[ArmFile]) -> bool:
    """Whether those compared with received something besides too."""
    others = [arm for arm in study.arms if arm not in treated]
    return bool(others) and all(arm.cointerventions for arm in others)
