"""Released versions of claims: kept as they were, told apart, held against what stands now."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kb.corpus import load
from kb.corpus.released import FILE, Content, Released, as_line, digest, read
from kb.database.build import build
from kb.database.claim_change import changes
from tests.command import run

CLAIM = "data/claims/wrist-pain.yaml"
STUDY = "data/studies/inventa-trial.yaml"
CONTENT: Content = [{"id": "tea", "claim": "Tea \u2028 wakes."}]
RELEASED = Released(claim="tea", content=CONTENT, date="2026-01-02", version=digest(CONTENT))


@pytest.fixture
def released(corpus: Path) -> Path:
    """Give a knowledge base whose versions were released on a day."""
    result = run("versions", "--write", "--date", "2026-01-02", "--root", corpus)
    assert result.exit_code == 0
    return corpus


def _replaced(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def _rows(root: Path, table: str) -> list[dict[str, Any]]:
    corpus, problems = load(root)
    assert not problems
    path = build(corpus, root / "build" / "kb.db").path
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        sql = f"select * from {table} where claim = 'wrist-pain' order by rowid"  # noqa: S608
        return [dict(row) for row in connection.execute(sql)]


def test_version_is_written_and_read_again_the_same() -> None:
    assert read(as_line(RELEASED)) == ([RELEASED], [])
    assert as_line(RELEASED).count("\n") == 1


def test_blank_lines_and_other_ends_of_lines_do_not_matter() -> None:
    assert read("\n" + as_line(RELEASED).replace("\n", "\r\n") + "\n") == ([RELEASED], [])


@pytest.mark.parametrize(
    ("old", "new"),
    [("wakes", "soothes"), ('"tea"', '"coffee"'), (RELEASED.version, "0" * 12)],
    ids=["content", "id-in-content", "version"],
)
def test_altered_line_is_a_problem_where_it_stands(old: str, new: str) -> None:
    found, problems = read("\n" + as_line(RELEASED).replace(old, new))
    assert not found
    assert [(one.code, one.place.line) for one in problems] == [("altered-version", 2)]


@pytest.mark.parametrize("line", ["[]", "{", "7", '{"claim": "tea"}', '{"claim": "\\ud800"}'])
def test_line_of_something_else_is_a_problem(line: str) -> None:
    found, problems = read(line)
    assert (found, len(problems)) == ([], 1)
    assert "`kb versions --write`" in problems[0].message


def test_content_that_cannot_be_encoded_is_a_problem() -> None:
    text = as_line(RELEASED).replace("wakes", "\\ud83d")
    assert [one.code for one in read(text)[1]] == ["altered-version"]


def test_version_that_stands_twice_is_a_problem() -> None:
    found, problems = read(as_line(RELEASED) * 2)
    assert found == [RELEASED]
    assert problems[0].message == "`tea` has this version already"


@given(st.text() | st.recursive(st.none() | st.text(), st.lists).map(json.dumps))
@example("[" * 5000)
def test_any_text_gives_problems_and_no_exception(text: str) -> None:
    found, problems = read(text)
    lines = [line for line in text.split("\n") if line.strip()]
    assert len(found) + len(problems) == len(lines)


def test_unreadable_file_of_versions_is_a_problem(corpus: Path) -> None:
    (corpus / FILE).mkdir()
    assert [one.place.file for one in load(corpus)[1]] == [FILE]


def test_altered_file_of_versions_is_told_by_check(released: Path) -> None:
    _replaced(released, FILE, "eases", "soothes")
    result = run("check", "--root", released)
    assert result.exit_code == 1
    assert "error[altered-version]" in result.output


def test_unreleased_versions_are_listed_and_nothing_is_written(corpus: Path) -> None:
    result = run("versions", "--root", corpus)
    claims = len(list((corpus / "data" / "claims").iterdir()))
    assert result.exit_code == 0
    assert f"{claims} versions to release" in result.output
    assert not (corpus / FILE).exists()


def test_each_version_is_released_once(released: Path) -> None:
    before = (released / FILE).read_bytes()
    again = run("versions", "--write", "--root", released)
    assert again.output == "every claim's version is released\n"
    assert (released / FILE).read_bytes() == before


def test_release_adds_the_new_versions_below_the_old_ones(released: Path) -> None:
    path = released / FILE
    before = path.read_text("utf-8").rstrip("\n")  # as an editor may leave it
    path.write_text(before, "utf-8")
    _replaced(released, CLAIM, "strength: weak", "strength: moderate")
    result = run("versions", "--write", "--date", "2026-03-04", "--root", released)
    assert "released 1 version in data/versions.jsonl" in result.output
    kept, _, added = path.read_text("utf-8").rstrip("\n").rpartition("\n")
    assert kept == before
    assert (json.loads(added)["claim"], json.loads(added)["date"]) == ("wrist-pain", "2026-03-04")


def test_versions_are_not_released_while_there_are_problems(corpus: Path) -> None:
    _replaced(corpus, CLAIM, "strength: weak", "strength: feeble")
    assert run("versions", "--write", "--root", corpus).exit_code == 1
    assert not (corpus / FILE).exists()


def test_claim_that_was_never_released_has_one_version_without_a_day(corpus: Path) -> None:
    (row,) = _rows(corpus, "claim_version")
    assert (row["date"], row["current"], row["position"], row["n_changes"]) == (None, 1, 1, 0)
    assert _rows(corpus, "claim_change") == []


def test_released_version_that_stands_is_the_only_one(released: Path) -> None:
    (row,) = _rows(released, "claim_version")
    assert (row["date"], row["current"]) == ("2026-01-02", 1)


def test_old_version_tells_field_by_field_what_changed(released: Path) -> None:
    _replaced(released, CLAIM, "eases the wrist", "soothes the wrist")
    _replaced(released, CLAIM, "rating: mostly_supported", "rating: mixed")
    _replaced(released, CLAIM, "      rating: serious\n", "      rating: very_serious\n")
    _replaced(released, CLAIM, "strength: weak", "strength: moderate")
    _replaced(released, STUDY, "value: -1.5", "value: -1.6")
    old, new = _rows(released, "claim_version")
    assert (old["date"], old["current"], old["n_changes"]) == ("2026-01-02", 0, 6)
    assert (new["date"], new["current"], new["position"]) == (None, 1, 2)
    told = [
        (row["part"], row["record"], row["field_name"], row["before"], row["now"])
        for row in _rows(released, "claim_change")
    ]
    assert told[0][:3] == ("claim", None, "claim")
    assert told[1:] == [
        ("verdict", None, "rating", "mostly_supported", "mixed"),
        ("certainty", None, "level", "low", "very_low"),
        ("certainty_domain", "risk_of_bias", "rating", "serious", "very_serious"),
        ("evidence", "inventa-trial.pain", "strength", "weak", "moderate"),
        ("finding", "inventa-trial.pain", "value", "-1.5", "-1.6"),
    ]


def test_version_that_comes_back_is_the_current_one_again(released: Path) -> None:
    _replaced(released, CLAIM, "strength: weak", "strength: moderate")
    run("versions", "--write", "--date", "2026-03-04", "--root", released)
    _replaced(released, CLAIM, "strength: moderate", "strength: weak")
    found = [(row["date"], row["current"]) for row in _rows(released, "claim_version")]
    assert found == [("2026-01-02", 1), ("2026-03-04", 0)]


def test_parts_that_came_and_went_are_told_so() -> None:
    before = [{"id": "tea", "evidence": [{"study": "leaf", "strength": "weak"}]}]
    now = [{"id": "tea", "verdict": {"rating": "mixed", "do_not_say": ["Tea cures."]}}]
    assert [(one.table, one.id, one.kind, one.fields) for one in changes(before, now)] == [
        (
            "verdict",
            "",
            "added",
            {"rating": (None, "mixed"), "do_not_say": (None, '["Tea cures."]')},
        ),
        ("evidence", "leaf", "removed", {"strength": ("weak", None)}),
    ]


def test_records_of_one_name_are_told_apart() -> None:
    line = {"study": "leaf", "finding": "sleep", "strength": "weak"}
    finding = {"id": "sleep", "value": 1, "recipe": {"inputs": {"p": 0.5}}}
    before: Content = [{"id": "tea", "evidence": [line, line]}, finding, finding]
    now: Content = [
        {"id": "tea", "evidence": [line, {**line, "strength": "strong"}]},
        finding,
        {**finding, "recipe": {"inputs": {"p": 0.6}}},
    ]
    assert [(one.table, one.id, one.fields) for one in changes(before, now)] == [
        ("evidence", "leaf.sleep_2", {"strength": ("weak", "strong")}),
        ("finding", "leaf.sleep_2", {"recipe.inputs.p": (0.5, 0.6)}),
    ]


def test_words_that_no_vocabulary_has_any_more_are_told_as_they_stand() -> None:
    before = [{"id": "tea", "certainty": {"start": "enormous"}}]
    now = [{"id": "tea", "certainty": {"start": "high"}}]
    (found,) = changes(before, now)
    assert found.fields == {"level": (None, "high"), "start": ("enormous", "high")}
