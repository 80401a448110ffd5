"""A file looked through without a mapping: how it is to be read, and what its columns hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice, product
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from kb.importing.guessing.column import Column
from kb.importing.guessing.flat import ByPath, collapsed, flatten
from kb.importing.reading import (
    InputError,
    Notice,
    Reading,
    ReadingOptions,
    open_reading,
)
from kb.importing.reading.blocks import MARKS
from kb.importing.reading.content import members, open_content
from kb.importing.reading.json_list import lists_in
from kb.importing.reading.opening import DELIMITED, format_of, is_known
from kb.importing.reading.options import QUOTINGS
from kb.importing.reading.shape import ELEMENTS

TRIED = 3
"""Batches that tell delimiters apart, and whether quotes are text."""
RECORDS = 200_000
"""Records that are looked at: they take longer than rows, and all are alike."""
START = 2**16
"""Bytes that tell an encoding."""
DELIMITERS = (",", "\t", ";", "|")
QUOTES = ("open-quote", "stray-quote")
ENOUGH = 0.5
"""Share of rows that must be read for a delimiter to be the right one."""
FEWEST, REPEATED = 2, 0.2
"""Columns, and share of them, whose names must be among their values to be no names."""
WRONG = 0.005
"""Share of rows that may be no text before another encoding is tried."""


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen of a file."""

    name: str
    options: ReadingOptions
    columns: list[Column]
    n_rows: int
    rejected: Counter[str]
    notices: list[Notice]

    def n_rejected(self, *codes: str) -> int:
        """Rows that were rejected for one of these reasons."""
        return sum(self.rejected[code] for code in codes)


def looks(path: Path) -> Iterator[Look]:
    """Look through a file, or through each of an archive that is named as a table or records are.

    Raises
    ------
    InputError
        If one cannot be read in any way that is tried.
    """
    known = [name for name in members(path) if is_known(name)]
    if not known:
        yield look(path)
        return
    with TemporaryDirectory() as folder:
        for number, name in enumerate(known):
            file = Path(folder, str(number), PurePosixPath(name).name)
            file.parent.mkdir()
            with open_content(path, ReadingOptions(member=name)) as content, file.open("wb") as out:
                while data := content.read(START):
                    out.write(data)
            yield look(file)


def look(path: Path) -> Look:
    """Look through a file, several times where it must be found out how to read it.

    Raises
    ------
    InputError
        If it cannot be read in any way that is tried.
    """
    options, encodings = _start(path)
    seen, refusals = [], []
    for encoding in encodings:
        try:
            found = _best(path, replace(options, encoding=encoding))
        except InputError as refusal:
            refusals.append(refusal)
            continue
        if found.n_rejected("no-text") <= WRONG * found.n_rows:
            return found
        seen.append(found)
    if not seen:
        raise refusals[0]
    return seen[0]


def _start(path: Path) -> tuple[ReadingOptions, list[str]]:
    """The format of a file, and the encodings that it may be in, by its first bytes."""
    options = ReadingOptions()
    with open_content(path, options) as content:
        name = content.file
        start = content.read(START)
    if any(start.startswith(mark) for mark in MARKS):
        encodings = [next(name for mark, name in MARKS.items() if start.startswith(mark))]
    elif start.count(0) * 4 > len(start):
        encodings = ["utf-16-le" if start[0] else "utf-16-be"]
    else:
        encodings = ["utf-8", "cp1252"]
    try:
        form = format_of(name, options)
    except InputError:
        form = "jsonl" if start.lstrip().startswith(b"{") else "csv"
    records = next(iter(lists_in(start)), "") if form == "json" else ""
    return replace(options, format=form, records=records), encodings


def _best(path: Path, options: ReadingOptions) -> Look:
    """Look through all rows, in the way that fits them best."""
    if options.format not in DELIMITED:
        return _looked(path, options, wanted=("",))
    found = _table(path, options)
    if _is_headless(found):
        return _looked(path, replace(found.options, header=False))
    return found


def _is_headless(look: Look) -> bool:
    """Whether the first row is one like the others: some of its cells stand in them, too."""
    repeated = sum(column.has(column.name) for column in look.columns)
    return repeated >= max(FEWEST, REPEATED * len(look.columns))


def _table(path: Path, options: ReadingOptions) -> Look:
    """Look through all rows, with the delimiter and quoting by which fewest are rejected."""
    ways = [
        replace(options, delimiter=delimiter, quoting=quoting)
        for delimiter, quoting in product(DELIMITERS, QUOTINGS)
    ]
    best = max(ways, key=partial(_fitness, path))
    found = _looked(path, best)
    if best.quoting == "standard" and found.n_rejected(*QUOTES):
        other = _looked(path, replace(best, quoting="none"))
        return min(found, other, key=lambda look: look.rejected.total())
    return found


def _fitness(path: Path, options: ReadingOptions) -> tuple[bool, float, int]:
    """How well a table is read in a way: with several columns, and few rows rejected."""
    try:
        with open_reading(path, options) as reading:
            given = rows = 0
            for batch in islice(reading.batches(), TRIED):
                given += batch.given
                rows += len(batch.rows)
            n_columns = len(reading.columns)
    except InputError:
        return False, 0.0, 0
    share = rows / max(given, 1)
    return n_columns > 1 and share > ENOUGH, share, n_columns


def _looked(path: Path, options: ReadingOptions, wanted: Sequence[str] = ()) -> Look:
    """Look through all rows of a table, or as many records as tell."""
    with open_reading(path, options, wanted) as reading:
        columns = {name: Column(name) for name in reading.columns if name}
        rejected = Counter[str]()
        n_rows = 0
        for batch in reading.batches():
            rejected.update(each.code for each in batch.rejected)
            n_rows += len(batch.rows)
            for name, values in _by_column(reading, batch.rows).items():
                columns.setdefault(name, Column(name)).add(values)
            if wanted and n_rows >= RECORDS:
                break
        for name, column in columns.items():
            column.miss(0 if ELEMENTS in name else n_rows - column.n)
        found = collapsed(columns)
        return Look(reading.file, options, found, n_rows, rejected, reading.notices)


def _by_column(reading: Reading, rows: Sequence[Sequence[Any]]) -> Mapping[str, Sequence[Any]]:
    if reading.columns != ("",):
        return dict(zip(reading.columns, zip(*rows, strict=True), strict=False))
    found: ByPath = {}
    for (record,) in rows:
        if isinstance(record, dict):
            flatten(record, found)
    return found
