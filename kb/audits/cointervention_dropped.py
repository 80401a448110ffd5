"""What people received besides is left out.

A result of two things together is told as the result of one.

Gap:    "tea improved sleep"; the drinkers were also taught to keep regular hours
No gap: "tea, added to regular hours, improved sleep"
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.analysis import behind, naming
from kb.analysis.expression import Traced, traced
from kb.analysis.gap import Gap
from kb.corpus import Corpus
from kb.schema.study import ArmFile, StudyFile
from kb.schema.vocabulary import Severity


def audit(corpus: Corpus) -> Iterator[Gap]:
    """Statements that rest on studies whose treated people received something else as well."""
    for item in traced(corpus):
        if not item.names("cointervention", "co-intervention"):
            for study in item.studies:
                treated = behind.treated(corpus, study, item.claims)
                if any(arm.cointerventions for arm in treated):
                    yield _gap(corpus, item, study, treated)


def _gap(corpus: Corpus, item: Traced, study: StudyFile, treated: list[ArmFile]) -> Gap:
    besides = [arm.cointerventions.rstrip(".") for arm in treated if arm.cointerventions]
    others = [arm for arm in study.arms if arm not in treated]
    return Gap(
        statement=item.id,
        claim=item.claim,
        severity=Severity.minor if others else Severity.major,
        said=naming.statement(item.statement),
        evidence_says=(
            f"{naming.study(corpus, study.id)}: received besides: {naming.listed(besides)}."
        ),
        explanation=_explanation(others),
        records=(study.id, *(f"{study.id}.{arm.id}" for arm in treated)),
    )


def _explanation(others: list[ArmFile]) -> str:
    if not others:
        return "What was found may be due to what came with it, which the statement leaves out."
    if all(arm.cointerventions for arm in others):
        return (
            "Both sides of the comparison received it: what was found is the gain of adding to it,"
            " not of the thing alone."
        )
    return (
        "What was studied is the two together; whether the thing alone does the same was not shown,"
        " and the statement names it alone."
    )
