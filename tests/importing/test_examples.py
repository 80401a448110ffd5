"""The mappings that come with kb fit the real sets: each row is counted, all dirt is told."""

from __future__ import annotations

import re
import tarfile
from itertools import islice
from pathlib import Path

import pytest

from kb.importing import mapping
from kb.importing.receipt import MEANINGS
from kb.importing.target import TARGETS
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


def test_the_guide_shows_a_mapping_that_works(tmp_path: Path) -> None:
    guide = (EXAMPLES.parent / "importing.md").read_text("utf-8")
    (shown,) = re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)
    (tmp_path / "tea.yaml").write_text(shown, "utf-8")
    (tmp_path / "papers.csv").write_text("id,title,year,who\nP1,Tea,2001,Reed\n", "utf-8")
    rows_of = "id,what,against,on,paper,label,note\nC1,Tea,water,Sleep,P1,better,\n"
    (tmp_path / "claims.csv").write_text(rows_of, "utf-8")
    files = (tmp_path / "papers.csv", tmp_path / "claims.csv")
    words = ("--mapping", tmp_path / "tea.yaml", "--into", tmp_path / "tea.db")
    assert run("import", *files, *words).exit_code == 0
    assert rows(tmp_path / "tea.db", COUNTED) == [(2, 2, 0)]


def test_the_guide_names_every_notice_and_target() -> None:
    guide = (EXAMPLES.parent / "importing.md").read_text("utf-8")
    assert [word for word in (*MEANINGS, *TARGETS) if f"`{word}`" not in guide] == []


@pytest.mark.slow
@pytest.mark.may_skip(reason="the sets are not part of the repository")
def test_prompts_and_annotations_are_whole(shared: Path, tmp_path: Path) -> None:
    """All but the sentences, of which only the first are taken: they would take long."""
    with tarfile.open(shared / "reference" / "import" / "ei_import.tar.xz") as archive:
        for member in archive:
            name = Path(member.name).name
            content = archive.extractfile(member)
            if content and name.startswith("ei_"):
                lines = islice(content, 3 if name == "ei_passages.csv" else None)
                (tmp_path / name).write_bytes(b"".join(lines))
    files = [tmp_path / f"ei_{name}.csv" for name in ("sources", "claims", "evidence", "passages")]
    words = ("--mapping", EXAMPLES / "evidence-inference.yaml", "--into", tmp_path / "ei.db")
    assert run("import", *files, *words).exit_code == 0
    codes = "select code, count(*) from import_reject group by 1"
    assert rows(tmp_path / "ei.db", codes) == [("dangling-reference", 8)]
    told = {kind: (n, times) for kind, n, times in rows(tmp_path / "ei.db", TOLD)}
    assert told["contradictory-labels"][0] == 285
    respelled = "select times from import_notice where what like '`significantly increase` %'"
    assert rows(tmp_path / "ei.db", respelled) == [(687,)]


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
