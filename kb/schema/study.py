"""Studies: design, sample, arms with doses, findings, appraisal; reports and cohorts."""

from __future__ import annotations

from typing import ClassVar

import sqlalchemy as sa
from sqlmodel import SQLModel

from kb.schema.base import (
    Citation,
    Count,
    Key,
    Label,
    Number,
    Share,
    Slug,
    Text,
    Written,
    field,
    words,
)
from kb.schema.quantity import DoseFile
from kb.schema.study_vocabulary import (
    Derivation,
    Design,
    Masking,
    Measure,
    ReadingLevel,
    ReportRole,
)
from kb.schema.vocabulary import ClaimDirection, Missing, Operator


class StudyFields(Written):
    """A study or review: what was done with whom."""

    title: Label = field("A short name for reading.")
    design: Design = field("Study design.", sa_type=words(Design))
    reading_level: ReadingLevel = field(
        "How far it was read for this knowledge base.", sa_type=words(ReadingLevel)
    )
    population: Slug | None = field("Who took part.", default=None, foreign_key="term.id")
    sample: Text | None = field("The participants, in own words.", default=None)
    country: Label | None = field("Where it was done.", default=None)
    setting: Label | None = field("In what setting.", default=None)
    n_randomised: Count | None = field("People allocated to arms.", default=None)
    n_analysed: Count | None = field("People in the analysis.", default=None)
    n_studies: Count | None = field("For reviews: studies included.", default=None)
    age_mean: Number | None = field("Mean age.", unit="a", default=None)
    age_sd: Number | None = field("Standard deviation of age.", unit="a", default=None)
    female_share: Share | None = field("Share of women.", unit="1", default=None)
    masking: Masking | None = field(
        "Who did not know the allocation.", default=None, sa_type=words(Masking)
    )
    allocation: Label | None = field("How people were allocated.", default=None)
    registration: Label | None = field("Registry number.", default=None)
    funding: Text | None = field("Who paid.", default=None)
    registered_n: Count | None = field("People planned, as the registry says.", default=None)
    registered_masking: Masking | None = field(
        "Who was not to know the allocation, as the registry says.",
        default=None,
        sa_type=words(Masking),
    )
    registered_note: Text | None = field("What else the registry says.", default=None)
    note: Text | None = field("A curator's remark.", default=None)


class ReportFile(Written):
    """A source that reports a study, as it is written below it."""

    source: Key = field("BibTeX key.")
    role: ReportRole = field("What it is to the study.")


class ArmFields(Written):
    """A group or condition of a study."""

    label: Label = field("Its name.")
    intervention: Slug | None = field("What was done.", default=None, foreign_key="term.id")
    n: Count | None = field("People in it.", default=None)
    cointerventions: Text | None = field("What else they received.", default=None)


class ArmFile(ArmFields):
    """An arm as it is written below its study."""

    id: Slug = field("Id, unique in the study.")
    dose: DoseFile | None = field("The dose.", default=None)


class FindingFields(Written):
    """A result of a study, with its place in a source."""

    outcome: Slug = field("What was measured.", foreign_key="term.id")
    measure: Slug | None = field("The instrument.", default=None, foreign_key="term.id")
    timepoint: Label | None = field("When.", default=None)
    conditions: Label | None = field("Under what, as “5 km/h, level”.", default=None)
    direction: ClaimDirection | None = field(
        "What was observed of the outcome: in the arm against the one compared with, or over time.",
        default=None,
        sa_type=words(ClaimDirection),
    )
    estimate_type: Measure = field("What the estimate is.", sa_type=words(Measure))
    value: Number | None = field("The estimate, in `unit`.", default=None)
    unit: Label | None = field("UCUM code of the estimate's unit.", default=None)
    ci_low: Number | None = field("Lower end of the confidence interval, in `unit`.", default=None)
    ci_high: Number | None = field("Upper end of the confidence interval, in `unit`.", default=None)
    ci_level: Share | None = field("Level of the confidence interval.", unit="1", default=None)
    se: Number | None = field("Standard error of the estimate, in `unit`.", default=None)
    sd: Number | None = field("Standard deviation that goes with it, in `unit`.", default=None)
    p: Share | None = field("p value.", unit="1", default=None)
    p_operator: Operator | None = field(
        "How p stands to the value given.", default=None, sa_type=words(Operator)
    )
    n: Count | None = field("People behind it.", default=None)
    arm_value: Number | None = field("Value in the first arm, in `unit`.", default=None)
    arm_sd: Number | None = field("Standard deviation in the first arm, in `unit`.", default=None)
    comparator_value: Number | None = field(
        "Value in the arm compared with, in `unit`.", default=None
    )
    comparator_sd: Number | None = field("Standard deviation there, in `unit`.", default=None)
    derivation: Derivation = field(
        "Whether it stands in the source or was computed.", sa_type=words(Derivation)
    )
    result: Text | None = field("The result in own words.", default=None)


class RecipeFile(Written):
    """How a value was computed from what a source reports; recomputed at every build."""

    method: Slug = field("The method, as `difference`, `ratio`, `smd-from-p`.")
    inputs: dict[str, Number] = field("The numbers that go in, by the method's names.")
    assumptions: Text | None = field("What was assumed beyond them.", default=None)


class FindingFile(FindingFields):
    """A finding as it is written below its study."""

    leading: ClassVar[tuple[str, ...]] = (
        *("id", "outcome", "measure", "timepoint", "conditions"),
        *("place", "arm", "comparator_arm"),
    )
    recipe: RecipeFile | None = field("For a derived value: how it was computed.", default=None)

    id: Slug = field("Id, unique in the study.")
    place: Citation = field("BibTeX key with locator: `smith2001[abstract]`.")
    arm: Slug | None = field("The arm, by its id.", default=None)
    comparator_arm: Slug | None = field("The arm compared with, by its id.", default=None)


class AppraisalFields(Written):
    """One judgement on a study's conduct, as result only."""

    instrument: Label = field("As PEDro, RoB 2, ROBINS-I.")
    domain: Label = field("The domain or item; `total` for a sum.")
    judgement: Label = field("The judgement or number.")
    reason: Text | None = field("What it rests on.", default=None)


class AppraisalFile(AppraisalFields):
    """A judgement as it is written below its study."""

    place: Citation | None = field("BibTeX key with locator.", default=None)


class MissingFile(Written):
    """A value that is not there, and why."""

    name: Label = field("Name of the field.")
    reason: Missing = field("Why it is missing.")


class StudyFile(StudyFields):
    """A study as it is written."""

    id: Slug = field("Id, equal to the file's name.")
    cohort: Slug | None = field(
        "Name of the sample, shared by studies of the same people.", default=None
    )
    reports: list[ReportFile] = field("Sources that report it.")
    arms: list[ArmFile] = field("Groups or conditions.", default=[])
    findings: list[FindingFile] = field("Results.", default=[])
    appraisals: list[AppraisalFile] = field("Judgements on its conduct.", default=[])
    includes: list[Slug] = field("For reviews: studies included.", default=[])
    missing: list[MissingFile] = field("Values that are not there, and why.", default=[])


class StudyKeys(SQLModel):
    """Key of a study."""

    id: str = field("Id of the study.", primary_key=True)
    cohort: str = field("The sample.", foreign_key="cohort.id")


class Study(StudyFields, StudyKeys, table=True):
    """A study or review: what was done with whom."""

    import_id: str | None = field(
        "The import that it is from; empty for what is curated.",
        default=None,
        foreign_key="imports.id",
    )


class Cohort(SQLModel, table=True):
    """A sample of people; studies of the same cohort are never counted twice."""

    id: str = field("Id of the cohort.", primary_key=True)


class StudyReport(SQLModel, table=True):
    """Which source reports which study."""

    __tablename__ = "study_report"
    study: str = field("The study.", primary_key=True, foreign_key="study.id")
    source: str = field("The source.", primary_key=True, foreign_key="source.key")
    role: ReportRole = field("What it is to the study.", sa_type=words(ReportRole))


class StudyInclusion(SQLModel, table=True):
    """Which review includes which study."""

    __tablename__ = "study_inclusion"
    review: str = field("The review.", primary_key=True, foreign_key="study.id")
    study: str = field("The study included.", primary_key=True, foreign_key="study.id")


class ArmKeys(SQLModel):
    """Key of an arm."""

    id: str = field("Id: its study's and its own.", primary_key=True)
    study: str = field("The study.", foreign_key="study.id")


class Arm(ArmFields, ArmKeys, table=True):
    """A group or condition of a study."""


class FindingKeys(SQLModel):
    """Key and place of a finding."""

    id: str = field("Id: its study's and its own.", primary_key=True)
    study: str = field("The study.", foreign_key="study.id")
    source: str = field("Where it was read.", foreign_key="source.key")
    locator: str | None = field("Where in the source.", default=None)
    arm: str | None = field("The arm.", default=None, foreign_key="arm.id")
    comparator_arm: str | None = field("The arm compared with.", default=None, foreign_key="arm.id")


class Finding(FindingFields, FindingKeys, table=True):
    """A result of a study, with its place in a source."""

    recipe: str | None = field("For a derived value: the method that computed it.", default=None)
    recipe_inputs: dict[str, float] = field(
        "The numbers that went into it.", sa_type=sa.JSON, default={}
    )
    recipe_assumptions: str | None = field("What was assumed beyond them.", default=None)


class AppraisalKeys(SQLModel):
    """Key and place of a judgement."""

    id: str = field("Id of the judgement.", primary_key=True)
    study: str = field("The study.", foreign_key="study.id")
    source: str | None = field("Where it was read.", default=None, foreign_key="source.key")
    locator: str | None = field("Where in the source.", default=None)


class Appraisal(AppraisalFields, AppraisalKeys, table=True):
    """One judgement on a study's conduct, as result only."""


class MissingValue(SQLModel, table=True):
    """A value that is not there, and why."""

    __tablename__ = "missing_value"
    study: str = field("The study.", primary_key=True, foreign_key="study.id")
    name: str = field("Name of the field.", primary_key=True)
    reason: Missing = field("Why it is missing.", sa_type=words(Missing))
