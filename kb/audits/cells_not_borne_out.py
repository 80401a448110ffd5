"""One sentence claims several outcomes in several groups, and its source bears out only some.

"Better sleep and mood in three diseases" is six claims; a source that has three of them is told
as if it had six.

Gap:    two outcomes in two groups, of which the review it rests on supports two
No gap: the source supports every one of them, or was not read for the rest
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kb.analysis import naming
from kb.analysis.expression import Traced, traced
from kb.analysis.gap import Gap
from kb.corpus import Corpus
from kb.schema.claim import ClaimFile
from kb.schema.vocabulary import EvidenceDirection, Severity

SEVERAL = 2


def audit(corpus: Corpus) -> Iterator[Gap]:
    """Statements of several claims, by what the evidence lines of their own studies say of each."""
    for item in traced(corpus):
        judged = {claim.id: directions for claim in item.claims if (directions := _of(item, claim))}
        missing = [
            claim
            for claim in item.claims
            if claim.id in judged and EvidenceDirection.supports not in judged[claim.id]
        ]
        if len(judged) >= SEVERAL and missing and _was_read(judged.values()):
            borne_out = f"{len(judged) - len(missing)} of {len(judged)}"
            cells = naming.listed(_cell(corpus, claim) for claim in missing)
            source = naming.studies(corpus, (study.id for study in item.studies))
            yield Gap(
                statement=item.id,
                severity=Severity.major,
                said=naming.statement(item.statement),
                evidence_says=f"{source} bears out {borne_out}; not: {cells}.",
                explanation=(
                    "The sentence joins outcomes and groups so that every pair of them is claimed;"
                    " the source it seems to rest on bears out some pairs only."
                ),
                records=tuple(study.id for study in item.studies)
                + tuple(claim.id for claim in missing),
            )


def _of(item: Traced, claim: ClaimFile) -> set[EvidenceDirection]:
    """What the evidence lines of the statement's own studies say of a claim."""
    own = {study.id for study in item.studies}
    return {line.direction for line in claim.evidence if line.study in own}


def _was_read(judged: Iterable[set[EvidenceDirection]]) -> bool:
    """Whether the source says anything of any pair; if not, its results were not read."""
    return any(directions != {EvidenceDirection.no_information} for directions in judged)


def _cell(corpus: Corpus, claim: ClaimFile) -> str:
    return f"{naming.term(corpus, claim.outcome)} in {naming.term(corpus, claim.population)}"
