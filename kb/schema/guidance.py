"""Guidance: what documents advise, warn, require, ask and define."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

import sqlalchemy as sa
from sqlmodel import SQLModel

from kb.schema.base import Flag, Label, Number, Slug, StatementId, Text, Written, field, words
from kb.schema.quantity import DoseFile
from kb.schema.vocabulary import (
    Answering,
    ControlKind,
    GuidanceKind,
    PrecautionLevel,
    RelationKind,
    Requirement,
    Strength,
)


class GuidanceFields(Written):
    """What one or more documents advise, warn, require, ask or define."""

    text: Text = field("The guidance as one sentence, in own words.")
    population: Slug | None = field("For whom.", default=None, foreign_key="term.id")
    intervention: Slug | None = field("In doing what.", default=None, foreign_key="term.id")
    strength: Strength | None = field(
        "How binding the documents word it.", default=None, sa_type=words(Strength)
    )
    condition: Text | None = field("When it holds.", default=None)
    rationale: Text | None = field("The reason the documents give.", default=None)
    note: Text | None = field("A curator's remark.", default=None)


class GuidanceRelationFile(Written):
    """A relation to another piece of guidance."""

    guidance: Slug = field("The other piece of guidance.")
    kind: RelationKind = field("How this one stands to the other.")
    note: Text | None = field("In what they agree or differ.", default=None)


class UndoingFields(Written):
    """A claim whose effect shrinks or goes for whoever follows the guidance."""

    claim: Slug = field("The claim.", foreign_key="claim.id")
    reason: Text = field("How following the guidance undoes it.")
    study: Slug | None = field("A study that shows it.", default=None, foreign_key="study.id")


class UndoingFile(UndoingFields):
    """An undoing as it is written below its guidance."""


class GuidanceFile(GuidanceFields):
    """What every kind of guidance is written with."""

    leading: ClassVar[tuple[str, ...]] = ("id", "text", "kind")

    id: Slug = field("Id, equal to the file's name.")
    statements: list[StatementId] = field("The statements that give it.", default=[])
    claims: list[Slug] = field("Claims that it leans on.", default=[])
    relations: list[GuidanceRelationFile] = field("How it stands to other guidance.", default=[])
    undoes: list[UndoingFile] = field("Claims whose effect following it undoes.", default=[])
    dose: DoseFile | None = field("The dose advised.", default=None)


class RecommendationFile(GuidanceFile):
    """Advice to do something, or not to."""

    kind: Literal["recommendation"] = field("`recommendation`.")


class StepFields(Written):
    """One step of a protocol."""

    phase: Label = field("Its part in the session, as “preparation”.")
    action: Text = field("What to do, in own words.")


class StepFile(StepFields):
    """A step as it is written below its protocol."""

    id: Slug = field("Id, unique in the protocol.")
    statements: list[StatementId] = field("The statements that give it.", default=[])
    equipment: list[Slug] = field("What is used.", default=[])
    doses: list[DoseFile] = field("Doses of the step, in order.", default=[])


class ProgressionFields(Written):
    """How one variable of a protocol grows."""

    variable: Label = field("What grows, as “speed”.")
    start: Number | None = field("Where it begins, in `unit`.", default=None)
    target: Number | None = field("Where it goes, in `unit`.", default=None)
    increment_low: Number | None = field("Smallest step, in `unit`.", default=None)
    increment_high: Number | None = field("Largest step, in `unit`.", default=None)
    unit: Label | None = field("UCUM code of the unit.", default=None)
    trigger: Text | None = field("When to go on.", default=None)
    rule: Text | None = field("What binds it, as changing one variable at a time.", default=None)


class ProgressionFile(ProgressionFields):
    """A progression rule as it is written below its protocol."""

    statements: list[StatementId] = field("The statements that give it.", default=[])


class ProtocolFile(GuidanceFile):
    """A procedure of several steps."""

    kind: Literal["protocol"] = field("`protocol`.")
    steps: list[StepFile] = field("Its steps in order.")
    progression: list[ProgressionFile] = field("How it grows.", default=[])


class HazardFields(Written):
    """Something that can go wrong."""

    harm: Text | None = field("What may come of it.", default=None)
    at_risk: Text | None = field("Who is said to be at risk.", default=None)


class HazardFile(HazardFields, GuidanceFile):
    """Something that can go wrong, with the controls against it."""

    kind: Literal["hazard"] = field("`hazard`.")
    controls: list[Slug] = field("Guidance of kind control that is meant against it.", default=[])


class ControlFile(GuidanceFile):
    """A measure against hazards."""

    kind: Literal["control"] = field("`control`.")
    control_kind: ControlKind = field("How it works.")


class PrecautionFields(Written):
    """Who should be careful, or not do it at all."""

    level: PrecautionLevel = field("How far it goes.", sa_type=words(PrecautionLevel))
    clearing_party: Label | None = field("Who may clear it.", default=None)


class PrecautionFile(PrecautionFields, GuidanceFile):
    """A precaution as it is written."""

    kind: Literal["precaution"] = field("`precaution`.")


class EquipmentFields(Written):
    """A thing that is used, or to be avoided."""

    equipment: Slug = field("The thing.", foreign_key="term.id")
    requirement: Requirement = field("How much it is called for.", sa_type=words(Requirement))
    commercial: Flag = field("1 when the document offers it for sale.", default=False)


class EquipmentFile(EquipmentFields, GuidanceFile):
    """Equipment as it is written."""

    kind: Literal["equipment"] = field("`equipment`.")


class QuestionFields(Written):
    """A question that a document puts and answers."""

    answer: Text = field("The answer in own words.")
    answering: Answering = field("How far it answers.", sa_type=words(Answering))


class QuestionFile(QuestionFields, GuidanceFile):
    """A question as it is written."""

    kind: Literal["question"] = field("`question`.")


class DefinitionFields(Written):
    """What a document says a word means."""

    word: Label = field("The word defined.")


class DefinitionFile(DefinitionFields, GuidanceFile):
    """A definition as it is written."""

    kind: Literal["definition"] = field("`definition`.")
    synonyms: list[Label] = field("Other words given for it.", default=[])


GUIDANCE_FILES: Mapping[str, type[GuidanceFile]] = {
    "recommendation": RecommendationFile,
    "protocol": ProtocolFile,
    "hazard": HazardFile,
    "control": ControlFile,
    "precaution": PrecautionFile,
    "equipment": EquipmentFile,
    "question": QuestionFile,
    "definition": DefinitionFile,
}
"""The model of each kind's file."""


class GuidanceKeys(SQLModel):
    """Key and kind of a piece of guidance."""

    id: str = field("Id of the guidance.", primary_key=True)
    kind: GuidanceKind = field("Its kind.", sa_type=words(GuidanceKind), index=True)


class Guidance(GuidanceFields, GuidanceKeys, table=True):
    """What one or more documents advise, warn, require, ask or define."""


class GuidanceStatement(SQLModel, table=True):
    """Which statement gives which guidance."""

    __tablename__ = "guidance_statement"
    guidance: str = field("The guidance.", primary_key=True, foreign_key="guidance.id")
    statement: str = field("The statement.", primary_key=True, foreign_key="statement.id")


class GuidanceClaim(SQLModel, table=True):
    """Which claim a piece of guidance leans on."""

    __tablename__ = "guidance_claim"
    guidance: str = field("The guidance.", primary_key=True, foreign_key="guidance.id")
    claim: str = field("The claim.", primary_key=True, foreign_key="claim.id")


class GuidanceRelation(SQLModel, table=True):
    """How one piece of guidance stands to another, read from left to right."""

    __tablename__ = "guidance_relation"
    guidance: str = field("The guidance.", primary_key=True, foreign_key="guidance.id")
    kind: RelationKind = field("How it stands.", primary_key=True, sa_type=words(RelationKind))
    other: str = field("The other guidance.", primary_key=True, foreign_key="guidance.id")
    note: str | None = field("In what they agree or differ.", default=None)


class UndoingKeys(SQLModel):
    """Key of an undoing."""

    id: str = field("Id of the undoing.", primary_key=True)
    guidance: str = field("The guidance.", foreign_key="guidance.id")


class GuidanceUndoing(UndoingFields, UndoingKeys, table=True):
    """A claim whose effect shrinks or goes for whoever follows a piece of guidance."""

    __tablename__ = "guidance_undoing"


class DetailKeys(SQLModel):
    """Key of what one kind of guidance has beyond the common fields."""

    guidance: str = field("The guidance.", primary_key=True, foreign_key="guidance.id")


class Hazard(HazardFields, DetailKeys, table=True):
    """Something that can go wrong."""


class Control(DetailKeys, table=True):
    """A measure against hazards."""

    control_kind: ControlKind = field("How it works.", sa_type=words(ControlKind))


class HazardControl(SQLModel, table=True):
    """Which control is meant against which hazard."""

    __tablename__ = "hazard_control"
    hazard: str = field("The hazard.", primary_key=True, foreign_key="guidance.id")
    control: str = field("The control.", primary_key=True, foreign_key="guidance.id")


class Precaution(PrecautionFields, DetailKeys, table=True):
    """Who should be careful, or not do it at all."""


class Equipment(EquipmentFields, DetailKeys, table=True):
    """A thing that is used, or to be avoided."""


class Question(QuestionFields, DetailKeys, table=True):
    """A question that a document puts and answers."""


class Definition(DefinitionFields, DetailKeys, table=True):
    """What a document says a word means."""

    synonyms: list[str] = field("Other words given for it.", sa_type=sa.JSON, default=[])


class StepKeys(SQLModel):
    """Key and place of a step."""

    id: str = field("Id: its protocol's and its own.", primary_key=True)
    guidance: str = field("The protocol.", foreign_key="guidance.id")
    position: int = field("Place in the protocol, from 1.")


class ProtocolStep(StepFields, StepKeys, table=True):
    """One step of a protocol."""

    __tablename__ = "protocol_step"
    equipment: list[str] = field("What is used.", sa_type=sa.JSON, default=[])


class StepStatement(SQLModel, table=True):
    """Which statement gives which step."""

    __tablename__ = "step_statement"
    step: str = field("The step.", primary_key=True, foreign_key="protocol_step.id")
    statement: str = field("The statement.", primary_key=True, foreign_key="statement.id")


class ProgressionKeys(SQLModel):
    """Key of a progression rule."""

    id: str = field("Id of the rule.", primary_key=True)
    guidance: str = field("The protocol.", foreign_key="guidance.id")


class ProgressionRule(ProgressionFields, ProgressionKeys, table=True):
    """How one variable of a protocol grows."""

    __tablename__ = "progression_rule"
    statements: list[str] = field("The statements that give it.", sa_type=sa.JSON, default=[])
