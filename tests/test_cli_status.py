"""`kb` alone: where one is, and what comes next."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from kb.cli.status import is_older
from tests.command import run


def said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give what `kb` says in a folder."""
    monkeypatch.chdir(folder)
    result = run()
    assert (result.exit_code, result.stderr) == (0, "")
    return result.output


def steps(output: str) -> list[str]:
    """Give the commands that are proposed."""
    return re.findall(r"^  (kb .*?)   ", output, re.MULTILINE)


@pytest.fixture
def fresh(built: Path, tmp_path: Path) -> Path:
    """Give a built knowledge base to be changed at will."""
    return shutil.copytree(built, tmp_path / "corpus")


def test_where_there_is_none_it_is_said_how_to_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said(tmp_path, monkeypatch) == snapshot("""\
There is no knowledge base in this folder or above it.

  kb init my-topic        begin one in a new folder, with an example
  kb show ID --root DIR   work on one that is elsewhere
  kb pool FILE.csv        pool the studies of a table, for which none is needed

`kb --help` lists all commands, `kb COMMAND --help` shows examples.
""")


def test_before_a_build_it_is_said_how_to_build(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = said(corpus / "data" / "claims", monkeypatch)
    assert f"The knowledge base in {corpus} is not built yet." in " ".join(output.split())
    assert steps(output) == ["kb check", "kb build", "kb serve --open"]


def test_of_a_built_one_it_is_told_what_it_has_and_what_to_try(
    fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = said(fresh, monkeypatch)
    assert output == snapshot("""\
Cold hand baths: 6 claims, 20 statements, 1 study, 6 gaps.

  kb search 'morning stiffness'   claims by words, best first
  kb show morning-stiffness       one claim: who says so, the evidence, the verdict
  kb gaps --severity major        where statement and evidence are far apart
  kb serve --open                 browse

`kb --help` lists all commands, `kb COMMAND --help` shows examples.
""")
    for step in steps(output)[:3]:
        assert run(*step.replace("'", "").split()[1:]).exit_code == 0


def test_text_that_was_changed_since_is_told(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later = (fresh / "build" / "kb.db").stat().st_mtime + 5
    os.utime(fresh / "data" / "claims" / "numb-skin.yaml", (later, later))
    assert "The text was changed since." in said(fresh, monkeypatch)


def test_a_file_that_went_makes_what_was_built_older(fresh: Path) -> None:
    target = fresh / "build" / "kb.db"
    assert not is_older(target, fresh)
    (fresh / "data" / "claims" / "numb-skin.yaml").unlink()
    assert is_older(target, fresh)


@pytest.mark.parametrize("content", [b"no database, and long enough to be taken for one" * 20, b""])
def test_a_damaged_file_is_told(
    fresh: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    (fresh / "build" / "kb.db").write_bytes(content)
    output = said(fresh, monkeypatch)
    assert output.startswith("build/kb.db is damaged, or was built by another version of kb.\n")
    assert steps(output)[1] == "kb build"


def test_one_without_claims_proposes_how_to_ask(
    fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(fresh / "build" / "kb.db")) as connection:
        connection.execute("delete from claim")
        connection.commit()
    assert steps(said(fresh, monkeypatch))[:2] == ["kb search WORDS", "kb show ID"]
