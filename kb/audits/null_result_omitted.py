"""The source also found no difference, and the statement leaves that out.

A reader who hears only of what changed takes the rest for changed too.

Gap:    "the trial improved sleep"; it found no difference in mood
No gap: "it improved sleep but not mood", or a source whose findings all changed
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.analysis import behind, naming
from kb.analysis.expression import Traced, traced
from kb.analysis.gap import Gap
from kb.analysis.hierarchy import are_related
from kb.corpus import Corpus
from kb.schema.study import FindingFile, StudyFile
from kb.schema.vocabulary import ClaimDirection, Expression, Severity


def audit(corpus: Corpus) -> Iterator[Gap]:
    """Statements that tell of changes only, resting on studies with null results."""
    for item in traced(corpus):
        for study in item.studies:
            nulls = [
                null for null in _nulls(corpus, item, study) if not _is_told(corpus, item, null)
            ]
            if nulls:
                same = any(_is_same(corpus, item, null) for null in nulls)
                yield Gap(
                    statement=item.id,
                    claim=item.claim,
                    severity=Severity.minor if same else Severity.info,
                    said=naming.statement(item.statement),
                    evidence_says=f"{naming.study(corpus, study.id)} found no clear difference in "
                    + naming.listed(_words(corpus, study, null) for null in nulls)
                    + ".",
                    explanation=(
                        "The source that the statement seems to rest on has this null result for"
                        " the very outcome that is claimed, and the statement does not say so."
                        if same
                        else "The source that the statement seems to rest on also looked at this"
                        " and found no difference; the statement tells only what changed."
                    ),
                    records=tuple(f"{study.id}.{null.id}" for null in nulls),
                )


def _nulls(corpus: Corpus, item: Traced, study: StudyFile) -> Iterator[FindingFile]:
    """Findings without a difference, in arms that did what the claims speak of."""
    treated = {arm.id for arm in behind.treated(corpus, study, item.claims)}
    for finding in study.findings:
        is_null = finding.direction is ClaimDirection.no_difference
        if is_null and (finding.arm is None or finding.arm in treated):
            yield finding


def _is_told(corpus: Corpus, item: Traced, null: FindingFile) -> bool:
    """Whether the statement itself says that the outcome did not change."""
    links = {link.claim: link.relation for link in item.statement.claims}
    claims = [corpus.claims[claim].value for claim in links]
    return any(
        claim.outcome is not None
        and are_related(corpus, claim.outcome, null.outcome)
        and (
            links[claim.id] is Expression.denies or claim.direction is ClaimDirection.no_difference
        )
        for claim in claims
    )


def _is_same(corpus: Corpus, item: Traced, null: FindingFile) -> bool:
    outcomes = [claim.outcome for claim in item.claims if claim.outcome]
    return any(are_related(corpus, outcome, null.outcome) for outcome in outcomes)


def _words(corpus: Corpus, study: StudyFile, null: FindingFile) -> str:
    against = behind.arm(study, null.comparator_arm)
    details = [null.timepoint, null.conditions, f"against {against.label}" if against else None]
    told = "; ".join(filter(None, details))
    return f"{naming.term(corpus, null.outcome)}{f' ({told})' if told else ''}"
