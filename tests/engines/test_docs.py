"""docs/lake.md: what it shows runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kb
from kb.engines.lake import LakeFolder
from tests.command import run
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "lake.md").read_text("utf-8")


@pytest.fixture(autouse=True)
def _here(real_lake: LakeFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand where a lake has been written."""
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "lake").symlink_to(real_lake.folder)
    monkeypatch.chdir(tmp_path)


def test_the_query_that_is_shown_counts_every_claim(real_database: Path) -> None:
    (sql,) = re.findall(r'kb query --engine duckdb "\n(.*?)"', PAGE, re.DOTALL)
    found = run("query", sql, "--lake", "build/lake", "--format", "csv", "--root", ROOT)
    counts = [int(line.split(",")[1]) for line in found.stdout.splitlines()[1:]]
    with kb.open(real_database) as base:
        assert sum(counts) == len(base.claims())
    assert counts == sorted(counts, reverse=True)


def test_the_program_that_is_shown_runs(
    real_database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (program,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(compile(program, "lake.md", "exec"), {})  # noqa: S102 - our own page
    *claims, median = capsys.readouterr().out.splitlines()
    with kb.open(real_database) as base:
        assert claims == [one.claim for one in base.claims(certainty=">=low", limit=3)]
    assert re.fullmatch(r"\{'median': -?[0-9.e-]+\}", median)
