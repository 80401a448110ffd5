"""What stops an export, whatever its format: a full disk, Ctrl-C. Nothing half-made is left."""

from __future__ import annotations

import gc
import io
import resource
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from kb.database.reader import connect
from kb.exports.format import named, names
from kb.exports.selection import Selection
from tests.command import run

ROOM = 200
"""Bytes that a file may have on the disk that stands for a full one."""


@contextmanager
def full_disk() -> Iterator[None]:
    """Let no file grow beyond a few bytes, which is how a full disk looks to a program."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give the folder where temporary files are put."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    with warnings.catch_warnings():  # XlsxWriter leaves its files to the garbage collector
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@pytest.mark.parametrize("name", names())
def test_a_full_disk_is_told_in_a_sentence(
    built: Path, tmp_path: Path, temporary: Path, name: str
) -> None:
    place = tmp_path / "place"
    place.mkdir()
    with full_disk():
        result = run("export", name, "--root", built, "-o", place / "x", "-q")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: cannot write ")
    assert "\nhint: " in result.stderr
    assert [*place.iterdir(), *temporary.iterdir()] == []


def test_a_disk_that_is_full_when_a_small_workbook_is_put_together_is_told(
    built: Path, tmp_path: Path, temporary: Path
) -> None:
    with full_disk():
        result = run("export", "xlsx", "--root", built, "--view", "claim_gap", "-o", tmp_path / "x")
    assert result.exit_code == 1
    assert f"Error: cannot write temporary files below {temporary}: File too" in result.stderr
    assert list(tmp_path.iterdir()) == [temporary]


def test_a_full_disk_stops_a_release(built: Path, tmp_path: Path, temporary: Path) -> None:
    with full_disk():
        result = run("export", "all", "--root", built, "-o", tmp_path / "release")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: cannot write {tmp_path}/release: File too large\n")
    assert list(tmp_path.iterdir()) == [temporary]


class Stopped(io.BytesIO):
    """A file during whose first writing somebody presses Ctrl-C."""

    def write(self, _data: Any, /) -> int:  # noqa: ANN401 - whatever may be written
        """Be stopped."""
        raise KeyboardInterrupt

    def writelines(self, _lines: Any, /) -> None:  # noqa: ANN401 - whatever may be written
        """Be stopped."""
        raise KeyboardInterrupt


@pytest.mark.parametrize("name", names())
def test_ctrl_c_leaves_no_temporary_file(full: Path, temporary: Path, name: str) -> None:
    with closing(connect(full)) as connection, pytest.raises(KeyboardInterrupt):
        named(name).write(Selection(connection), Stopped())
    assert list(temporary.iterdir()) == []
