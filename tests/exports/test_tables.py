"""Table formats: rows and types come back, validators agree, and the same bytes are made twice."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from pyarrow import parquet

from kb.database.check import faults, is_built
from kb.database.reader import connect
from kb.exports.belonging import TABLES, VIEWS
from kb.exports.error import ExportError, UnavailableError
from kb.exports.format import named
from kb.exports.formats import datapackage, xlsx
from kb.exports.formats import parquet as parquet_format
from kb.exports.selection import Row, Selection
from tests.exports.selected import selected, written
from tests.site.served import serving

GOLDEN = Path(__file__).resolve().parent / "golden"
FORMATS = ("csv", "datapackage", "json", "jsonl", "parquet", "sqlite", "xlsx")
FOUND = """select id from claim where rowid in
    (select rowid from claim_fts where claim_fts match 'pain OR taller OR knee') order by id"""
SOME = {"claim": ["wrist-pain", "numb-skin"]}
TYPES = {"TEXT": "string", "INTEGER": "int64", "REAL": "double"}


def rows(path: Path, view: str) -> list[Row]:
    """Give the rows of a view, lists as lists."""
    with selected(path) as selection:
        return list(selection.objects(view))


@pytest.mark.parametrize("name", FORMATS)
def test_two_exports_are_the_same_bytes(full: Path, name: str) -> None:
    made = named(name)
    for options in ({}, *made.release):
        assert written(full, name, None, **options) == written(full, name, None, **options)


# -- goldens ---------------------------------------------------------------------------------


def _plain(data: bytes) -> str:
    """Give what a format says, without digests and the version of the program."""
    text = data.decode()
    text = re.sub(r'("digest": "|"id": "|of kb: )[0-9a-f]{64}', r"\1DIGEST", text)
    text = re.sub(r'("kb_version": "|Made by kb )\d[\w.]*\w', r"\1VERSION", text)
    text = re.sub(r'("bytes": |"hash": "sha256:)\w+', r"\1…", text)
    return text.replace("\r\n", "\n")


def _members(data: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


GOLDENS: dict[str, Callable[[Path], bytes]] = {
    "claim_overview.csv": lambda tiny: written(tiny, "csv"),
    "claims.json": lambda tiny: written(tiny, "json", SOME, view="claim_overview"),
    "evidence.jsonl": lambda tiny: written(tiny, "jsonl", SOME, view="evidence_table"),
    "datapackage.json": lambda tiny: _members(written(tiny, "datapackage"))["datapackage.json"],
    "README.txt": lambda tiny: _members(written(tiny, "csv", SOME, view="all"))["README.txt"],
}
"""What is written of the tiny knowledge base; KB_GOLDEN=write writes these files anew."""


@pytest.mark.parametrize("name", GOLDENS)
def test_what_is_written_of_the_tiny_knowledge_base(tiny: Path, name: str) -> None:
    told = _plain(GOLDENS[name](tiny))
    if os.environ.get("KB_GOLDEN") == "write":
        (GOLDEN / name).write_text(told, "utf-8")
    assert (GOLDEN / name).read_text("utf-8") == told


# -- JSON, JSON Lines, CSV -------------------------------------------------------------------


@pytest.mark.parametrize("view", VIEWS)
def test_json_lines_give_the_rows(each: Path, view: str) -> None:
    lines = written(each, "jsonl", view=view).splitlines()
    assert [json.loads(line) for line in lines] == rows(each, view)


def test_json_lines_of_all_views_name_the_view_of_each_row(tiny: Path) -> None:
    made = [json.loads(line) for line in written(tiny, "jsonl", view="all").splitlines()]
    for view in VIEWS:
        mine = [row for row in made if row["view"] == view]
        assert mine == [{"view": view, **row} for row in rows(tiny, view)]


def test_json_gives_all_rows_and_what_is_exported(each: Path) -> None:
    made = json.loads(written(each, "json"))
    assert made["views"] == {view: rows(each, view) for view in VIEWS}
    assert made["asked"] == {}
    with selected(each) as selection:
        assert made["about"]["digest"] == selection.about.digest


def test_json_of_one_view_has_no_other(tiny: Path) -> None:
    made = json.loads(written(tiny, "json", SOME, view="gap_report"))
    assert list(made["views"]) == ["gap_report"]
    assert made["asked"] == {"claim": ["numb-skin", "wrist-pain"]}


def test_csv_of_all_views_is_an_archive_of_each(tiny: Path) -> None:
    made = _members(written(tiny, "csv", view="all"))
    assert list(made) == ["README.txt", *(f"{view}.csv" for view in VIEWS)]
    for view in VIEWS:
        assert made[f"{view}.csv"] == written(tiny, "csv", view=view)


# -- SQLite ----------------------------------------------------------------------------------


@pytest.fixture
def subset(full: Path, tmp_path: Path) -> Path:
    """Give a file with one merged claim, without the one it was merged into."""
    path = tmp_path / "some.db"
    path.write_bytes(written(full, "sqlite", {"claim": ["taller-basil"]}))
    return path


def test_a_file_of_everything_holds_everything(each: Path, tmp_path: Path) -> None:
    path = tmp_path / "all.db"
    path.write_bytes(written(each, "sqlite"))
    assert faults(path) == []
    with selected(each) as old, selected(path) as new:
        for name in (*TABLES, *VIEWS):
            assert list(old.tuples(name)) == list(new.tuples(name))
    with closing(connect(each)) as one, closing(connect(path)) as other:
        for sql in (
            "select type, name, sql from sqlite_master order by 1, 2",
            FOUND,
            "pragma user_version",
        ):
            assert _answer(one, sql) == _answer(other, sql)


def _answer(connection: sqlite3.Connection, sql: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in connection.execute(sql)]


def test_a_file_of_chosen_claims_is_whole(subset: Path) -> None:
    assert faults(subset) == []
    assert is_built(subset)


def test_a_file_of_chosen_claims_gives_the_same_export_again(full: Path, tmp_path: Path) -> None:
    path = tmp_path / "some.db"
    given = {"claim": ["taller-plants"]}
    path.write_bytes(written(full, "sqlite", given))
    for view in ("claim_overview", "evidence_table", "claim_gap", "synthesis_table"):
        assert written(path, "jsonl", view=view) == written(full, "jsonl", given, view=view)
    assert written(path, "sqlite") == path.read_bytes()


def test_a_merged_claim_does_not_name_one_that_is_not_there(full: Path, subset: Path) -> None:
    with closing(connect(subset)) as connection:
        found = connection.execute("select id, status, merged_into from claim").fetchall()
        assert [tuple(row) for row in found] == [("taller-basil", "merged", None)]
    with selected(full, {"claim": ["taller-basil"]}) as selection:
        named("sqlite").write(selection, io.BytesIO())
        (note,) = selection.notices
    assert note.startswith("1 merged claim")


def test_a_file_of_chosen_claims_is_served(tiny: Path, tmp_path: Path) -> None:
    path = tmp_path / "some.db"
    path.write_bytes(written(tiny, "sqlite", SOME))
    with serving(path) as server:
        for page in ("/", "/claims", "/claims/wrist-pain", "/documents", "/gaps"):
            answered = server.get(page)
            assert answered.status in {200, 301, 302}, page
        assert server.get("/claims/morning-stiffness").status == 404


def test_a_full_disk_is_told(tiny: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "kb.db").mkdir()  # no file can be opened where a folder stands

    class Folder(tempfile.TemporaryDirectory[str]):
        def __enter__(self) -> str:
            return str(tmp_path)

    monkeypatch.setattr(tempfile, "TemporaryDirectory", Folder)
    with pytest.raises(ExportError, match="unable to open database file"):
        written(tiny, "sqlite")


# -- Parquet ---------------------------------------------------------------------------------


@pytest.mark.parametrize("view", VIEWS)
def test_parquet_gives_rows_and_types(each: Path, view: str) -> None:
    table = parquet.read_table(io.BytesIO(written(each, "parquet", view=view)))
    assert table.to_pylist() == rows(each, view)
    with selected(each) as selection:
        for column in selection.columns(view):
            field = table.schema.field(column.name)
            expected = "list<element: string>" if column.is_list else TYPES[column.type]
            assert str(field.type) == expected
            assert field.metadata[b"description"].decode() == column.description
        assert table.schema.metadata[b"licence"].decode() == selection.about.licence


def test_parquet_of_all_views_is_an_archive_of_each(tiny: Path) -> None:
    made = _members(written(tiny, "parquet", view="all"))
    assert made == {f"{view}.parquet": written(tiny, "parquet", view=view) for view in VIEWS}


def test_many_rows_make_several_groups(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_format, "AT_A_TIME", 4)
    file = parquet.ParquetFile(io.BytesIO(written(tiny, "parquet")))
    assert file.num_row_groups == 2
    assert file.read().to_pylist() == rows(tiny, "claim_overview")


@pytest.mark.parametrize("view", ["claim_overview", "all"])
def test_without_pyarrow_it_is_told_what_to_install(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, view: str
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UnavailableError, match="not installed") as told:
        written(tiny, "parquet", view=view)
    assert "kb[tables]" in told.value.hint


# -- Excel -----------------------------------------------------------------------------------


def _sheets(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def _rounded(value: object) -> object:
    """Give a number as Excel's one kind of it."""
    return f"{value:.15g}" if isinstance(value, int | float) else value


def test_excel_gives_rows_and_types(each: Path) -> None:
    book = _sheets(written(each, "xlsx"))
    assert book.sheetnames == ["about", *VIEWS, "columns"]
    for view in VIEWS:
        with selected(each) as selection:
            expected = list(selection.tuples(view))
        heading, *cells = book[view].iter_rows(values_only=True)
        assert [list(map(_rounded, row)) for row in cells] == [
            list(map(_rounded, row)) for row in expected
        ]
        assert list(heading) == [column.value for column in book[view][1]]
        assert book[view].freeze_panes == "B2"
        assert book[view].auto_filter.ref == book[view].dimensions


def test_excel_leads_to_sources_and_describes_columns(tiny: Path) -> None:
    book = _sheets(written(tiny, "xlsx"))
    links = {cell.value: cell.hyperlink.target for row in book["source_list"] for cell in row
             if cell.hyperlink}  # fmt: skip
    dois = [row["doi"] for row in rows(tiny, "source_list") if row["doi"]]
    assert dois
    assert all(links[doi] == f"https://doi.org/{doi}" for doi in dois)
    described = {tuple(row)[:2] for row in book["columns"].iter_rows(values_only=True)}
    assert ("gap_report", "severity") in described
    about = [cell.value for cell in book["about"]["A"]]
    assert any("CC-BY-4.0" in str(words) for words in about)


def _changed(path: Path, folder: Path, sql: str) -> Path:
    """Copy a built file and change it."""
    changed = folder / "changed.db"
    changed.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(changed)) as connection, connection:
        connection.execute(sql)
    return changed


def test_excel_takes_no_text_for_a_formula_or_a_link(tiny: Path, tmp_path: Path) -> None:
    sql = "update claim set summary = '=1+1', conditions = 'https://example.org'"
    sheet = _sheets(written(_changed(tiny, tmp_path, sql), "xlsx"))["claim_overview"]
    row = {cell.value: other for cell, other in zip(sheet[1], sheet[2], strict=True)}
    assert (row["summary"].value, row["summary"].data_type) == ("=1+1", "s")
    assert row["conditions"].hyperlink is None


def test_excel_says_what_it_cuts(tiny: Path, tmp_path: Path) -> None:
    sql = "update claim set summary = printf('%.*c', 40000, 'x') where id = 'wrist-pain'"
    with selected(_changed(tiny, tmp_path, sql), {"claim": ["wrist-pain"]}) as selection:
        out = io.BytesIO()
        named("xlsx").write(selection, out)
        told = "claim_overview, row 2, column summary: text of 40,000 characters is cut."
        assert selection.notices == [told]
    values = [row[13].value for row in _sheets(out.getvalue())["claim_overview"].iter_rows()]
    assert len(str(values[1])) == xlsx.LONGEST


def test_excel_links_no_more_than_a_sheet_holds(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "MOST_LINKS", 3)
    sql = "update source set url = 'ftp://example.org', doi = '10.1000/x', pmid = '1'"
    sheet = _sheets(written(_changed(tiny, tmp_path, sql), "xlsx"))["source_list"]
    linked = {cell.row for row in sheet for cell in row if cell.hyperlink}
    assert linked == {2}
    assert [cell.hyperlink.target for cell in sheet[2] if cell.hyperlink] == [
        "https://doi.org/10.1000/x",
        "https://pubmed.ncbi.nlm.nih.gov/1/",
    ]


def test_excel_refuses_a_view_with_more_rows_than_a_sheet(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 3)
    with pytest.raises(ExportError, match="claim_overview has 6 rows, and a sheet 3"):
        written(tiny, "xlsx", view="claim_overview")


# -- Data Package ----------------------------------------------------------------------------


def _validated(path: Path) -> dict[str, Any]:
    program = Path(sys.executable).with_name("frictionless")
    done = subprocess.run(
        [program, "validate", path.name, "--json"],
        check=False,
        capture_output=True,
        cwd=path.parent,
    )
    report: dict[str, Any] = json.loads(done.stdout)
    return report


@pytest.mark.slow
def test_frictionless_finds_a_package_valid(each: Path, tmp_path: Path) -> None:
    path = tmp_path / "package.zip"
    path.write_bytes(written(each, "datapackage"))
    report = _validated(path)
    assert report["valid"], report
    assert [task["name"] for task in report["tasks"]] == list(VIEWS)


@pytest.mark.slow
def test_frictionless_finds_a_package_of_chosen_claims_valid(real: Path, tmp_path: Path) -> None:
    path = tmp_path / "package.zip"
    path.write_bytes(written(real, "datapackage", {"outcome": ["balance"]}))
    assert _validated(path)["valid"]


@pytest.mark.slow
def test_frictionless_would_see_a_reference_to_nothing(tiny: Path, tmp_path: Path) -> None:
    files = _members(written(tiny, "datapackage"))
    description = json.loads(files.pop("datapackage.json"))
    for resource in description["resources"]:
        del resource["hash"], resource["bytes"]
    table = files["data/evidence_table.csv"].replace(b"\nwrist-pain,", b"\nno-claim,")
    assert table != files["data/evidence_table.csv"]
    for name, content in (files | {"data/evidence_table.csv": table}).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    path = tmp_path / "datapackage.json"
    path.write_text(json.dumps(description), "utf-8")
    report = _validated(path)
    errors = [error["type"] for task in report["tasks"] for error in task["errors"]]
    assert set(errors) == {"foreign-key"}


def test_a_package_describes_what_is_in_it(full: Path) -> None:
    files = _members(written(full, "datapackage"))
    made = json.loads(files["datapackage.json"])
    for resource in made["resources"]:
        content = files[resource["path"]]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        heading = content.splitlines()[0].decode().split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == heading
        assert all(field["description"] for field in resource["schema"]["fields"])
    assert made["licenses"] == [
        {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}
    ]
    assert made["contributors"] == [{"title": "The Humming Society", "role": "publisher"}]


@pytest.mark.parametrize("view", VIEWS)
def test_keys_tell_rows_apart(each: Path, view: str) -> None:
    keys = datapackage.KEYS[view]
    found = [tuple(row[key] for key in keys) for row in rows(each, view)]
    assert len(set(found)) == len(found)


def test_an_empty_selection_is_written_by_every_format(tiny: Path) -> None:
    nothing = {"verdict": ["contradicted"], "q": ["unheard-of"]}
    for name in FORMATS:
        for options in ({}, *named(name).release):
            assert isinstance(written(tiny, name, nothing, **options), bytes)
    with closing(connect(tiny)) as connection:
        assert Selection(connection).n_claims
