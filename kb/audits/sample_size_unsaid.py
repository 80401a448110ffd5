"""Research is told without saying how few people were studied.

GRADE looks for some 400 people before it takes a mean difference for precise; a result of a handful
is a first hint.

Gap:    "a trial showed it"; the trial had 16 people
No gap: "a trial with 16 people showed it", or a trial with 600
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.analysis import naming
from kb.analysis.expression import Traced, traced
from kb.analysis.gap import Gap
from kb.corpus import Corpus
from kb.schema.study import StudyFile
from kb.schema.study_vocabulary import Design
from kb.schema.vocabulary import Attribution, QuantityRole, Severity

ENOUGH = 400
"""GRADE's rule of thumb for a continuous outcome (Guyatt et al. 2011, imprecision)."""
REVIEWS = frozenset(
    {Design.systematic_review, Design.meta_analysis, Design.narrative_review, Design.protocol}
)


def audit(corpus: Corpus) -> Iterator[Gap]:
    """Statements on the word of research that rest on small studies and do not say how small."""
    for item in traced(corpus):
        small = {study.id: people for study in item.studies if (people := _few(study))}
        on_research = item.statement.attribution not in {None, Attribution.none}
        if small and on_research and not _is_said(item):
            told = [
                f"{naming.study(corpus, study)}, n = {people}" for study, people in small.items()
            ]
            yield Gap(
                statement=item.id,
                claim=item.claim,
                severity=Severity.minor,
                said=naming.statement(item.statement),
                evidence_says=f"{'; '.join(told)}.",
                explanation=(
                    "The statement does not say how few people stand behind it; so small a sample"
                    " leaves the size of an effect open, and at times whether there is one."
                ),
                records=tuple(small),
            )


def _people(study: StudyFile) -> set[int]:
    return {n for n in (study.n_analysed, study.n_randomised) if n}


def _few(study: StudyFile) -> int | None:
    """The people of a small study; None of a large one, a review, or where it is not known."""
    people = max(_people(study), default=ENOUGH)
    return people if people < ENOUGH and study.design not in REVIEWS else None


def _is_said(item: Traced) -> bool:
    counts = {item.value for item in item.statement.quantities if item.role is QuantityRole.count}
    known = set[int]().union(*map(_people, item.studies))
    return bool(counts & known) or item.names("sample", "participants")
