"""A study's report differs from its entry in the registry.

There may be good reasons, as slow recruitment; a reader should know it before leaning on the study.

Gap:    30 people planned and nobody masked, 16 analysed and assessors masked in the report
No gap: 69 planned and 68 recruited
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.analysis import naming
from kb.analysis.gap import Gap
from kb.analysis.reach import Reach
from kb.corpus import Corpus
from kb.schema.study import StudyFile
from kb.schema.study_vocabulary import Masking
from kb.schema.vocabulary import Severity

REACH = Reach.study

TOLERATED = 0.1
"""A tenth of the people planned: recruitment rarely meets its number."""
ONE_SIDE = frozenset({Masking.single, Masking.assessor})
"""Two words for masking one party, which do not differ."""


def audit(corpus: Corpus) -> Iterator[Gap]:
    """Studies with registry facts that do not fit the report."""
    for record in corpus.studies.values():
        study = record.value
        differing = [*_people(study), *_masking(study)]
        if differing:
            reported = naming.listed(said for said, _ in differing)
            note = f" {study.registered_note}" if study.registered_note else ""
            yield Gap(
                severity=Severity.minor,
                said=f"{naming.study(corpus, study.id)}: {reported}.",
                evidence_says=f"Registry: {naming.listed(there for _, there in differing)}.{note}",
                explanation=(
                    "Report and registry do not agree. That calls for a look at both, and is no"
                    " proof of a fault."
                ),
                records=(study.id,),
            )


def _people(study: StudyFile) -> Iterator[tuple[str, str]]:
    planned, people = study.registered_n, study.n_randomised
    if planned and people and abs(planned - people) > TOLERATED * planned:
        yield f"{people} people", f"{planned} people"


def _masking(study: StudyFile) -> Iterator[tuple[str, str]]:
    planned, done = study.registered_masking, study.masking
    if planned and done and planned is not done and {planned, done} != ONE_SIDE:
        yield f"masking {done.value}", f"masking {planned.value}"
