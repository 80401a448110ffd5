"""Each audit against its folder of cases, and what all audits have in common."""

from __future__ import annotations

import json
import os
from collections import Counter
from contextlib import closing
from pathlib import Path
from shutil import copytree

import pytest

from kb import audits, rules
from kb.analysis.gap import Gap
from kb.corpus import load
from kb.database.build import build
from kb.database.reader import connect
from kb.problems import render

KB = Path(__file__).resolve().parent.parent / "kb"
HERE = Path(__file__).resolve().parent / "audits"
AUDITS = sorted(path for path in (KB / "audits").glob("*.py") if path.name != "__init__.py")
KINDS = [path.stem.replace("_", "-") for path in AUDITS]
REWRITE = os.environ.get("KB_REWRITE_CASES") == "1"
CASES = sorted(path for path in HERE.glob("*/*") if path.parent.name in KINDS)


def _gaps(folder: Path) -> list[Gap]:
    """Give the gaps of a knowledge base, which must have no problem, as one that is built."""
    corpus, problems = load(folder)
    assert not render([*problems, *rules.run(corpus)])
    return audits.run(corpus)


def _told(gap: Gap) -> str:
    """Give a gap as text, each part on its line."""
    at = " ".join(filter(None, [gap.statement, gap.claim and f"({gap.claim})"])) or "–"
    parts = [at, gap.said, gap.evidence_says, gap.explanation, ", ".join(gap.records)]
    return "\n    ".join([f"{gap.severity}: {gap.id}", *filter(None, parts)])


def test_the_base_of_the_cases_has_no_gap() -> None:
    assert _gaps(HERE / "base") == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_case(case: Path, tmp_path: Path) -> None:
    copytree(HERE / "base", tmp_path, dirs_exist_ok=True)
    copytree(case, tmp_path, dirs_exist_ok=True)
    found = _gaps(tmp_path)
    told = "".join(f"{_told(gap)}\n" for gap in found)
    golden = case / "expected.txt"
    if REWRITE:
        golden.write_text(told, "utf-8")
    assert golden.read_text("utf-8") == told
    kinds = Counter(gap.kind for gap in found)
    assert (kinds[case.parent.name] == 0) == case.name.startswith("innocent")
    assert len({gap.id for gap in found}) == len(found)


@pytest.mark.parametrize("kind", KINDS)
def test_every_audit_has_a_case_that_fires_and_an_innocent_one(kind: str) -> None:
    names = [case.name for case in CASES if case.parent.name == kind]
    assert [name for name in names if name.startswith("innocent")]
    assert [name for name in names if not name.startswith("innocent")]


def test_no_folder_of_cases_without_an_audit() -> None:
    folders = {path.name for path in HERE.iterdir() if path.is_dir()}
    assert folders == {"base", *KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_an_audit_explains_itself_with_an_example(kind: str) -> None:
    summary, *rest = audits.explanations()[kind].splitlines()
    assert summary.endswith(".")
    assert [line for line in rest if line.startswith("Gap:    ")]
    assert [line for line in rest if line.startswith("No gap: ")]


def test_no_kind_of_gap_is_also_the_code_of_a_problem() -> None:
    assert not audits.explanations().keys() & rules.explanations().keys()


def test_gaps_stand_in_the_built_file_with_what_is_behind_them(tmp_path: Path) -> None:
    copytree(HERE / "base", tmp_path, dirs_exist_ok=True)
    case = HERE / "advice-undoes-claim" / "three-cups-in-the-same-post"
    copytree(case, tmp_path, dirs_exist_ok=True)
    corpus, _ = load(tmp_path)
    with closing(connect(build(corpus, tmp_path / "kb.db").path)) as connection:
        (row,) = connection.execute("select * from gap_report")
        (undoing,) = connection.execute("select * from guidance_undoing")
    (gap,) = audits.run(corpus)
    assert json.loads(row["records"]) == list(gap.records)
    assert (row["gap_id"], row["statement_id"]) == (gap.id, gap.statement)
    assert row["kind"] == row["audit"] == "advice-undoes-claim"
    assert dict(undoing) == {
        "id": "three-cups.u1",
        "guidance": "three-cups",
        "claim": "tea-sleep",
        "reason": "Three cups keep people awake.",
        "study": "steep-2010",
    }
