"""The schema, described for others: JSON Schema, data dictionary, Datasette metadata."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Annotated, Any

import sqlalchemy as sa
from pydantic import Discriminator, TypeAdapter
from sqlmodel import SQLModel

from kb.schema import study_vocabulary, vocabulary
from kb.schema.files import FILE_KINDS, FileKind
from kb.schema.tables import MODELS, table
from kb.schema.unit import UNITS, QuantityKind
from kb.schema.view import View, views

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schemas() -> dict[str, dict[str, Any]]:
    """JSON Schema of each kind of file, by the kind's name: editors complete and check with it."""
    return {name: _json_schema(name, kind) for name, kind in FILE_KINDS.items()}


def _json_schema(name: str, kind: FileKind) -> dict[str, Any]:
    model: Any = kind.model
    if kind.variants:
        model = Annotated[reduce(or_, kind.variants.values()), Discriminator("kind")]
    where = "data/" + kind.folder + ("" if kind.folder.endswith(".yaml") else "/<id>.yaml")
    return titled(name, where, TypeAdapter(model).json_schema())


def titled(name: str, where: str, schema: dict[str, Any]) -> dict[str, Any]:
    """A schema with its dialect, and with what it is of."""
    return {"$schema": DIALECT, "$id": f"kb:{name}", **schema, "title": f"{name}: {where}"}


def table_metadata() -> dict[str, dict[str, Any]]:
    """Per table and view: its description and its columns', as Datasette's metadata words it."""
    tables = {
        name: {"description": _summary(model), "columns": dict(_columns(model))}
        for name, model in MODELS.items()
    }
    readable = {
        view.name: {"description": view.description, "columns": dict(view.columns)}
        for view in views()
    }
    return {**readable, **tables}


def metadata(database: str = "kb") -> dict[str, Any]:
    """Datasette's metadata for a built file that is served under a name."""
    return {"databases": {database: {"tables": table_metadata()}}}


def _summary(model: type[object]) -> str:
    return (inspect.getdoc(model) or "").split("\n\n", maxsplit=1)[0].replace("\n", " ")


def _columns(model: type[SQLModel]) -> Iterator[tuple[str, str]]:
    """Column and description; the unit of a number that has one is part of it."""
    for name, field in model.model_fields.items():
        unit = _unit(field.json_schema_extra)
        description = field.description or ""
        yield name, f"{description.rstrip('.')}, in {unit}." if unit else description


def _unit(extra: object) -> str | None:
    return str(extra["unit"]) if isinstance(extra, dict) and "unit" in extra else None


def data_dictionary() -> str:
    """The data dictionary as Markdown: views, tables, vocabularies, units."""
    return "\n".join(_dictionary()) + "\n"


def _dictionary() -> Iterator[str]:
    yield "# Data dictionary"
    yield ""
    yield "Generated from the schema by `kb schema --write`; not edited by hand."
    yield ""
    yield "## Views"
    yield ""
    yield "Stable: columns are added at the end, and taken away only with a new schema version."
    for view in views():
        yield from _view_section(view)
    yield ""
    yield "## Tables"
    for name, model in MODELS.items():
        yield from _table_section(name, model)
    yield ""
    yield "## Vocabularies"
    for words in _vocabularies():
        yield from ("", f"### {_heading(words.__name__)}", "", _summary(words), "")
        yield ", ".join(f"`{word.value}`" for word in words)
    yield from _unit_section()


def _view_section(view: View) -> Iterator[str]:
    yield from ("", f"### {view.name}", "", view.description, "")
    yield from ("| column | meaning |", "|---|---|")
    yield from (f"| `{name}` | {_cell(meaning)} |" for name, meaning in view.columns.items())


def _table_section(name: str, model: type[SQLModel]) -> Iterator[str]:
    yield from ("", f"### {name}", "", _summary(model), "")
    yield from ("| column | type | key | meaning |", "|---|---|---|---|")
    for column in table(model).columns:
        field = model.model_fields[column.name]
        optional = "" if column.primary_key or not column.nullable else "?"
        unit = _unit(field.json_schema_extra)
        meaning = _cell(f"{field.description} Unit: `{unit}`." if unit else field.description or "")
        yield f"| `{column.name}` | {_type(column)}{optional} | {_key(column)} | {meaning} |"


def _type(column: sa.Column[Any]) -> str:
    names = {sa.Float: "number", sa.Integer: "integer", sa.Boolean: "0 or 1", sa.JSON: "JSON"}
    if isinstance(column.type, sa.Enum) and column.type.enum_class:
        name = column.type.enum_class.__name__
        return f"[{name}](#{_heading(name).lower().replace(' ', '-')})"
    return next((name for kind, name in names.items() if isinstance(column.type, kind)), "text")


def _key(column: sa.Column[Any]) -> str:
    keys = ["key"] if column.primary_key else []
    keys += [f"→ {key.target_fullname}" for key in column.foreign_keys]
    return ", ".join(keys)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _heading(vocabulary_name: str) -> str:
    """A heading that no table has: `Certainty` is a vocabulary, `certainty` a table."""
    return f"{vocabulary_name} words"


def _vocabularies() -> list[type[StrEnum]]:
    named = (*vars(vocabulary).values(), *vars(study_vocabulary).values())
    found = (value for value in named if isinstance(value, type))
    words = [value for value in found if issubclass(value, StrEnum) and value is not StrEnum]
    return [*words, QuantityKind]


def _unit_section() -> Iterator[str]:
    yield from ("", "## Units", "", "UCUM codes; the canonical one of each kind comes first.", "")
    yield from ("| kind of quantity | units |", "|---|---|")
    for kind, units in UNITS.items():
        yield f"| `{kind.value}` | {', '.join(f'`{unit}`' for unit in units.factors)} |"
