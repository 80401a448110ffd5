"""All tables, and how their types are spelled in STRICT tables of SQLite."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString

from kb.schema import (
    claim,
    document,
    evidence,
    figure,
    guidance,
    imported,
    knowledge_base,
    quantity,
    source,
    study,
    version,
)
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
    figure,
    version,
    imported,
)
"""Every module that declares tables, in the order in which the data dictionary tells of them."""

_SPELLING = {
    AutoString: "TEXT",
    sa.Enum: "TEXT",
    sa.JSON: "TEXT",
    sa.Float: "REAL",
    sa.Boolean: "INTEGER",
}


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


def create(connection: sa.Connection) -> None:
    """Make all tables, STRICT, in the order of the modules."""
    for model in MODELS.values():
        made = table(model)
        made.dialect_options["sqlite"]["strict"] = True
        connection.execute(CreateTable(made))


def create_indexes(connection: sa.Connection) -> None:
    """Make an index for each facet and each foreign key that no primary key serves, and others."""
    for model in MODELS.values():
        made = table(model)
        first = next(iter(made.primary_key.columns))
        for column in made.columns:
            is_facet = isinstance(column.type, sa.Enum) or column.index
            if (is_facet or column.foreign_keys) and column is not first:
                name = f"ix_{made.name}_{column.name}"
                connection.exec_driver_sql(
                    f'create index {name} on "{made.name}" ("{column.name}")'
                )
        for index in made.indexes:
            if len(index.columns) > 1:
                connection.execute(CreateIndex(index))
