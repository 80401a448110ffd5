"""The data dictionary for pages: views and tables with their columns, and what refers to what."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa

from kb import describe
from kb.schema.tables import MODELS, table
from kb.schema.view import views

TYPES = {sa.Float: "number", sa.Integer: "integer", sa.Boolean: "0 or 1", sa.JSON: "JSON"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `words` are those of its vocabulary, `target` the table that it refers to."""

    name: str
    meaning: str
    type: str = ""
    is_key: bool = False
    target: str | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A view or a table."""

    name: str
    is_view: bool
    description: str
    columns: tuple[Column, ...]

    @property
    def targets(self) -> list[str]:
        """The other tables that it refers to, each once."""
        found = dict.fromkeys(column.target for column in self.columns if column.target)
        return [name for name in found if name and name != self.name]


@cache
def relations() -> dict[str, Relation]:
    """Views, then tables, in the order of the data dictionary."""
    about = describe.table_metadata()
    read = {
        view.name: Relation(
            view.name,
            is_view=True,
            description=view.description,
            columns=tuple(Column(name, meaning) for name, meaning in view.columns.items()),
        )
        for view in views()
    }
    stored = {
        name: Relation(
            name,
            is_view=False,
            description=about[name]["description"],
            columns=tuple(
                _column(column, about[name]["columns"][column.name])
                for column in table(model).columns
            ),
        )
        for name, model in MODELS.items()
    }
    return {**read, **stored}


def _column(column: sa.Column[Any], meaning: str) -> Column:
    target = next((key.column.table.name for key in column.foreign_keys), None)
    words: tuple[str, ...] = ()
    name = next((name for kind, name in TYPES.items() if isinstance(column.type, kind)), "text")
    if isinstance(column.type, sa.Enum) and column.type.enum_class:
        name = _summary(column.type.enum_class)
        words = tuple(word.value for word in column.type.enum_class)
    return Column(column.name, meaning.replace("`", ""), name, column.primary_key, target, words)


def _summary(words: type[object]) -> str:
    """What a vocabulary is about, from its docstring's first line."""
    return (inspect.getdoc(words) or "").partition("\n")[0].replace("`", "").rstrip(".")


def referring(name: str) -> list[str]:
    """The other tables that refer to a table."""
    return [one.name for one in relations().values() if name in one.targets]
