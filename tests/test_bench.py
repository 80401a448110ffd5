"""The measurements can be made, and what they are made with is in order."""

from __future__ import annotations

import re
import subprocess
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from kb import rules
from kb.corpus import load
from kb.database.check import faults
from kb.database.reader import connect
from kb.database.search import search
from scripts.benchmark import million
from scripts.benchmark.growth import HEADING, beyond
from scripts.benchmark.large import write

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "performance.md"


def _digests(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in root.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("claims", [1, 50, 300])
def test_the_large_knowledge_base_has_its_size(tmp_path: Path, claims: int) -> None:
    write(tmp_path, claims)
    corpus, problems = load(tmp_path)
    assert problems == []
    assert len(corpus.claims) == claims
    assert len(list(corpus.statements())) == 3 * claims


def test_the_large_knowledge_base_has_no_problems(tmp_path: Path) -> None:
    write(tmp_path, 200)
    assert rules.run(load(tmp_path)[0]) == []


def test_the_large_knowledge_base_is_the_same_every_time(tmp_path: Path) -> None:
    write(tmp_path / "one", 60)
    write(tmp_path / "two", 60)
    assert _digests(tmp_path / "one") == _digests(tmp_path / "two")


@pytest.mark.slow
def test_a_quick_run_prints_every_measurement_and_writes_nothing() -> None:
    before = PAGE.read_bytes()
    command = [str(ROOT / "scripts" / "bench"), "--quick"]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    page = _first_cells(before.decode().partition(HEADING)[0])
    # a published set is measured only where it is at hand, and never in a quick run
    assert _first_cells(done.stdout) == [cell for cell in page if "Evidence Inference" not in cell]
    assert PAGE.read_bytes() == before


def test_a_file_of_very_many_claims_is_as_kb_builds_it(tmp_path: Path) -> None:
    million.write(tmp_path / "many.db", 60)
    assert faults(tmp_path / "many.db") == []
    with closing(connect(tmp_path / "many.db")) as connection:
        (n,) = connection.execute("select count(*) from claim_overview").fetchone()
        assert n == 60
        assert len(search(connection, "claim 7")) == 20


def test_what_was_not_measured_goes_on_as_before() -> None:
    assert beyond((1_000_000, 2_000_000), (3.0, 6.0)) == pytest.approx(30)
    assert beyond((1_000_000, 2_000_000), (3.0, 3.0)) == pytest.approx(3)


def _first_cells(page: str) -> list[str]:
    """Give what each row of each table is about, whatever the size of the run."""
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("|")]
    return [re.sub("[0-9,]+", "N", cell) for cell in rows]


def test_the_page_tells_no_path_of_a_machine() -> None:
    text = PAGE.read_text("utf-8")
    assert str(ROOT) not in text
    assert "/" not in text.replace("scripts/bench", "")
