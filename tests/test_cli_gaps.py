"""`kb gaps`: what the audits found, for people and programs; and what a kind of gap means."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from shutil import copytree

import pytest
from inline_snapshot import snapshot

from kb.audits import explanations
from kb.cli.schema import generated
from kb.corpus import load
from kb.database.build import build
from kb.schema.view import views
from tests.command import run

AUDITS = Path(__file__).resolve().parent / "audits"
COLUMNS = next(list(view.columns) for view in views() if view.name == "gap_report")


def found(built: Path, *words: str) -> list[str]:
    """Give the ids of the gaps that are listed."""
    result = run("gaps", "--root", built, "--format", "json", *words)
    assert result.exit_code == 0
    return [row["gap_id"] for row in json.loads(result.stdout)]


def test_gaps_come_gravest_first_then_in_reading_order(built: Path) -> None:
    assert found(built) == snapshot(
        [
            "direction-contradicted.wrist-bath-guide.useless-for-pain",
            "certainty-upgrade.cold-hands-post.eases-pain",
            "contradiction-between-documents.cold-hands-post.eases-pain",
            "contradiction-between-documents.cold-hands-post.eases-pain.2",
            "contradiction-between-documents.cold-hands-post.short-start",
            "hazard-without-control.wrist-bath-guide.numbs-skin",
        ]
    )


def test_gaps_for_people_have_both_sides(built: Path) -> None:
    first, *_ = run("gaps", "--root", built, "--severity", "major").output.split("\n\n")
    assert first == snapshot("""\
major  direction-contradicted.wrist-bath-guide.useless-for-pain
  said      Wrists hurt as much as before.
  evidence  Inventa & Noman 1999: Pain fell by one and a half points more with the bath.
""")


def test_the_id_of_a_gap_is_never_broken(built: Path) -> None:
    heads = [
        line
        for line in run("gaps", "--root", built).output.splitlines()
        if line and not line.startswith(" ")
    ]
    assert [head.split()[1] for head in heads] == found(built)


@pytest.mark.parametrize("form", ["json", "csv"])
def test_gaps_for_programs_have_every_column_of_the_view(built: Path, form: str) -> None:
    text = run("gaps", "--root", built, "--format", form).stdout
    rows = json.loads(text) if form == "json" else list(csv.DictReader(io.StringIO(text)))
    assert list(rows[0]) == COLUMNS


def test_gaps_of_a_document_a_kind_and_a_severity(built: Path) -> None:
    every = found(built)
    guide = found(built, "--document", "wrist-bath-guide")
    assert guide == [gap for gap in every if ".wrist-bath-guide." in gap]
    assert found(built, "--kind", "certainty-upgrade") == [
        gap for gap in every if gap.startswith("certainty-upgrade.")
    ]
    by_severity = [found(built, "--severity", level) for level in ("major", "minor", "info")]
    assert [gap for gaps in by_severity for gap in gaps] == every


def test_gaps_of_a_claim(built: Path) -> None:
    assert found(built, "--claim", "wrist-pain") == snapshot(
        [
            "direction-contradicted.wrist-bath-guide.useless-for-pain",
            "certainty-upgrade.cold-hands-post.eases-pain",
            "contradiction-between-documents.cold-hands-post.eases-pain",
        ]
    )


def test_no_gap_is_said_aside(built: Path) -> None:
    result = run("gaps", "--root", built, "--kind", "registry-differs")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no such gap was found" in result.stderr
    assert found(built, "--kind", "registry-differs") == []


@pytest.mark.parametrize(
    ("option", "value", "hint"),
    [
        ("--document", "wrist-bath-guid", "did you mean `wrist-bath-guide`?"),
        ("--claim", "x", "there are 6"),
        ("--kind", "certainty-upgrad", "did you mean `certainty-upgrade`?"),
    ],
)
def test_gaps_of_what_is_not_there_name_what_is_meant(
    built: Path, option: str, value: str, hint: str
) -> None:
    result = run("gaps", "--root", built, option, value)
    assert result.exit_code == 2
    assert f"no {option.removeprefix('--')} `{value}`: {hint}" in result.output


def test_explain_tells_a_kind_of_gap() -> None:
    assert run("explain", "registry-differs").output == snapshot("""\
registry-differs

A study's report differs from its entry in the registry.

There may be good reasons, as slow recruitment; a reader should know it before leaning on the study.

Gap:    30 people planned and nobody masked, 16 analysed and assessors masked in the report
No gap: 69 planned and 68 recruited
""")


def test_the_page_of_gaps_has_every_kind() -> None:
    page = generated()["gaps.md"]
    heads = [line.removeprefix("## ") for line in page.splitlines() if line.startswith("## ")]
    assert heads == sorted(explanations())
    assert page.count("```text\nGap:    ") == len(heads)


def test_every_door_tells_a_claim_of_the_gaps_of_whole_statements(tmp_path: Path) -> None:
    for part in ("base", "origin-not-located/a-number-without-source"):
        copytree(AUDITS / part, tmp_path, dirs_exist_ok=True)
    build(load(tmp_path)[0], tmp_path / "build" / "kb.db")
    expected = ["origin-not-located.tea-post.sleep-better"]
    show = run("show", "--root", tmp_path, "--format", "json", "tea-sleep").stdout
    check = run("check-text", "--root", tmp_path, "--format", "json", "tea and sleep").stdout
    assert found(tmp_path, "--claim", "tea-sleep") == expected
    assert [gap["gap_id"] for gap in json.loads(show)[0]["gaps"]] == expected
    (claim,) = json.loads(check)["sentences"][0]["claims"]
    assert (claim["claim_id"], [gap["gap_id"] for gap in claim["gaps"]]) == ("tea-sleep", expected)
