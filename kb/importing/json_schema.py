"""JSON Schema of mappings: editors complete and check with it."""

from __future__ import annotations

import inspect
from typing import Any

from pydantic import TypeAdapter

from kb.importing.date import ORDERS
from kb.importing.making import SHARED
from kb.importing.target import TAKEN, TARGETS, Field, Target
from kb.schema.mapping import MappingFile
from kb.schema.tables import MODELS

Schema = dict[str, Any]
DECIMALS = ("point", "comma")
"""Signs that decimals may have."""

_PLAIN = ["string", "number", "boolean"]
_COLUMN: Schema = {"type": "string", "pattern": r"\{[^{}]*\}"}


def json_schema() -> Schema:
    """What a mapping may hold: each thing to make with its fields, and what may fill them."""
    schema = TypeAdapter(MappingFile).json_schema()
    made = {name: {"$ref": f"#/$defs/{name}"} for name in TARGETS}
    schema["$defs"]["MappedFile"]["properties"]["make"] |= {"minItems": 1, "items": _item(made)}
    targets = {name: _target(target) for name, target in TARGETS.items()}
    schema["$defs"] |= {**targets, "told": _TOLD, "taken": {"anyOf": _TAKEN}}
    return schema


def _item(made: Schema) -> Schema:
    one = {"additionalProperties": False, "minProperties": 1, "maxProperties": 1}
    told = "One thing that each row becomes."
    return {"type": "object", "description": told, "properties": made, **one}


def _target(target: Target) -> Schema:
    shared: Schema = {"type": "boolean", "description": "Whether many rows may name the same one."}
    return {
        "type": "object",
        "description": (inspect.getdoc(MODELS[target.table]) or "").partition("\n")[0],
        "properties": {
            **{name: _field(field) for name, field in target.fields.items()},
            SHARED: shared,
        },
        "required": [field.name for field in target.fields.values() if field.required],
        "additionalProperties": False,
    }


def _field(field: Field) -> Schema:
    """Text with columns in it, one with more to say, or what a stored record says."""
    plain = [{"enum": list(field.words)}, _COLUMN] if field.words else [{"type": _PLAIN}]
    return {"description": field.about, "anyOf": [*plain, *_MORE]}


def _object(properties: Schema, required: list[str]) -> Schema:
    closed = {"additionalProperties": False, "required": required}
    return {"type": "object", "properties": properties, **closed}


_TOLD = _object(
    {
        "value": {"type": ["string", "number"], "description": "Text with {column} in it."},
        "words": {"type": "string", "description": "The vocabulary that translates it."},
        "date": {"enum": list(ORDERS), "description": "It is a date, its numbers in this order."},
        "decimal": {"enum": list(DECIMALS), "description": "The sign before its decimals."},
        "split": {"type": "string", "description": "What parts a list of names."},
        "before": {"type": "string", "description": "Only what stands before this is taken."},
    },
    ["value"],
)
_TAKEN = [
    _object(
        {
            "take": {"enum": list(fields), "description": "The field that is taken."},
            "of": {"const": name, "description": "What it is taken of."},
            "by": {"type": "string", "description": "The id of the record, with {column} in it."},
        },
        ["take", "of", "by"],
    )
    for name, fields in TAKEN.items()
]
_MORE: list[Schema] = [{"$ref": "#/$defs/told"}, {"$ref": "#/$defs/taken"}]
