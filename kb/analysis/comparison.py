"""What a finding tells of a claim's comparison: its effect on each scale it can be pooled on."""

from __future__ import annotations

from dataclasses import dataclass

from kb.analysis import behind
from kb.analysis.effects.effect import Effect, scaled
from kb.analysis.estimate import POOLABLE, Scale, effects, estimate
from kb.analysis.hierarchy import is_within
from kb.corpus import Corpus
from kb.schema.claim import ClaimFile
from kb.schema.evidence import EvidenceLineFile
from kb.schema.study import FindingFile, StudyFile
from kb.schema.study_vocabulary import Design
from kb.schema.vocabulary import Standing

REVIEWS = frozenset({Design.systematic_review, Design.meta_analysis, Design.narrative_review})
NO_VARIANCE = "no interval, standard error, standard deviations or exact p of it was read"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The effects of a finding, one a scale; without any, the reason why."""

    study: StudyFile
    finding: FindingFile
    line: EvidenceLineFile
    effects: dict[Scale, Effect]
    reason: str | None = None

    @property
    def record(self) -> str:
        """Id of the finding."""
        return f"{self.study.id}.{self.finding.id}"

    @property
    def cohort(self) -> str:
        """Whose findings are counted once."""
        return self.study.cohort or self.study.id


def comparisons(corpus: Corpus, claim: ClaimFile) -> list[Comparison]:
    """What each finding behind a claim tells, each finding once, in the order of their ids."""
    found: dict[str, Comparison] = {}
    for line in claim.evidence:
        finding = behind.finding(corpus, line)
        if finding is not None:
            compared = _compared(corpus, claim, line, finding)
            found.setdefault(compared.record, compared)
    return [found[record] for record in sorted(found)]


def _compared(
    corpus: Corpus, claim: ClaimFile, line: EvidenceLineFile, finding: FindingFile
) -> Comparison:
    study = corpus.studies[line.study].value
    reason = _unfit(corpus, study, line, finding)
    sign = 0 if reason else turn(corpus, claim, study, finding)
    if not reason and not sign:
        reason = "both arms did what the claim speaks of"
    if reason:
        return Comparison(study, finding, line, {}, reason)
    found = dict(effects(study, finding))
    turned = {scale: scaled(effect, sign) for scale, effect in found.items()}
    return Comparison(study, finding, line, turned, None if turned else NO_VARIANCE)


def _unfit(
    corpus: Corpus, study: StudyFile, line: EvidenceLineFile, finding: FindingFile
) -> str | None:
    """Why a finding is none that can be pooled, before its variance is looked at."""
    source = corpus.sources[finding.place.partition("[")[0]]
    reasons = {
        "its source is retracted": source.fields.get("standing") == Standing.retracted,
        "a review's result: the studies in it would count twice": study.design in REVIEWS,
        f"indirect: another {' and '.join(behind.far(line))}": behind.is_far(line),
        f"told as {finding.estimate_type.replace('_', ' ')}, not as an effect between arms": (
            finding.estimate_type not in POOLABLE
        ),
        "it does not name the two arms compared": not (finding.arm and finding.comparator_arm),
        "no estimate was read": estimate(finding) is None,
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def turn(corpus: Corpus, claim: ClaimFile, study: StudyFile, finding: FindingFile) -> int:
    """1 where the first arm did what the claim speaks of, -1 where the second, 0 where both."""
    wanted = claim.intervention
    first, second = (
        bool(
            wanted
            and (arm := behind.arm(study, arm_id))
            and arm.intervention
            and is_within(corpus, arm.intervention, wanted)
        )
        for arm_id in (finding.arm, finding.comparator_arm)
    )
    if first and second:
        return 0
    return -1 if second else 1
