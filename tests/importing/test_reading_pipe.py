"""What comes through a pipe is laid down in a file; of that nobody who reads messages knows."""

from __future__ import annotations

import gzip
import io
import os
import resource
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kb.importing.reading import ReadingOptions
from tests.command import run
from tests.importing.small import rows
from tests.importing.taken import refused
from tests.test_cli import Call, Interrupting, call

__all__ = ["call"]
ROOM = 2**20
"""Bytes that a file may have on a disk that is full."""
MAPPING = """\
id: one
title: One
origin: here
licence: CC0-1.0
files:
  - file: one.csv
    format: csv
    make:
      - claim: {id: "{id}", claim: "{id}", kind: effect}
"""
HINT = "name another folder in the environment variable TMPDIR"


@contextmanager
def _full_disk() -> Iterator[None]:
    """Let no file of this process grow beyond a size."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def mapped(tmp_path: Path) -> list[str | Path]:
    """Give the words that import standard input by a mapping."""
    (tmp_path / "one.yaml").write_text(MAPPING, "utf-8")
    return ["import", "-", "--mapping", tmp_path / "one.yaml", "--into", tmp_path / "two.db"]


def test_a_disk_that_a_pipe_fills_is_named(tmp_path: Path, mapped: list[str | Path]) -> None:
    with _full_disk():
        told = run(*mapped, stdin=b"id\n" * ROOM)
    assert told.exit_code == 1
    place = f"standard input: error[unreadable-input] this cannot be kept in {tempfile.tempdir}"
    assert place in told.stderr
    assert HINT in told.stderr
    assert "Nothing was imported" in told.stderr
    assert not (tmp_path / "two.db").exists()


def test_no_folder_for_a_pipe_is_told(
    tmp_path: Path, mapped: list[str | Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    told = run(*mapped, stdin="id\nA\n")
    assert f"this cannot be kept in {tmp_path / 'gone'}" in told.stderr
    assert HINT in told.stderr


@pytest.mark.parametrize("guessing", [False, True])
def test_an_empty_pipe_is_called_standard_input(
    mapped: list[str | Path], *, guessing: bool
) -> None:
    told = run(*(["import", "--guess", "-"] if guessing else mapped), stdin="")
    assert told.exit_code == 1
    assert told.stderr.startswith("Error: standard input: error[")
    assert tempfile.gettempdir() not in told.stderr.replace("two.db", "")


def test_a_mapping_guessed_of_a_pipe_finds_it_among_others(tmp_path: Path) -> None:
    (tmp_path / "more.csv").write_text("id,claim\nB,Tea does no harm\n", "ascii")
    files, piped = ("-", tmp_path / "more.csv"), "id,claim\nA,Tea helps\n"
    guessed = run("import", "--guess", *files, stdin=piped).stdout
    (tmp_path / "two.yaml").write_text(guessed, "utf-8")
    words = ("--mapping", tmp_path / "two.yaml", "--into", tmp_path / "two.db")
    told = run("import", *files, *words, stdin=piped)
    assert told.exit_code == 0, told.output
    sql = "select file, n_in from import_count"
    assert rows(tmp_path / "two.db", sql) == [("standard input", 1), ("more.csv", 1)]


def test_packed_parquet_that_fills_the_disk_is_told(tmp_path: Path) -> None:
    (tmp_path / "one.parquet.gz").write_bytes(gzip.compress(os.urandom(2 * ROOM), 1))
    with _full_disk():
        problem = refused(tmp_path / "one.parquet.gz", wanted=["id"])
    assert "this cannot be kept in" in problem.message


def test_a_packed_pipe_that_fills_the_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    packed = gzip.compress(os.urandom(2 * ROOM), 1)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Pipe(packed)))
    with _full_disk():
        problem = refused("-", ReadingOptions(format="csv"))
    assert "this cannot be kept in" in problem.message
    assert problem.place.file == "standard input"


@pytest.mark.parametrize("guessing", [False, True])
def test_an_interrupt_says_what_was_not_done(
    mapped: list[str | Path], call: Call, monkeypatch: pytest.MonkeyPatch, *, guessing: bool
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Interrupting()))
    code, output, errors = call(*(["import", "--guess", "-"] if guessing else mapped))
    assert (code, output) == (130, "")
    told = "no mapping was written" if guessing else "nothing was imported; the old file, if"
    assert errors.strip().startswith(f"interrupted: {told}")
