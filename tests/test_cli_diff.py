"""`kb diff`: how two built files, or two revisions of the text, differ."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from kb.corpus import load
from kb.database.build import build
from tests.command import run

CLAIM = Path("data") / "claims" / "wrist-pain.yaml"


def change(root: Path) -> None:
    """Say another thing of one claim, and write one more in the place of another."""
    path = root / CLAIM
    text = path.read_text("utf-8").replace("rating: serious", "rating: very_serious", 1)
    assert text != path.read_text("utf-8")
    path.write_text(text, "utf-8")


@pytest.fixture
def pair(corpus: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Give two built files, the second after a change."""
    paths = tmp_path / "old.db", tmp_path / "new.db"
    build(load(corpus)[0], paths[0])
    change(corpus)
    build(load(corpus)[0], paths[1])
    return paths


def test_a_changed_field_is_told_before_and_after(corpus: Path, pair: tuple[Path, Path]) -> None:
    result = run("diff", "--root", corpus, *pair)
    assert result.exit_code == 0
    assert "~ certainty_domain wrist-pain.d1\n    rating: serious → very_serious\n" in result.output
    assert result.output.index("~ certainty wrist-pain") < result.output.index("certainty_domain")


def test_equal_files_have_no_difference(corpus: Path, pair: tuple[Path, Path]) -> None:
    result = run("diff", "--root", corpus, pair[0], pair[0])
    assert (result.stdout, result.stderr) == ("", "no difference\n")
    result = run("diff", "--root", corpus, pair[0], pair[0], "--format", "json")
    assert json.loads(result.stdout) == []


def test_a_figure_drawn_anew_is_no_difference_of_its_own(
    corpus: Path, pair: tuple[Path, Path]
) -> None:
    with closing(sqlite3.connect(pair[1])) as connection, connection:
        connection.execute("update figure set svg = 'drawn anew'")
    result = run("diff", "--root", corpus, *pair)
    assert "rating: serious" in result.output
    assert "drawn anew" not in result.output


def test_records_that_are_added_and_removed_are_told_as_such(
    corpus: Path, pair: tuple[Path, Path]
) -> None:
    old, new = pair
    with closing(sqlite3.connect(new)) as connection:
        connection.execute("pragma foreign_keys = off")
        connection.execute("delete from claim where id = 'numb-skin'")
        connection.execute("update claim set summary = null where id = 'wrist-pain'")
        connection.execute("drop view synthesis_table")
        connection.execute("drop table synthesis_without")
        connection.commit()
    told = run("diff", "--root", corpus, old, new).output.splitlines()
    assert told[0] == "- claim numb-skin"
    assert "+ claim numb-skin" in run("diff", "--root", corpus, new, old).output.splitlines()
    rows = json.loads(run("diff", "--root", corpus, old, new, "--format", "json").stdout)
    assert (rows[0]["table"], rows[0]["kind"]) == ("claim", "removed")


def git(root: Path, *words: str) -> None:
    """Run git as somebody."""
    who = ("-c", "user.name=Nemo", "-c", "user.email=nemo@example.org")
    command = ["git", "-C", str(root), *who, *words]
    subprocess.run(command, check=True, capture_output=True)


def test_two_revisions_are_built_and_compared(corpus: Path) -> None:
    git(corpus, "init", "-q")
    for message in ("one", "two"):
        git(corpus, "add", ".")
        git(corpus, "commit", "-q", "--allow-empty", "-m", message)
        if message == "one":
            change(corpus)
    result = run("diff", "--root", corpus, "HEAD~1", "HEAD")
    assert "rating: serious → very_serious" in result.output


def test_what_is_neither_file_nor_revision_is_refused(corpus: Path) -> None:
    git(corpus, "init", "-q")
    result = run("diff", "--root", corpus, "nothing", "HEAD")
    assert result.exit_code == 2
    assert "`nothing` is neither a built file nor a revision of git" in result.output
