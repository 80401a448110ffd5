"""`kb export lake`, and `kb query` over what it wrote."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from kb.engines.lake import LakeFolder
from tests.command import run

SQL = "select claim_id, n_studies from claim_overview order by claim_id"


def refused(*words: str | Path) -> str:
    """Ask in a way that makes no sense; what is told."""
    result = run("query", "select 1", *words)
    assert result.exit_code != 0
    assert not result.stdout
    return result.stderr


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_both_engines_print_the_same(built: Path, tiny_lake: LakeFolder, form: str) -> None:
    words = ("query", SQL, "--root", built, "--format", form)
    by_duck = run(*words, "--lake", tiny_lake.folder)
    assert by_duck.exit_code == 0
    assert by_duck.output == run(*words).output


def test_the_lake_of_a_base_is_written_and_found_by_itself(built: Path, tmp_path: Path) -> None:
    root = shutil.copytree(built, tmp_path / "kb")
    made = run("export", "lake", "--root", root)
    assert (made.exit_code, made.stdout) == (0, f"{root / 'build' / 'lake'}\n")
    words = ("query", "select id from claim where id = $id", "-p", "id", "wrist-pain", "--json")
    found = run(*words, "--engine", "duckdb", "--check", "--root", root)
    assert json.loads(found.stdout) == [{"id": "wrist-pain"}]
    assert not found.stderr


def test_a_lake_of_another_build_than_the_file_beside_it_is_told(
    built: Path, tmp_path: Path
) -> None:
    root = shutil.copytree(built, tmp_path / "kb")
    run("export", "lake", "--root", root)
    told = (root / "build" / "lake" / "kb.json").read_text("utf-8")
    digest = json.loads(told)["digest"]
    (root / "build" / "lake" / "kb.json").write_text(told.replace(digest, "0" * 64), "utf-8")
    found = run("query", "select 1 as a", "--engine", "duckdb", "--root", root, "--json")
    assert json.loads(found.stdout) == [{"a": 1}]
    assert found.stderr.endswith("lake is of another build than kb.db: `kb export lake` mends it\n")


def test_without_a_built_file_the_lake_is_enough(tiny_lake: LakeFolder, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "kb.yaml").write_text("title: x\n")
    shutil.copytree(tiny_lake.folder, tmp_path / "build" / "lake")
    found = run("query", "select 1 as a", "--engine", "duckdb", "--root", tmp_path, "--json")
    assert json.loads(found.stdout) == [{"a": 1}]


def test_limits_are_those_of_the_built_file(built: Path, tiny_lake: LakeFolder) -> None:
    words = ("--root", built, "--lake", tiny_lake.folder)
    found = run("query", SQL, *words, "--limit", "2", "--format", "csv")
    assert len(found.stdout.splitlines()) == 1 + 2
    assert found.stderr == "only the first 2 rows; ask for more with --limit\n"
    endless = "select count(*) from range(100000000) a, range(100000000) b"
    slow = run("query", endless, *words, "--seconds", "0.05")
    assert slow.stderr == "Error: the query took more than 0.05 seconds and was stopped\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--engine", "sqlite", "--lake", "x"), "--engine sqlite reads a built file"),
        (("--engine", "duckdb", "--db", "x"), "--db is a file for sqlite"),
        (("--engine", "duckdb", "--master", "spark://x:1"), "--master is for --engine spark"),
        (("--check",), "--check is for lakes"),
        (("--lake", "nowhere"), "nowhere is no lake: it has no kb.json\nhint: write one with"),
    ],
)
def test_options_that_do_not_go_together_are_told(
    built: Path, words: tuple[str, ...], message: str
) -> None:
    assert message in refused("--root", built, *words)


@pytest.mark.parametrize("module", ["duckdb", "sqlglot"])
def test_without_its_libraries_it_is_said_what_to_install(
    built: Path, tiny_lake: LakeFolder, module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [one for one in sys.modules if one.startswith("kb.engines.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    assert refused("--root", built, "--lake", tiny_lake.folder) == (
        f"Error: the engine `duckdb` needs {module}, which is not installed\n"
        "hint: install kb[lake]\n"
    )
