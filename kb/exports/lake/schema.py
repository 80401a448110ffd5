"""The columns of a table as Arrow has them: from the schema, never guessed from values."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import sqlalchemy as sa

from kb.schema.tables import MODELS, table

_TYPES = ((sa.Boolean, pa.int8()), (sa.Integer, pa.int64()), (sa.Float, pa.float64()))


def arrow(name: str) -> pa.Schema:
    """The columns of a base table with types, descriptions and units.

    Flags are 0 or 1 and lists are JSON, as in the built file: so the same SQL means the same.
    """
    model = MODELS[name]
    fields = [
        pa.field(
            column.name,
            _type(column),
            nullable=bool(column.nullable),
            metadata=_told(model.model_fields[column.name]),
        )
        for column in table(model).columns
    ]
    return pa.schema(fields, metadata={"table": name, "description": description(name)})


def description(name: str) -> str:
    """What a row of a table is."""
    return (MODELS[name].__doc__ or "").split("\n", maxsplit=1)[0]


def _type(column: sa.Column[Any]) -> pa.DataType:
    return next((made for kind, made in _TYPES if isinstance(column.type, kind)), pa.string())


def _told(field: Any) -> dict[str, str]:  # noqa: ANN401 - pydantic's, whose extra may be a call
    extra = field.json_schema_extra or {}
    return {"description": field.description, **{name: str(extra[name]) for name in extra}}
