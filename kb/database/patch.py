"""A built file made to fit changed text row by row, where all else in it stays as it is."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from hashlib import file_digest
from itertools import chain
from pathlib import Path
from shutil import copyfile
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from kb import audits
from kb.analysis.reach import Reach
from kb.corpus import Corpus
from kb.database.build import Built, transaction
from kb.database.check import misfits
from kb.database.claim_facet import TABLES, Cell, renew
from kb.database.finish import SEARCHED
from kb.database.inserting import stored
from kb.database.part import Part
from kb.database.replacing import hurry, replacing
from kb.database.rows import Row, claim, gap, knowledge_base, synthesis
from kb.schema.tables import MODELS, table

Key = tuple[object, ...]
Values = tuple[object, ...]
REACHES = frozenset({Reach.document, Reach.everything})
"""Audits that look at claims."""


class UnfitError(Exception):
    """A file does not hold what it should, so all must be built anew."""


@dataclass(frozen=True, slots=True)
class Change:
    """The rows of a table, by their keys, that are others than they were."""

    table: sa.Table
    before: Mapping[Key, Values]
    after: Mapping[Key, Values]

    def cells(self) -> Iterator[Cell]:
        """The columns in which they are, with "" for rows that came or went."""
        names = self.table.columns.keys()
        for key in self.before.keys() | self.after.keys():
            sides = self.before.get(key), self.after.get(key)
            if None in sides:
                yield from ((self.table.name, name) for name in (*names, ""))
            else:
                cells = zip(names, *filter(None, sides), strict=True)
                yield from ((self.table.name, name) for name, old, new in cells if old != new)


def patch(part: Part, target: Path) -> Built:
    """Make a built file fit a change of its text, in one move.

    Rows, search, counts and statistics are those of a build of the whole. The bytes are not: rows
    that came stand last in their tables, and rows that went leave room in the file.

    Raises
    ------
    UnfitError
        If the file is not what the text before the change gives; it is as it was.
    BuildError
        If the disk is full or refuses, or another build of this file is running.
    """
    with replacing(target) as temporary:
        copyfile(target, temporary)
        with transaction(temporary) as connection:
            changes = [*_changes(connection, part)]
            for change in changes:
                _apply(connection, change)
        with closing(sqlite3.connect(temporary)) as found:
            _finish(found, {cell for change in changes for cell in change.cells()})
            rows = {name: _count(found, name) for name in MODELS}
        with temporary.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
    return Built(target, rows, digest)


def _rows(corpus: Corpus, claims: Iterable[str]) -> Iterator[Row]:
    """All rows that a change of claims can alter."""
    changed = [corpus.claims[key] for key in claims]
    return chain(
        knowledge_base.rows(corpus),
        claim.rows(corpus, changed),
        synthesis.rows(corpus, changed),
        gap.found(audits.run(corpus, REACHES)),
    )


def _changes(connection: sa.Connection, part: Part) -> Iterator[Change]:
    sides = (part.before, part.after)
    before, after = (_by_table(_rows(corpus, part.claims)) for corpus in sides)
    for model in before.keys() | after.keys():
        old, new = before.get(model, {}), after.get(model, {})
        gone = {key: row for key, row in old.items() if new.get(key) != row}
        come = {key: row for key, row in new.items() if old.get(key) != row}
        made = table(model)
        if gone or come:
            yield Change(made, _stored(connection, made, gone), _stored(connection, made, come))


def _by_table(found: Iterable[Row]) -> Mapping[type[SQLModel], Mapping[Key, dict[str, Any]]]:
    keys = {model: table(model).primary_key.columns.keys() for model in MODELS.values()}
    rows: defaultdict[type[SQLModel], dict[Key, dict[str, Any]]] = defaultdict(dict)
    for model, row in found:
        rows[model][tuple(row[name] for name in keys[model])] = row
    return rows


def _stored(
    connection: sa.Connection, made: sa.Table, rows: Mapping[Key, dict[str, Any]]
) -> Mapping[Key, Values]:
    return dict(zip(rows, stored(connection, made, [*rows.values()]), strict=True))


def _apply(connection: sa.Connection, change: Change) -> None:
    """Take rows away, then put in others: first those that changed, each in its place."""
    made = change.table
    places = {key: _place(connection, made, row) for key, row in change.before.items()}
    for key, place in places.items():
        _unsearch(connection, made, place, change.before[key])
        connection.exec_driver_sql(f'delete from "{made.name}" where rowid = ?', (place,))  # noqa: S608 - kb's own names
    names = made.columns.keys()
    sql = f'insert into "{made.name}" (rowid, {", ".join(names)}) values (?{", ?" * len(names)})'  # noqa: S608
    for key, row in sorted(change.after.items(), key=lambda item: item[0] not in places):
        place = connection.exec_driver_sql(sql, (places.get(key), *row)).lastrowid
        _search(connection, made, place, row)


def _place(connection: sa.Connection, made: sa.Table, row: Values) -> int:
    """The rowid of a row.

    Raises
    ------
    UnfitError
        If no row is like it in all columns.
    """
    alike = " and ".join(f'"{column.name}" is ?' for column in made.columns)
    sql = f'select rowid from "{made.name}" where {alike}'  # noqa: S608 - kb's own names
    found = connection.exec_driver_sql(sql, row).fetchall()
    if len(found) != 1:
        message = f"{made.name} has {len(found)} rows like {row}"
        raise UnfitError(message)
    place: int = found[0][0]
    return place


def _unsearch(connection: sa.Connection, made: sa.Table, place: int, row: Values) -> None:
    """Take what stands in a row out of the full-text index."""
    for fts, names, words in _searched(made, row):
        sql = f"insert into {fts} ({fts}, rowid, {names}) values ('delete', ?{', ?' * len(words)})"  # noqa: S608 - kb's own names
        connection.exec_driver_sql(sql, (place, *words))


def _search(connection: sa.Connection, made: sa.Table, place: int, row: Values) -> None:
    """Put what stands in a row into the full-text index."""
    for fts, names, words in _searched(made, row):
        sql = f"insert into {fts} (rowid, {names}) values (?{', ?' * len(words)})"  # noqa: S608 - kb's own names
        connection.exec_driver_sql(sql, (place, *words))


def _searched(made: sa.Table, row: Values) -> Iterator[tuple[str, str, Values]]:
    """The full-text index of a table, its columns, and what a row has in them, if it has one."""
    if names := SEARCHED.get(made.name):
        named = dict(zip(made.columns.keys(), row, strict=True))
        yield f"{made.name}_fts", ", ".join(names), tuple(named[name] for name in names)


def _finish(connection: sqlite3.Connection, changed: set[Cell]) -> None:
    """Count anew what changed, and see that all that is named is there.

    Raises
    ------
    UnfitError
        If something is not.
    """
    hurry(connection)
    renew(connection, changed)
    for name in sorted({*TABLES, *(cell[0] for cell in changed)}):
        connection.execute(f'analyze "{name}"')
    connection.commit()
    if found := [*misfits(connection)]:
        raise UnfitError("; ".join(found))


def _count(connection: sqlite3.Connection, name: str) -> int:
    n: int = connection.execute(f'select count(*) from "{name}"').fetchone()[0]  # noqa: S608 - kb's own name
    return n
