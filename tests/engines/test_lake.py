"""A lake is read only where it is whole and of this version."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.database.place import MANIFEST
from kb.engines.error import EngineError
from kb.engines.lake import LakeFolder, read

CLAIMS = "claim/part-00000.parquet"
KEYS = st.sampled_from(["format", "schema_version", "tables", "views", "files", "claim"])


@pytest.fixture
def copy(tiny_lake: LakeFolder, tmp_path: Path) -> Path:
    """Give a copy of the tiny lake, to be broken."""
    return shutil.copytree(tiny_lake.folder, tmp_path / "lake")


def refusal(folder: Path, *, check: bool = False) -> tuple[str, str]:
    """Read what cannot be read; what is told, and the hint."""
    with pytest.raises(EngineError) as told:
        read(folder, check=check)
    return str(told.value).replace(f"{folder.parent}/", ""), told.value.hint


def test_a_whole_lake_tells_the_files_of_each_table(tiny_lake: LakeFolder) -> None:
    lake = read(tiny_lake.folder, check=True)
    assert lake.told == tiny_lake.told
    assert lake.paths("claim") == [str(tiny_lake.folder / CLAIMS)]


def test_a_folder_without_a_manifest_is_no_lake(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    expected = "write one with `kb export lake`, or name one"
    assert refusal(tmp_path / "letters") == ("letters is no lake: it has no kb.json", expected)
    assert refusal(tmp_path / "nowhere") == ("nowhere is no lake: it has no kb.json", expected)


def test_files_that_are_missing_or_cut_off_are_told(copy: Path) -> None:
    (copy / CLAIMS).unlink()
    size = (copy / "study" / "part-00000.parquet").stat().st_size
    again = "write it again with `kb export lake`"
    assert refusal(copy) == (f"the lake lake is not whole: {CLAIMS} is missing", again)
    (copy / "study" / "part-00000.parquet").write_bytes(b"PAR1")
    (copy / CLAIMS).write_bytes(b"")
    told, _ = refusal(copy)
    assert told.startswith(f"the lake lake is not whole: {CLAIMS} has 0 bytes instead of ")
    assert told.endswith(" (and 1 more)")
    assert size > len(b"PAR1")


def test_a_file_of_the_same_size_is_known_by_its_digest(copy: Path) -> None:
    content = bytearray((copy / CLAIMS).read_bytes())
    content[20] ^= 1
    (copy / CLAIMS).write_bytes(content)
    read(copy)
    told, _ = refusal(copy, check=True)
    assert told == (
        f"the lake lake is not whole: {CLAIMS} is not the file that was written:"
        " its SHA-256 differs"
    )


@pytest.mark.parametrize(("version", "hint"), [(99, "update kb"), (0, "write it again")])
def test_another_version_of_the_schema_is_told(copy: Path, version: int, hint: str) -> None:
    _changed(copy, lambda told: told.update(schema_version=version))
    told, fix = refusal(copy)
    assert told == f"lake has version {version} of the schema, and this kb reads 1"
    assert fix.startswith(hint)


def _out(told: dict[str, Any]) -> None:
    told["tables"]["claim"]["files"][0]["path"] = "../../etc/passwd"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda told: told.pop("digest"), "digest: Field required"),
        (_out, "tables.claim.files.0.path: String should match pattern"),
        (lambda told: told.update(format="x"), "format: Input should be 'kb lake'"),
    ],
)
def test_a_manifest_that_makes_no_sense_is_told(
    copy: Path, change: Callable[[dict[str, Any]], object], message: str
) -> None:
    _changed(copy, change)
    assert refusal(copy)[0].startswith(f"lake/kb.json is no manifest of a lake: {message}")


def test_a_manifest_that_is_no_json_or_no_file_is_told(copy: Path) -> None:
    (copy / MANIFEST).write_bytes(b'{"format": "kb la')
    assert refusal(copy)[0].startswith("lake/kb.json is no manifest of a lake: Invalid JSON")
    (copy / MANIFEST).unlink()
    (copy / MANIFEST).mkdir()
    assert refusal(copy)[0] == "cannot read lake/kb.json: Is a directory"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


@given(st.binary(max_size=50) | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_manifest_is_told_or_read(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.getbasetemp() / "any"
    folder.mkdir(exist_ok=True)
    (folder / MANIFEST).write_bytes(content)
    assert "is no manifest of a lake" in refusal(folder)[0]


def _changed(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    told = json.loads((folder / MANIFEST).read_text("utf-8"))
    change(told)
    (folder / MANIFEST).write_text(json.dumps(told), "utf-8")
