"""All tables, and how their types are spelled in STRICT tables of SQLite."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString

from kb.schema import claim, document, evidence, guidance, knowledge_base, quantity, source, study
from kb.schema import term as term_module

MODULES = (
    knowledge_base,
    source,
    term_module,
    document,
    quantity,
    claim,
    evidence,
    study,
    guidance,
)
"""Every module that declares tables, in the order in which the data dictionary tells of them."""

_SPELLING = {AutoString: "TEXT", sa.Enum: "TEXT", sa.JSON: "TEXT", sa.Float: "REAL", sa.Boolean: "INTEGER"}


def _spell(kind: type[Any], name: str) -> None:
    @compiles(kind, "sqlite")
    def spelled(_type: object, _compiler: object, **_options: object) -> str:
        return name


for _kind, _name in _SPELLING.items():
    _spell(_kind, _name)


def _models() -> dict[str, type[SQLModel]]:
    """Table name to the class that declares it, in the order of the modules."""
    found = {}
    for module in MODULES:
        for model in vars(module).values():
            if isinstance(model, type) and model.__module__ == module.__name__:
                table = getattr(model, "__table__", None)
                if isinstance(table, sa.Table):
                    found[table.name] = model
    return found


MODELS = _models()


def table(model: type[SQLModel]) -> sa.Table:
    """The SQLAlchemy table of a table model."""
    return SQLModel.metadata.tables[str(model.__tablename__)]


def _finish(metadata: sa.MetaData) -> None:
    """STRICT tables, and an index for each foreign key that no primary key begins with."""
    for found in metadata.tables.values():
        found.dialect_options["sqlite"]["strict"] = True
        first = next(iter(found.primary_key.columns))
        for column in found.columns:
            if column.foreign_keys and column is not first and not column.index:
                sa.Index(f"ix_{found.name}_{column.name}", column)


_finish(SQLModel.metadata)
