"""The columns of a record: their types and what they refer to, read off the schema."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import sqlalchemy as sa

from kb.describe import table_metadata
from kb.exports.column import COMPUTED
from kb.schema.study_vocabulary import Derivation
from kb.schema.tables import MODELS, table
from kb.schema.view import View
from kb.schema.vocabulary import Directness

PAIRS = "pairs"
IDS = "ids"
_ALIAS = re.compile(r"^(?:from|(left )?join) (\w+) (\w+)", re.MULTILINE)
_NAMED = re.compile(r"(?:(\w+)\.)?(\w+)(?: as (\w+))?")
_LISTED = re.compile(r"\(select json_group_array\(")
_FIRST = re.compile(r"coalesce\((\w+)\.(\w+),")
_KEYS = {"term": "id", "source": "key"}
_WORDS: Mapping[str, type[StrEnum]] = {"directness": Directness}
"""Columns of views that are computed, and whose values are a vocabulary's."""


_TERMS = {"instrument": "measure", "measures": "outcome"}
"""Columns that are not called as the kind of their terms."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column as a field of a record.

    Parameters
    ----------
    kind
        `text`, `word`, `number`, `flag`, `ids` (a list of ids) or `pairs`.
    refers
        The table whose id it holds; of a term's label, `term:` and the kind of term.
    select
        How a query of ours names it, where it is no column of a view.
    """

    name: str
    meaning: str
    kind: str
    is_optional: bool
    is_whole: bool = False
    words: type[StrEnum] | None = None
    refers: str = ""
    select: str = ""


def of_view(view: View) -> list[Field]:
    """The fields of a record that is a row of a stable view."""
    tables = {alias: (name, bool(left)) for left, name, alias in _ALIAS.findall(f"{view.query}\n")}
    parts = dict(zip(view.columns, _selected(view.query), strict=True))
    return [
        _field(name, expression, tables, view.columns[name]) for name, expression in parts.items()
    ]


def _selected(query: str) -> Iterator[str]:
    """The expressions of the select list."""
    depth, start = 0, query.index("select") + len("select")
    for place in range(start, len(query)):
        depth += {"(": 1, ")": -1}.get(query[place], 0)
        if depth == 0 and (query[place] == "," or query.startswith("\nfrom ", place)):
            yield " ".join(query[start:place].split())
            start = place + 1
            if query[place] != ",":
                return


def _field(name: str, expression: str, tables: Mapping[str, tuple[str, bool]], told: str) -> Field:
    """A field by the column that its expression names, or by what it computes."""
    plain = _NAMED.fullmatch(expression)
    first = _FIRST.match(expression)
    if plain or first:
        alias, column = (plain or first).group(1, 2)  # type: ignore[union-attr]  # one of them is
        origin, is_left = tables[alias]
        found = _stored(origin, column, name, told)
        return replace(found, is_optional=found.is_optional or is_left or not plain)
    if _LISTED.match(expression):
        return Field(name, told, IDS, is_optional=False, refers=_of_ids(name))
    if name in _WORDS:
        return Field(name, told, "word", is_optional=False, words=_WORDS[name])
    if Derivation.derived.value in expression and name == "derived":
        return Field(name, told, "flag", is_optional=True, is_whole=True)
    is_whole = COMPUTED.get(name) == "INTEGER"
    kind = "number" if is_whole else "text"
    refers = name.removesuffix("_id") if name.endswith("_id") else ""
    return Field(name, told, kind, is_optional=not is_whole, is_whole=is_whole, refers=refers)


def _of_ids(name: str) -> str:
    """The table of whose ids a column is a list."""
    return name.removesuffix("_ids") if name.endswith("_ids") else ""


def _stored(origin: str, column: str, name: str, told: str) -> Field:
    """A field that a column of a table is."""
    stored = table(MODELS[origin]).columns[column]
    refers = next((key.column.table.name for key in stored.foreign_keys), "")
    if stored.primary_key and len(table(MODELS[origin]).primary_key.columns) == 1:
        refers = origin
    if (origin, column) == ("term", "label"):
        refers = f"term:{_TERMS.get(name, name)}"
    words = stored.type.enum_class if isinstance(stored.type, sa.Enum) else None
    kind = "word" if words else _kind(stored, told)
    is_whole = isinstance(stored.type, sa.Integer | sa.Boolean)
    is_optional = bool(stored.nullable)
    return Field(name, told, kind, is_optional, is_whole=is_whole, words=words, refers=refers)  # type: ignore[arg-type]  # kb's enums are StrEnums


def _kind(column: sa.Column[object], told: str) -> str:
    if isinstance(column.type, sa.Boolean):
        return "flag"
    if isinstance(column.type, sa.Integer | sa.Float):
        return "number"
    if isinstance(column.type, sa.JSON):
        return IDS if column.default is None or column.default.arg == [] else PAIRS  # type: ignore[attr-defined]  # scalar defaults have one
    return IDS if "JSON array" in told else "text"


def of_table(name: str, one: str, left_out: frozenset[str] = frozenset()) -> list[Field]:
    """The fields of a record that is a row of a table, named as views name them."""
    told = table_metadata()[name]["columns"]
    found: list[Field] = []
    for column in table(MODELS[name]).columns:
        if column.name not in left_out:
            found += _named((name, one), column, told[column.name])
    return found


def _named(kind: tuple[str, str], column: sa.Column[object], told: str) -> Iterator[Field]:
    """A key by what one is called; a term by its label and its id; another record by its id."""
    origin, one = kind
    refers = next((key.column.table.name for key in column.foreign_keys), "")
    own = _stored(origin, column.name, column.name, told)
    select = f't."{column.name}"'
    is_key = column.primary_key and len(table(MODELS[origin]).primary_key.columns) == 1
    if is_key and not refers:
        name = column.name if column.name.endswith("_id") else f"{one}_id"
        yield replace(own, name=name, select=select, refers=origin)
    elif refers == "term":
        label = f"(select label from term where id = {select})"  # noqa: S608 - kb's own
        meant = f"term:{_TERMS.get(column.name, column.name)}"
        yield replace(own, select=label, refers=meant)
        yield replace(own, name=f"{column.name}_id", meaning=f"Id: {told}", select=select)
    elif refers and not column.name.endswith("_id"):
        name = f"{column.name}_{_KEYS.get(refers, 'id')}"
        yield replace(own, name=name, select=select, refers=refers)
    else:
        yield replace(own, select=select, refers="")
