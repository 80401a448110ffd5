"""Formats that are no text, told as text: of the tiny knowledge base they stay as they were.

KB_GOLDEN=write writes what they are held against anew.
"""

from __future__ import annotations

import io
import json
import os
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pyarrow.parquet
import pytest

from kb import __version__
from tests.exports.selected import written

GOLDEN = Path(__file__).parent / "golden"
BASE = "https://kb.example/"


def _cells(tiny: Path, _folder: Path) -> Iterator[str]:
    book = openpyxl.load_workbook(io.BytesIO(written(tiny, "xlsx", view="source_list")))
    for sheet in book.worksheets[:2]:
        yield f"{sheet.title} {sheet.dimensions} {sheet.freeze_panes} {sheet.auto_filter.ref}"
        for row in sheet.iter_rows():
            yield json.dumps([cell.value for cell in row], ensure_ascii=False)


def _columns(tiny: Path, _folder: Path) -> Iterator[str]:
    table = pyarrow.parquet.read_table(io.BytesIO(written(tiny, "parquet")))
    yield from (f"{field.name}: {field.type}" for field in table.schema)
    yield from (json.dumps(row, ensure_ascii=False) for row in table.to_pylist())


def _tables(tiny: Path, folder: Path) -> Iterator[str]:
    file = folder / "chosen.db"
    file.write_bytes(written(tiny, "sqlite", {"claim": ["wrist-pain"]}))
    with closing(sqlite3.connect(file)) as connection:
        names = "select type, name from sqlite_schema where type in ('table', 'view') order by name"
        for kind, name in connection.execute(names).fetchall():
            (n,) = connection.execute(f'select count(*) from "{name}"').fetchone()  # noqa: S608
            if "_fts" not in name and not name.startswith("sqlite_"):
                yield f"{kind} {name}: {n}"


def _metadata(tiny: Path, _folder: Path) -> Iterator[str]:
    with ZipFile(io.BytesIO(written(tiny, "ro-crate", base=BASE))) as made:
        told = made.read("ro-crate-metadata.json").decode()
    yield from re.sub(r'"contentSize": "[0-9]+"', '"contentSize": "…"', told).splitlines()


def _pools(tiny: Path, _folder: Path) -> Iterator[str]:
    with ZipFile(io.BytesIO(written(tiny, "metafor"))) as made:
        for name in made.namelist():
            yield name
            yield from made.read(name).decode().splitlines() if name.endswith(".csv") else ()


TOLD: Mapping[str, Callable[[Path, Path], Iterator[str]]] = {
    "xlsx": _cells,
    "parquet": _columns,
    "sqlite": _tables,
    "ro-crate": _metadata,
    "metafor": _pools,
}


def _plain(lines: Iterator[str]) -> str:
    """Give lines without digests and the version of the program."""
    text = re.sub("[0-9a-f]{64}", "DIGEST", "".join(f"{line}\n" for line in lines))
    return re.sub(rf'(Made by kb |"version": "){re.escape(__version__)}', r"\1VERSION", text)


@pytest.mark.parametrize("name", TOLD)
def test_it_is_as_it_was(tiny: Path, tmp_path: Path, name: str) -> None:
    told, golden = _plain(TOLD[name](tiny, tmp_path)), GOLDEN / f"{name}.txt"
    if os.environ.get("KB_GOLDEN") == "write":
        golden.write_text(told, "utf-8")
    assert golden.read_text("utf-8") == told
