"""Rows of guidance: what all kinds share, and what each kind has beyond it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlmodel import SQLModel

from kb.analysis import dose
from kb.corpus import Corpus
from kb.database.rows.fields import columns
from kb.schema.guidance import (
    Control,
    ControlFile,
    Definition,
    DefinitionFields,
    DefinitionFile,
    Equipment,
    EquipmentFields,
    EquipmentFile,
    Guidance,
    GuidanceClaim,
    GuidanceFields,
    GuidanceFile,
    GuidanceRelation,
    GuidanceStatement,
    GuidanceUndoing,
    Hazard,
    HazardControl,
    HazardFields,
    HazardFile,
    Precaution,
    PrecautionFields,
    PrecautionFile,
    ProgressionFields,
    ProgressionRule,
    ProtocolFile,
    ProtocolStep,
    Question,
    QuestionFields,
    QuestionFile,
    StepFields,
    StepFile,
    StepStatement,
    UndoingFields,
)
from kb.schema.quantity import Dose, DoseFields, DoseFile

Rows = Iterator[tuple[type[SQLModel], dict[str, Any]]]


def rows(corpus: Corpus) -> Rows:
    """Guidance with all that is written below it."""
    for record in corpus.guidance.values():
        guidance = record.value
        kind = getattr(guidance, "kind")  # noqa: B009 - each kind's file declares its own
        yield Guidance, {"id": guidance.id, "kind": kind, **columns(GuidanceFields, guidance)}
        yield from _links(guidance)
        if guidance.dose:
            yield Dose, dose_row("guidance", guidance.id, guidance.population, guidance.dose)
        yield from _DETAILS.get(type(guidance), _no_details)(guidance)


def dose_row(
    owner_type: str, owner: str, population: str | None, value: DoseFile, number: int = 1
) -> dict[str, Any]:
    """A written dose as a row."""
    return {
        "id": f"{owner}.dose{number}",
        "owner_type": owner_type,
        "owner_id": owner,
        "population": population,
        **columns(DoseFields, value),
        **dose.written(value),
    }


def _links(guidance: GuidanceFile) -> Rows:
    for statement in dict.fromkeys(_statements(guidance)):
        yield GuidanceStatement, {"guidance": guidance.id, "statement": statement}
    for claim in dict.fromkeys(guidance.claims):
        yield GuidanceClaim, {"guidance": guidance.id, "claim": claim}
    for number, undoing in enumerate(guidance.undoes, 1):
        key = {"id": f"{guidance.id}.u{number}", "guidance": guidance.id}
        yield GuidanceUndoing, {**key, **columns(UndoingFields, undoing)}
    for relation in guidance.relations:
        yield (
            GuidanceRelation,
            {
                "guidance": guidance.id,
                "kind": relation.kind,
                "other": relation.guidance,
                "note": relation.note,
            },
        )


def _statements(guidance: GuidanceFile) -> Iterator[str]:
    """The statements that give it, and those that give a part of it."""
    yield from guidance.statements
    if isinstance(guidance, ProtocolFile):
        for step in guidance.steps:
            yield from step.statements
        for rule in guidance.progression:
            yield from rule.statements


def _no_details(_guidance: GuidanceFile) -> Rows:
    return iter(())


def _hazard(guidance: HazardFile) -> Rows:
    yield Hazard, {"guidance": guidance.id, **columns(HazardFields, guidance)}
    for control in dict.fromkeys(guidance.controls):
        yield HazardControl, {"hazard": guidance.id, "control": control}


def _control(guidance: ControlFile) -> Rows:
    yield Control, {"guidance": guidance.id, "control_kind": guidance.control_kind}


def _precaution(guidance: PrecautionFile) -> Rows:
    yield Precaution, {"guidance": guidance.id, **columns(PrecautionFields, guidance)}


def _equipment(guidance: EquipmentFile) -> Rows:
    yield Equipment, {"guidance": guidance.id, **columns(EquipmentFields, guidance)}


def _question(guidance: QuestionFile) -> Rows:
    yield Question, {"guidance": guidance.id, **columns(QuestionFields, guidance)}


def _definition(guidance: DefinitionFile) -> Rows:
    row = {"guidance": guidance.id, **columns(DefinitionFields, guidance)}
    yield Definition, {**row, "synonyms": guidance.synonyms}


def _protocol(guidance: ProtocolFile) -> Rows:
    for position, step in enumerate(guidance.steps, 1):
        yield from _step(guidance, position, step)
    for number, rule in enumerate(guidance.progression, 1):
        yield (
            ProgressionRule,
            {
                "id": f"{guidance.id}.p{number}",
                "guidance": guidance.id,
                **columns(ProgressionFields, rule),
                "statements": rule.statements,
            },
        )


def _step(guidance: ProtocolFile, position: int, step: StepFile) -> Rows:
    step_id = f"{guidance.id}.{step.id}"
    key = {"id": step_id, "guidance": guidance.id, "position": position}
    yield ProtocolStep, {**key, **columns(StepFields, step), "equipment": step.equipment}
    for statement in dict.fromkeys(step.statements):
        yield StepStatement, {"step": step_id, "statement": statement}
    for number, value in enumerate(step.doses, 1):
        yield Dose, dose_row("protocol_step", step_id, guidance.population, value, number)


_DETAILS: Mapping[type[GuidanceFile], Callable[[Any], Rows]] = {
    HazardFile: _hazard,
    ControlFile: _control,
    PrecautionFile: _precaution,
    EquipmentFile: _equipment,
    QuestionFile: _question,
    DefinitionFile: _definition,
    ProtocolFile: _protocol,
}
