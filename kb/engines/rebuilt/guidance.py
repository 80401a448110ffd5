"""Guidance from rows: what all kinds share, and what each kind has beyond it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kb.engines.rebuilt.dose import dose, doses
from kb.engines.rebuilt.tables import Row, Tables, own, written
from kb.schema.guidance import (
    GUIDANCE_FILES,
    DefinitionFields,
    EquipmentFields,
    GuidanceFields,
    GuidanceFile,
    HazardFields,
    PrecautionFields,
    ProgressionFields,
    QuestionFields,
    StepFields,
    UndoingFields,
)

Fields = dict[str, Any]


def guidance(tables: Tables) -> dict[str, GuidanceFile]:
    """Guidance by id, each of the kind that it is; a protocol gives what its parts give."""
    return {row["id"]: _guidance(tables, row) for row in tables.all("guidance")}


def _guidance(tables: Tables, row: Row) -> GuidanceFile:
    key, kind = row["id"], row["kind"]
    shared = {"id": key, "kind": kind, **written(GuidanceFields, row), **dict(_links(tables, key))}
    detail = tables.one(kind, "guidance", key) or {}
    return GUIDANCE_FILES[kind].model_validate({**shared, **_DETAILS[kind](tables, key, detail)})


def _links(tables: Tables, key: str) -> Iterator[tuple[str, Any]]:
    given = tables.of("guidance_statement", "guidance", key)
    yield "statements", [one["statement"] for one in given]
    yield "claims", [one["claim"] for one in tables.of("guidance_claim", "guidance", key)]
    relations = tables.of("guidance_relation", "guidance", key)
    yield (
        "relations",
        [
            {"guidance": one["other"], "kind": one["kind"], "note": one.get("note")}
            for one in relations
        ],
    )
    undone = tables.of("guidance_undoing", "guidance", key)
    yield "undoes", [written(UndoingFields, one) for one in undone]
    yield "dose", dose(tables, "guidance", key)


def _nothing(_tables: Tables, _key: str, _row: Row) -> Fields:
    return {}


def _protocol(tables: Tables, key: str, _row: Row) -> Fields:
    steps = tables.of("protocol_step", "guidance", key)
    rules = tables.of("progression_rule", "guidance", key)
    return {
        "steps": [_step(tables, one) for one in steps],
        "progression": [
            {**written(ProgressionFields, one), "statements": one["statements"]} for one in rules
        ],
    }


def _step(tables: Tables, row: Row) -> Fields:
    key = row["id"]
    given = tables.of("step_statement", "step", key)
    return {
        "id": own(key),
        **written(StepFields, row),
        "statements": [one["statement"] for one in given],
        "equipment": row["equipment"],
        "doses": doses(tables, "protocol_step", key),
    }


def _hazard(tables: Tables, key: str, row: Row) -> Fields:
    controls = tables.of("hazard_control", "hazard", key)
    return {**written(HazardFields, row), "controls": [one["control"] for one in controls]}


def _control(_tables: Tables, _key: str, row: Row) -> Fields:
    return {"control_kind": row["control_kind"]}


def _precaution(_tables: Tables, _key: str, row: Row) -> Fields:
    return written(PrecautionFields, row)


def _equipment(_tables: Tables, _key: str, row: Row) -> Fields:
    return written(EquipmentFields, row)


def _question(_tables: Tables, _key: str, row: Row) -> Fields:
    return written(QuestionFields, row)


def _definition(_tables: Tables, _key: str, row: Row) -> Fields:
    return {**written(DefinitionFields, row), "synonyms": row["synonyms"]}


_DETAILS: Mapping[str, Callable[[Tables, str, Row], Fields]] = {
    "recommendation": _nothing,
    "protocol": _protocol,
    "hazard": _hazard,
    "control": _control,
    "precaution": _precaution,
    "equipment": _equipment,
    "question": _question,
    "definition": _definition,
}
