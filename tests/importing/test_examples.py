"""The mappings that come with kb fit the real sets: each row is counted, all dirt is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.importing import mapping
from tests.command import run
from tests.importing.small import rows

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "importing"
TOLD = "select kind, count(*), sum(times) from import_notice group by kind order by kind"
COUNTED = "select n_in, n_stored, n_rejected from imports"


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_an_example_has_no_problems(path: Path) -> None:
    found, problems = mapping.read(path)
    assert not problems
    assert found


@pytest.mark.slow
@pytest.mark.may_skip(reason="the sets are not part of the repository")
def test_clinical_evidence_is_whole(shared: Path, tmp_path: Path) -> None:
    file = shared / "reference" / "import" / "civic_evidence_dec2022.tsv"
    words = ("--mapping", EXAMPLES / "civic.yaml", "--into", tmp_path / "civic.db")
    assert run("import", file, *words).exit_code == 0
    assert rows(tmp_path / "civic.db", COUNTED) == [(1943, 1943, 0)]
    told = {kind: (n, times) for kind, n, times in rows(tmp_path / "civic.db", TOLD)}
    assert told["repeated-id"] == (410, 514)
    assert told["empty-column-name"] == (1, 1)


@pytest.mark.slow
@pytest.mark.may_skip(reason="the sets are not part of the repository")
def test_stances_are_whole(shared: Path, tmp_path: Path) -> None:
    file = shared / "reference" / "import" / "stance_claims.jsonl.xz"
    words = ("--mapping", EXAMPLES / "stance.yaml", "--into", tmp_path / "stance.db")
    assert run("import", file, *words).exit_code == 0
    counts = "select n_in, n_stored, n_rejected from import_count order by rowid"
    assert rows(tmp_path / "stance.db", counts) == [(7081, 7081, 0), (26162, 26162, 0)]
    told = {kind: (n, times) for kind, n, times in rows(tmp_path / "stance.db", TOLD)}
    assert told["exact-duplicate"] == (5, 5)
