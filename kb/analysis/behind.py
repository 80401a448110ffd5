"""What stands behind an evidence line: its study, finding and arms."""

from __future__ import annotations

from collections.abc import Iterable

from kb.analysis.hierarchy import are_related
from kb.corpus import Corpus
from kb.schema.claim import ClaimFile
from kb.schema.evidence import EvidenceLineFile
from kb.schema.study import ArmFile, FindingFile, StudyFile
from kb.schema.vocabulary import Directness, EvidenceDirection

DIRECTNESS = (
    "population_directness",
    "intervention_directness",
    "comparator_directness",
    "outcome_directness",
)
"""Fields of an evidence line that tell how near it is."""


def lines(claim: ClaimFile, *directions: EvidenceDirection) -> list[EvidenceLineFile]:
    """The evidence lines of a claim that point one of some ways."""
    return [line for line in claim.evidence if line.direction in directions]


def supporting(claim: ClaimFile) -> list[EvidenceLineFile]:
    """The evidence lines that support a claim."""
    return lines(claim, EvidenceDirection.supports)


def is_far(line: EvidenceLineFile) -> bool:
    """Whether a line is indirect in any of population, intervention, comparator, outcome."""
    return bool(far(line))


def far(line: EvidenceLineFile) -> list[str]:
    """In which of population, intervention, comparator, outcome a line is indirect."""
    names = (name for name in DIRECTNESS if getattr(line, name) is Directness.indirect)
    return [name.removesuffix("_directness") for name in names]


def finding(corpus: Corpus, line: EvidenceLineFile) -> FindingFile | None:
    """The finding that a line rests on, where it names one."""
    findings = corpus.studies[line.study].value.findings
    return next((found for found in findings if found.id == line.finding), None)


def arm(study: StudyFile, arm_id: str | None) -> ArmFile | None:
    """An arm of a study by its id."""
    return next((found for found in study.arms if found.id == arm_id), None)


def treated(corpus: Corpus, study: StudyFile, claims: Iterable[ClaimFile]) -> list[ArmFile]:
    """The arms of a study that did what any of some claims speak of, or a form of it."""
    wanted = {claim.intervention for claim in claims if claim.intervention}
    return [
        arm
        for arm in study.arms
        if (done := arm.intervention)
        and any(are_related(corpus, done, intervention) for intervention in wanted)
    ]


def arms(corpus: Corpus, line: EvidenceLineFile, claim: ClaimFile) -> list[ArmFile]:
    """The arm of a line's finding; without one, those that did what the claim speaks of."""
    study = corpus.studies[line.study].value
    found = finding(corpus, line)
    named = arm(study, found.arm) if found else None
    return [named] if named else treated(corpus, study, [claim])


def records(lines: Iterable[EvidenceLineFile]) -> tuple[str, ...]:
    """Ids of the findings of lines, of lines without one their studies."""
    ids = (f"{line.study}.{line.finding}" if line.finding else line.study for line in lines)
    return tuple(dict.fromkeys(ids))


def reasons(lines: Iterable[EvidenceLineFile]) -> str:
    """Why lines are not direct, as the curator put it; empty where nothing is said."""
    told = dict.fromkeys(line.directness_reason for line in lines if line.directness_reason)
    return " ".join(reason if reason.endswith(".") else f"{reason}." for reason in told)
