"""All support for a claim comes from another form of the intervention.

A thing done otherwise, elsewhere, or by other means is another thing to the body.

Gap:    a claim about iced tea, studied only with hot tea
No gap: one supporting study did what is claimed, or a study did not tell which form it was
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.analysis import behind, naming
from kb.analysis.expression import expressed
from kb.analysis.gap import Gap
from kb.analysis.hierarchy import are_related
from kb.corpus import Corpus
from kb.schema.claim import ClaimFile
from kb.schema.evidence import EvidenceLineFile
from kb.schema.vocabulary import Directness, Hedging, Severity


def audit(corpus: Corpus) -> Iterator[Gap]:
    """Claims all of whose support did something else than they speak of."""
    for item in expressed(corpus):
        lines = behind.supporting(item.claim)
        done = {line.study: _other(corpus, item.claim, line) for line in lines}
        if done and all(done.values()):
            is_far = all(line.intervention_directness is Directness.indirect for line in lines)
            is_hedged = item.statement.hedging is Hedging.hedged
            told = _grouped(corpus, done)
            yield Gap(
                statement=item.id,
                claim=item.claim.id,
                severity=Severity.major if is_far and not is_hedged else Severity.minor,
                said=f"Said of {naming.term(corpus, item.claim.intervention)}.",
                evidence_says=f"What speaks for it studied: {naming.listed(told)}.",
                explanation=(
                    "No study that speaks for it did what the claim speaks of; what was done"
                    " instead may work otherwise."
                ),
                records=behind.records(lines),
            )


def _grouped(corpus: Corpus, done: dict[str, str]) -> list[str]:
    """What was done, each with the studies that did it."""
    groups: dict[str, list[str]] = {}
    for study, modes in done.items():
        groups.setdefault(modes, []).append(study)
    return [f"{modes} ({naming.studies(corpus, ids)})" for modes, ids in groups.items()]


def _other(corpus: Corpus, claim: ClaimFile, line: EvidenceLineFile) -> str:
    """What a line's study did instead; empty where it did, or may have done, what is claimed."""
    if claim.intervention is None or line.intervention_directness is Directness.direct:
        return ""
    study = corpus.studies[line.study].value
    found = behind.finding(corpus, line)
    named = behind.arm(study, found.arm) if found else None
    done = [arm.intervention for arm in ([named] if named else study.arms) if arm.intervention]
    if not done or any(are_related(corpus, mode, claim.intervention) for mode in done):
        return ""
    return naming.listed(naming.term(corpus, mode) for mode in done)
