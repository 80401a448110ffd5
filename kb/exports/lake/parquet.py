"""A table as Parquet files, in little memory; only who writes a lake loads this and pyarrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

import pyarrow as pa
from pyarrow.parquet import ParquetWriter

from kb.exports.folder import sha256
from kb.exports.lake.schema import arrow, description
from kb.schema.lake import LakeFile, LakeTable

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Grain:
    """Rows that are read at a time, batches that make a group, groups that fill a file.

    No more than a group is held in memory, packed. A group is the least that an engine reads of
    a column; a file is the least that one of its processes takes.
    """

    batch: int = 5_000
    batches: int = 10
    groups: int = 10


USUAL = Grain()


def write_table(folder: Path, name: str, rows: Iterator[Row], grain: Grain = USUAL) -> LakeTable:
    """Write the rows of a table in their order; one file without rows if there are none."""
    (folder / name).mkdir()
    files = tuple(_files(folder, name, rows, grain))
    n = sum(file.rows for file in files)
    return LakeTable(description=description(name), rows=n, files=files)


def _files(folder: Path, name: str, rows: Iterator[Row], grain: Grain) -> Iterator[LakeFile]:
    schema = arrow(name)
    groups = _groups(schema, rows, grain)
    for number, first in enumerate(groups):
        path = f"{name}/part-{number:05}.parquet"
        n = _write(folder / path, schema, chain([first], islice(groups, grain.groups - 1)))
        size = (folder / path).stat().st_size
        yield LakeFile(path=path, rows=n, bytes=size, sha256=sha256(folder / path))


def _write(path: Path, schema: pa.Schema, groups: Iterable[pa.Table]) -> int:
    """Write groups one after the other; how many rows they are."""
    n = 0
    with ParquetWriter(path, schema, compression="zstd", version="2.6") as writer:
        for group in groups:
            writer.write_table(group)
            n += group.num_rows
    return n


def _groups(schema: pa.Schema, rows: Iterator[Row], grain: Grain) -> Iterator[pa.Table]:
    """Rows in order as tables; one without rows if there are none."""
    batches = _batches(schema, rows, grain.batch)
    for first in batches:
        yield pa.Table.from_batches([first, *islice(batches, grain.batches - 1)], schema)


def _batches(schema: pa.Schema, rows: Iterator[Row], size: int) -> Iterator[pa.RecordBatch]:
    some = list(islice(rows, size))
    while True:
        columns = zip(*some, strict=True) if some else [()] * len(schema)
        cells = [pa.array(each, kind) for each, kind in zip(columns, schema.types, strict=True)]
        yield pa.RecordBatch.from_arrays(cells, schema=schema)
        some = list(islice(rows, size))
        if not some:
            return
