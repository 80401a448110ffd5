"""What stands between findings and claims: evidence lines, certainty, verdicts, syntheses, gaps."""

from __future__ import annotations

from typing import ClassVar

import sqlalchemy as sa
from sqlmodel import SQLModel

from kb.schema.base import Count, Date, Label, Slug, Text, Written, field, words
from kb.schema.study_vocabulary import Measure
from kb.schema.vocabulary import (
    Certainty,
    Directness,
    Domain,
    EvidenceDirection,
    Rating,
    Severity,
    VerdictRating,
    Weight,
)


class EvidenceLineFields(Written):
    """What one finding says of one claim: direction, directness and strength kept apart."""

    study: Slug = field("The study.", foreign_key="study.id")
    direction: EvidenceDirection = field(
        "What the finding says of the claim.", sa_type=words(EvidenceDirection)
    )
    population_directness: Directness = field(
        "How near the studied population is.",
        default=Directness.direct,
        sa_type=words(Directness),
    )
    intervention_directness: Directness = field(
        "How near the studied intervention is.",
        default=Directness.direct,
        sa_type=words(Directness),
    )
    comparator_directness: Directness = field(
        "How near the studied comparator is.",
        default=Directness.direct,
        sa_type=words(Directness),
    )
    outcome_directness: Directness = field(
        "How near the studied outcome is.",
        default=Directness.direct,
        sa_type=words(Directness),
    )
    directness_reason: Text | None = field("Why any of them is not direct.", default=None)
    strength: Weight = field("How strong the evidence is by itself.", sa_type=words(Weight))
    argument: Text | None = field("Why the finding bears on the claim so.", default=None)


class EvidenceLineFile(EvidenceLineFields):
    """An evidence line as it is written below its claim."""

    leading: ClassVar[tuple[str, ...]] = ("study", "finding")

    finding: Slug | None = field("The finding, by its id in the study.", default=None)


class EvidenceLineKeys(SQLModel):
    """Key of an evidence line."""

    id: str = field("Id of the evidence line.", primary_key=True)
    claim: str = field("The claim.", foreign_key="claim.id")
    finding: str | None = field("The finding.", default=None, foreign_key="finding.id")


class EvidenceLine(EvidenceLineFields, EvidenceLineKeys, table=True):
    """What one finding says of one claim: direction, directness and strength kept apart."""

    __tablename__ = "evidence_line"


class ContrarySearchFields(Written):
    """A recorded search for evidence against a claim."""

    searched: Label = field("What was searched, as a database or index.")
    query: Text = field("What was asked.")
    date: Date | None = field("When.", default=None)
    hits: Count | None = field("How many results were looked at.", default=None)
    outcome: Text | None = field("What came of it.", default=None)


class ContrarySearchFile(ContrarySearchFields):
    """A search as it is written below its claim."""


class ContrarySearchKeys(SQLModel):
    """Key of a search."""

    id: str = field("Id of the search.", primary_key=True)
    claim: str = field("The claim.", foreign_key="claim.id")


class ContrarySearch(ContrarySearchFields, ContrarySearchKeys, table=True):
    """A recorded search for evidence against a claim."""

    __tablename__ = "contrary_search"


class DomainFields(Written):
    """One GRADE domain of one claim, with its reason."""

    domain: Domain = field("The domain.", sa_type=words(Domain))
    rating: Rating = field("How far it moves the certainty.", sa_type=words(Rating))
    reason: Text = field("Why.")


class DomainFile(DomainFields):
    """A domain as it is written below a claim's certainty."""


class CertaintyFields(Written):
    """GRADE's certainty of the evidence for a claim."""

    start: Certainty = field("Where the designs let it begin.", sa_type=words(Certainty))
    override: Certainty | None = field(
        "The level, where it is not what the domains give.",
        default=None,
        sa_type=words(Certainty),
    )
    override_reason: Text | None = field("Why the override.", default=None)


class CertaintyFile(CertaintyFields):
    """A certainty as it is written below its claim."""

    domains: list[DomainFile] = field("The domains that move it, with reasons.", default=[])


class CertaintyKeys(SQLModel):
    """Key of a certainty."""

    claim: str = field("The claim.", primary_key=True, foreign_key="claim.id")


class CertaintyAssessment(CertaintyFields, CertaintyKeys, table=True):
    """GRADE's certainty of the evidence for a claim."""

    __tablename__ = "certainty"
    level: Certainty = field("The resulting level.", sa_type=words(Certainty))


class CertaintyDomainKeys(SQLModel):
    """Key of a domain's rating."""

    id: str = field("Id of the rating.", primary_key=True)
    claim: str = field("The claim.", foreign_key="claim.id")


class CertaintyDomain(DomainFields, CertaintyDomainKeys, table=True):
    """One GRADE domain of one claim, with its reason."""

    __tablename__ = "certainty_domain"


class VerdictFields(Written):
    """Whether a claim is supported, and why."""

    rating: VerdictRating = field("The verdict.", sa_type=words(VerdictRating))
    reason: Text = field("Why.")
    would_change: Text | None = field("What would change it.", default=None)
    safe_wording: Text | None = field("A sentence that may be printed.", default=None)
    date: Date | None = field("When it was given.", default=None, index=True)


class VerdictFile(VerdictFields):
    """A verdict as it is written below its claim."""

    do_not_say: list[Text] = field("Wordings that the evidence does not bear.", default=[])


class VerdictKeys(SQLModel):
    """Key of a verdict."""

    claim: str = field("The claim.", primary_key=True, foreign_key="claim.id")


class Verdict(VerdictFields, VerdictKeys, table=True):
    """Whether a claim is supported, and why."""

    do_not_say: list[str] = field(
        "Wordings that the evidence does not bear.", sa_type=sa.JSON, default=[]
    )


class Synthesis(SQLModel, table=True):
    """A pooled estimate for a claim, recomputed at every build."""

    id: str = field("Id of the synthesis.", primary_key=True)
    claim: str = field("The claim.", foreign_key="claim.id")
    measure: Measure = field("What the estimate is.", sa_type=words(Measure))
    model: str = field("Model, estimator and interval.")
    k_reports: int = field("Reports behind it.")
    k_studies: int = field("Studies behind it.")
    k_cohorts: int = field("Independent cohorts behind it: what is pooled.")
    estimate: float = field("The pooled estimate, on the scale of `measure`.")
    ci_low: float | None = field(
        "Lower end of the 95 % confidence interval, as `estimate`.", default=None
    )
    ci_high: float | None = field(
        "Upper end of the 95 % confidence interval, as `estimate`.", default=None
    )
    pi_low: float | None = field(
        "Lower end of the 95 % prediction interval, as `estimate`.", default=None
    )
    pi_high: float | None = field(
        "Upper end of the 95 % prediction interval, as `estimate`.", default=None
    )
    tau2: float | None = field(
        "Variance between studies, as `estimate` squared; of ratios, of their logarithms.",
        default=None,
    )
    i2: float | None = field("Share of variation that is not chance.", unit="%", default=None)
    q: float | None = field("Cochran's Q.", unit="1", default=None)
    outcome: str = field("What was measured.", foreign_key="term.id")
    instrument: str | None = field(
        "What it was measured with, where all used the same.", default=None, foreign_key="term.id"
    )
    unit: str | None = field("UCUM code of the estimate's unit.", default=None)
    n: int | None = field("People behind it, where every finding tells.", default=None)
    null_value: float = field("The value of no effect, as `estimate`.")


class SynthesisInput(SQLModel, table=True):
    """A finding behind a claim: its effect as it is pooled, or why it is not in the pool."""

    __tablename__ = "synthesis_input"
    claim: str = field("The claim.", primary_key=True, foreign_key="claim.id")
    finding: str = field("The finding.", primary_key=True, foreign_key="finding.id")
    synthesis: str | None = field("The pool.", default=None, foreign_key="synthesis.id")
    used: bool = field("Whether it is in the pool.")
    reason: str | None = field("Why it is not.", default=None)
    measure: Measure | None = field("What `yi` is.", default=None, sa_type=words(Measure))
    yi: float | None = field("The effect, as `measure`; of ratios the logarithm.", default=None)
    vi: float | None = field("Its sampling variance, as `yi` squared.", default=None)
    weight: float | None = field("Share in the pool.", unit="%", default=None)


class SynthesisWithout(SQLModel, table=True):
    """A pool without one of its findings, where two or more are left."""

    __tablename__ = "synthesis_without"
    synthesis: str = field("The pool.", primary_key=True, foreign_key="synthesis.id")
    finding: str = field("The finding left out.", primary_key=True, foreign_key="finding.id")
    estimate: float = field("The estimate without it, as that of `synthesis`.")
    ci_low: float = field("Lower end of the 95 % confidence interval, as `estimate`.")
    ci_high: float = field("Upper end of the 95 % confidence interval, as `estimate`.")
    i2: float | None = field("Share of variation that is not chance.", unit="%", default=None)


class GapKind(SQLModel, table=True):
    """A kind of gap: what one audit looks for."""

    __tablename__ = "gap_kind"
    kind: str = field("Its name.", primary_key=True)
    meaning: str = field("What it is, in a sentence.")
    explanation: str = field("The same at length: why it misleads, an example, what is no gap.")


class Gap(SQLModel, table=True):
    """A distance between what a statement says and what is known."""

    id: str = field("Id of the gap.", primary_key=True)
    statement: str | None = field("The statement.", default=None, foreign_key="statement.id")
    claim: str | None = field("The claim.", default=None, foreign_key="claim.id")
    kind: str = field("What kind of gap.", foreign_key="gap_kind.kind")
    severity: Severity = field("How much it misleads.", sa_type=words(Severity))
    audit: str = field("The audit that found it.")
    said: str = field("What is said.")
    evidence_says: str = field("What the evidence says.")
    explanation: str = field("The gap, explained.")
    records: list[str] = field(
        "Ids of what is behind it: studies, findings, guidance, claims, statements.",
        sa_type=sa.JSON,
        default=[],
    )
