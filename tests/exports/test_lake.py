"""A lake: every table in parts, read again equal; whole or not there."""

from __future__ import annotations

import hashlib
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from subprocess import PIPE, Popen
from typing import IO, cast

import pyarrow as pa
import pytest
from pyarrow import parquet

from kb.database.place import MANIFEST
from kb.database.reader import connect
from kb.exports.error import ExportError, UnavailableError
from kb.exports.folder import taken
from kb.exports.lake.parquet import Grain, write_table
from kb.exports.lake.write import write
from kb.schema.lake import Lake
from kb.schema.tables import MODELS
from kb.schema.view import views
from tests.exports.selected import selected


def made(path: Path, folder: Path, **given: list[str]) -> Lake:
    """Write a lake of what is chosen of a built file, and read its manifest again."""
    with selected(path, given) as selection:
        told = write(selection, folder)
    assert Lake.model_validate_json((folder / MANIFEST).read_bytes()) == told
    return told


def rows(folder: Path, lake: Lake, name: str) -> list[tuple[object, ...]]:
    """Read the rows of a table, its files one after the other."""
    tables = [parquet.read_table(folder / file.path) for file in lake.tables[name].files]
    columns = [column.to_pylist() for column in pa.concat_tables(tables).columns]
    return list(zip(*columns, strict=True))


def test_every_table_is_read_again_equal_row_by_row(each: Path, tmp_path: Path) -> None:
    lake = made(each, tmp_path / "lake")
    assert set(lake.tables) == set(MODELS)
    with closing(connect(each)) as connection:
        for name, told in lake.tables.items():
            sql = f"select * from {name} order by rowid"  # noqa: S608 - a name of kb's own
            stored = [tuple(row) for row in connection.execute(sql)]
            assert rows(tmp_path / "lake", lake, name) == stored
            assert told.rows == len(stored)


def test_columns_have_the_types_of_the_schema_also_where_no_row_is(
    tiny: Path, tmp_path: Path
) -> None:
    lake = made(tiny, tmp_path / "lake")
    assert lake.tables["synthesis"].rows == 0
    read = parquet.read_schema(tmp_path / "lake" / lake.tables["synthesis"].files[0].path)
    assert (read.field("k_reports").type, read.field("i2").type) == (pa.int64(), pa.float64())
    read = parquet.read_schema(tmp_path / "lake" / lake.tables["statement_claim"].files[0].path)
    assert read.field("nested").type == pa.int8()
    assert not read.field("claim").nullable
    assert read.metadata[b"table"] == b"statement_claim"
    read = parquet.read_schema(tmp_path / "lake" / lake.tables["dose"].files[0].path)
    assert read.field("speed_mps_low").metadata[b"unit"] == b"m/s"
    assert all(read.field(name).metadata[b"description"] for name in read.names)


def test_a_big_table_is_in_parts_whose_statistics_tell_of_their_claims(tmp_path: Path) -> None:
    many = ((f"claim-{number:03}", "knee") for number in range(25))
    grain = Grain(batch=2, batches=2, groups=3)
    parts = write_table(tmp_path, "claim_body_part", many, grain).files
    assert [(part.path, part.rows) for part in parts] == [
        ("claim_body_part/part-00000.parquet", 12),
        ("claim_body_part/part-00001.parquet", 12),
        ("claim_body_part/part-00002.parquet", 1),
    ]
    told = parquet.read_metadata(tmp_path / parts[1].path)
    group = [told.row_group(number) for number in range(told.num_row_groups)]
    statistics = [each.column(0).statistics for each in group]
    assert [(each.min, each.max) for each in statistics] == [
        ("claim-012", "claim-015"),
        ("claim-016", "claim-019"),
        ("claim-020", "claim-023"),
    ]
    assert group[0].column(0).compression == "ZSTD"


def test_the_manifest_tells_of_every_file_and_view(tiny: Path, tmp_path: Path) -> None:
    lake = made(tiny, tmp_path / "lake")
    found = {
        str(path.relative_to(tmp_path / "lake")) for path in (tmp_path / "lake").rglob("*.parquet")
    }
    told = {file.path: file for table in lake.tables.values() for file in table.files}
    assert set(told) == found
    for path, file in told.items():
        content = (tmp_path / "lake" / path).read_bytes()
        assert (file.bytes, file.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert {name: view.query for name, view in lake.views.items()} == {
        view.name: view.query for view in views()
    }
    with closing(connect(tiny)) as connection:
        (digest,) = connection.execute("select digest from knowledge_base").fetchone()
    assert (lake.digest, lake.asked) == (digest, "everything")


def test_two_lakes_are_the_same_and_the_older_is_replaced(tiny: Path, tmp_path: Path) -> None:
    made(tiny, tmp_path / "one")
    (tmp_path / "two").mkdir()
    made(tiny, tmp_path / "two", claim=["wrist-pain"])
    made(tiny, tmp_path / "two")
    manifests = [(tmp_path / name / MANIFEST).read_bytes() for name in ("one", "two")]
    assert manifests[0] == manifests[1]
    assert {path.name for path in tmp_path.iterdir()} == {"one", "two"}


AT_IT = """
import sys
from pathlib import Path
from kb.exports.lake.write import place

def make(folder):
    (folder / "claim").mkdir()
    (folder / "claim" / "part-00000.parquet").write_text("half")
    print(folder, flush=True)
    sys.stdin.read()

place(Path(sys.argv[1]), make)
"""
"""An export that writes a part of a lake, and waits."""


def test_what_a_killed_export_left_is_swept_away_and_not_what_a_running_one_makes(
    tiny: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", AT_IT, str(tmp_path / "lake")]
    with Popen(command, stdin=PIPE, stdout=PIPE, text=True) as process:
        half = Path(cast("IO[str]", process.stdout).readline().strip())
        with pytest.raises(ExportError, match=r"another export to .*/lake is running"):
            made(tiny, tmp_path / "lake")
        assert (half / "claim" / "part-00000.parquet").read_text() == "half"
        process.kill()
    assert half.is_dir()
    made(tiny, tmp_path / "lake")
    assert [path.name for path in tmp_path.iterdir()] == ["lake"]


def test_a_lock_that_went_with_its_folder_is_none(tmp_path: Path) -> None:
    with (tmp_path / "lock").open("w") as lock:
        assert taken(lock)
        (tmp_path / "lock").unlink()
        assert not taken(lock)


def test_a_lake_of_chosen_claims_holds_what_belongs_to_them(tiny: Path, tmp_path: Path) -> None:
    lake = made(tiny, tmp_path / "lake", claim=["wrist-pain"])
    assert lake.asked == "claim wrist-pain"
    assert [row[0] for row in rows(tmp_path / "lake", lake, "claim")] == ["wrist-pain"]


def test_a_lake_never_holds_the_text_of_documents(tiny: Path, tmp_path: Path) -> None:
    private = tmp_path / "private.db"
    private.write_bytes(tiny.read_bytes())
    with closing(sqlite3.connect(private)) as connection, connection:
        connection.execute("update document set text = 'Dip your hands.'")
        connection.execute("update knowledge_base set private = 1")
    lake = made(private, tmp_path / "lake")
    place = [column.name for column in MODELS["document"].metadata.tables["document"].columns]
    texts = [row[place.index("text")] for row in rows(tmp_path / "lake", lake, "document")]
    assert texts == [None, None]
    assert rows(tmp_path / "lake", lake, "knowledge_base")[0][-1] == 0


def test_a_folder_that_is_no_lake_is_left_alone(tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "one.txt").write_text("Dear")
    with pytest.raises(ExportError, match=r"letters is no lake: it has no kb\.json"):
        made(tiny, tmp_path / "letters")
    assert [path.name for path in tmp_path.rglob("*")] == ["letters", "one.txt"]


def test_a_disk_that_refuses_is_told(tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match=r"cannot write .*file/lake: File exists"):
        made(tiny, tmp_path / "file" / "lake")


def test_a_file_of_another_version_of_kb_is_refused(tiny: Path, tmp_path: Path) -> None:
    older = tmp_path / "older.db"
    older.write_bytes(tiny.read_bytes())
    with closing(sqlite3.connect(older)) as connection:
        connection.execute("alter table cohort add column colour text")
    with pytest.raises(ExportError, match="another version of kb: `cohort` differs in colour"):
        made(older, tmp_path / "lake")


def test_without_pyarrow_it_is_said_what_to_install(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "kb.exports.lake.parquet", None)
    with pytest.raises(UnavailableError, match="written by pyarrow") as told:
        made(tiny, tmp_path / "lake")
    assert told.value.hint == "install kb[lake], or pyarrow by itself"
    assert not list(tmp_path.iterdir())
