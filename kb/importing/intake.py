"""The rows of one file: stored or rejected, and both counted."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, NamedTuple

from kb.importing.making import Level, levels, unkept
from kb.importing.reading import Batch, Part, Reading
from kb.importing.reading.batch import shown
from kb.importing.refusal import Refused
from kb.importing.session import Session
from kb.importing.store import Store
from kb.importing.template import NUMBER, Columns
from kb.importing.texts import brief
from kb.schema.mapping import MappedFile

WITH_ITS_ROW = "row-rejected"
"""Code of an element whose row was rejected."""
MOST_KEYS = 1_000
"""Repeated keys that are told one by one."""


@dataclass(slots=True)
class Count:
    """How many rows a file or a list in it holds, and what became of them.

    Parameters
    ----------
    numbered
        What their numbers count: `line`, or `record` where a file has no lines.
    """

    numbered: str
    stored: int = 0
    rejected: int = 0

    @property
    def given(self) -> int:
        """Rows that were met."""
        return self.stored + self.rejected


class _Table(NamedTuple):
    """Some rows of a level: the columns, and for each row its line and the row it stands in."""

    level: Level
    columns: Columns
    lines: Sequence[int]
    owners: Sequence[int]

    def row(self, number: int) -> _Table:
        """One of them alone."""
        columns = {name: values[number : number + 1] for name, values in self.columns.items()}
        return _Table(self.level, columns, [self.lines[number]], [self.owners[number]])


class Intake:
    """Takes one file in.

    Parameters
    ----------
    strict
        Whether the first row that cannot be taken stops the import.
    """

    def __init__(
        self, session: Session, mapped: MappedFile, reading: Reading, *, strict: bool
    ) -> None:
        self._session = session
        self._reading = reading
        self._levels = levels(mapped, session)
        self._key = mapped.key
        self._seen: set[int] = set()
        self._strict = strict
        self.store = Store(session)
        self.counts = {level.part: Count(reading.numbered) for level in self._levels}
        self._unkept = unkept(mapped)

    def take(self, batch: Batch) -> None:
        """Store the rows of a batch; those that cannot be are rejected.

        Raises
        ------
        Refused
            If a row cannot be taken, and the import is strict.
        """
        for one in batch.rejected:
            content = brief(one.content) if self._unkept else one.content
            self._reject("", one.line, Refused(one.code, one.message), content)
        tables = [*self._tables(batch)]
        try:
            with self.store.together():
                for table in tables:
                    self._store(table)
        except Refused:
            self._carefully(tables)
        else:
            for table in tables:
                self.counts[table.level.part].stored += len(table.lines)
        self._watch(tables[0].columns)

    def name(self, part: str) -> str:
        """The file as it is told; of a list in its rows, with the list's name.

        Without its folder, which is nobody else's: an archive's name is followed by the file's.
        """
        archive, parted, member = self._reading.file.partition("//")
        file = f"{PurePath(archive).name}{parted}{member}"
        return f"{file} {part}[]" if part else file

    def _tables(self, batch: Batch) -> Iterator[_Table]:
        """The rows of a batch, then the elements of each list in them, as columns."""
        n = len(batch.rows)
        own = zip(*batch.rows, strict=True) if n else ([] for _ in self._reading.columns)
        columns: dict[str, Sequence[Any]] = dict(zip(self._reading.columns, own, strict=True))
        first = self.counts[""].given + 1
        columns[NUMBER] = range(first, first + n)
        yield _Table(self._levels[0], columns, batch.lines, range(n))
        for level in self._levels[1:]:
            part = batch.parts.get(level.part, Part())
            lines = [batch.lines[owner] for owner in part.owners]
            yield _Table(level, self._elements(level.part, part, columns), lines, part.owners)

    def _elements(self, name: str, part: Part, columns: Columns) -> Columns:
        """The elements of a list as columns, beside those of the rows they stand in."""
        names = [element(name, one) for one in self._reading.parts[name]]
        own = zip(*part.rows, strict=True) if part.rows else ([] for _ in names)
        beside = {one: [values[i] for i in part.owners] for one, values in columns.items()}
        numbers: list[int] = []
        for place, owner in enumerate(part.owners):
            is_next = place and part.owners[place - 1] == owner
            numbers.append(numbers[-1] + 1 if is_next else 1)
        return {**beside, **dict(zip(names, own, strict=True)), NUMBER: numbers}

    def _store(self, table: _Table) -> None:
        if table.lines:
            for rows in table.level.rows(table.columns, len(table.lines), self._session):
                self.store.store(rows)

    def _carefully(self, tables: Sequence[_Table]) -> None:
        """Row by row; an element whose row was rejected is rejected with it."""
        gone: set[int] = set()
        for table in tables:
            for number in range(len(table.lines)):
                alone = table.row(number)
                try:
                    self._alone(alone, gone)
                except Refused as refused:
                    gone.update(alone.owners if not alone.level.part else ())
                    self._reject(table.level.part, alone.lines[0], refused, self._content(alone))

    def _alone(self, table: _Table, gone: Collection[int]) -> None:
        """Store one row.

        Raises
        ------
        Refused
            If it cannot be stored, or stands in a row that was not.
        """
        if table.level.part and table.owners[0] in gone:
            raise Refused(WITH_ITS_ROW, "the row that it stands in was rejected")
        with self.store.together():
            self._store(table)
        self.counts[table.level.part].stored += 1

    def _reject(self, part: str, line: int, refused: Refused, content: str) -> None:
        if self._strict:
            is_line = self._reading.numbered == "line"
            refused.place = f"{self._reading.file}{':' if is_line else ', record '}{line}"
            raise refused
        self.counts[part].rejected += 1
        self._session.connection.execute(
            "insert into import_reject"
            ' (import_id, file, line, "column", code, message, content)'
            " values (?, ?, ?, ?, ?, ?, ?)",
            (
                *(self._session.import_id, self.name(part), line, refused.column),
                *(refused.code, refused.message, content),
            ),
        )

    def _content(self, table: _Table) -> str:
        """One row as an object of JSON; of texts that are not kept only the first words."""
        row = {name: values[0] for name, values in table.columns.items() if name != NUMBER}
        for name in self._unkept & row.keys():
            row[name] = brief(str(row[name]))
        return shown(json.dumps(row, ensure_ascii=False))

    def _watch(self, columns: Columns) -> None:
        """Count the rows whose key another row has had already."""
        if not self._key:
            return
        for values in zip(*(columns[name] for name in self._key), strict=True):
            known = hash(repr(values))
            if known in self._seen:
                told = self._session.told
                what = f"{', '.join(self._key)} `{', '.join(map(str, values))}` in {self.name('')}"
                more = ("repeated-id", f"further ids in {self.name('')}")
                key = ("repeated-id", what)
                told[key if key in told or len(told) < MOST_KEYS else more] += 1
            self._seen.add(known)


def element(part: str, name: str) -> str:
    """A value of a list's elements as a mapping names it."""
    return f"{part}[].{name}" if name else f"{part}[]"
