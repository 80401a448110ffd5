"""One group of rows, on whatever machine it is: rebuilt, worked on, and told as rows again."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

import pyarrow as pa
import sqlalchemy as sa
from sqlmodel import SQLModel

from kb import audits
from kb.analysis.reach import Reach
from kb.analysis.synthesis import synthesise
from kb.corpus import Corpus
from kb.database.rows import gap, synthesis
from kb.engines.rebuilt import Tables, corpus
from kb.engines.rebuilt.term import Terms
from kb.schema.tables import MODELS, table

Made = Iterator[tuple[type[SQLModel], dict[str, Any]]]
RESULT = "name string, row string"
"""Rows that were made: the table, and the row as JSON."""


class Known(Protocol):
    """What holds the terms."""

    @property
    def value(self) -> Terms:
        """The terms."""
        ...


def worker(terms: Known, work: Callable[[Corpus], Made]) -> Callable[[pa.Table], pa.Table]:
    """What is done with the rows of a group, of columns `name`, `at` and `row`.

    Parameters
    ----------
    terms
        All terms: a broadcast of Spark, of which each machine has its own copy.
    work
        Makes rows of the records of the group.
    """

    def made(rows: pa.Table) -> pa.Table:
        found = corpus(Tables(_by_table(rows)), terms.value)
        told = [(table(model).name, as_json(model, row)) for model, row in work(found)]
        columns = zip(*told, strict=True) if told else ((), ())
        return pa.table([pa.array(column, pa.string()) for column in columns], ["name", "row"])

    return made


def pools(part: Corpus) -> Made:
    """The syntheses of the claims."""
    for record in part.claims.values():
        yield from synthesis.of_claim(record.id, synthesise(part, record.value))


@dataclass(frozen=True, slots=True)
class Gaps:
    """The gaps that audits of one reach find."""

    reach: Reach

    def __call__(self, part: Corpus) -> Made:
        """Every gap of the records."""
        return gap.found(audits.run(part, {self.reach}))


def _by_table(rows: pa.Table) -> Mapping[str, list[dict[str, Any]]]:
    """Rows by table, in the order in which a build wrote them."""
    columns = (rows.column(name).to_pylist() for name in ("name", "at", "row"))
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for name, _, row in sorted(zip(*columns, strict=True)):
        found[name].append(cells(name, json.loads(row)))
    return found


def cells(name: str, row: dict[str, Any]) -> dict[str, Any]:
    """A row of a lake with flags and lists as what they are."""
    for column, read in _readers(name):
        if row.get(column) is not None:
            row[column] = read(row[column])
    return row


def as_json(model: type[SQLModel], row: Mapping[str, Any]) -> str:
    """A row with its cells as a lake has them: flags as 0 or 1, lists as JSON."""
    columns = table(model).columns
    return json.dumps({name: _cell(columns[name].type, value) for name, value in row.items()})


def _cell(kind: sa.types.TypeEngine[Any], value: object) -> object:
    if isinstance(kind, sa.JSON):
        return json.dumps(value, ensure_ascii=False)
    return int(value) if isinstance(value, bool) else value


@cache
def _readers(name: str) -> Iterable[tuple[str, Callable[[Any], Any]]]:
    """Columns that hold no plain text or number, and what makes of them what they are."""
    kinds: tuple[tuple[type[Any], Callable[[Any], Any]], ...] = (
        (sa.JSON, json.loads),
        (sa.Boolean, bool),
    )
    return [
        (column.name, read)
        for column in table(MODELS[name]).columns
        for kind, read in kinds
        if isinstance(column.type, kind)
    ]
