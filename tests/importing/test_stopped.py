"""Whatever stops an import leaves the old file whole, and the next import makes it good."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from kb.database.replacing import replacing
from tests.command import PROGRAM
from tests.importing import small
from tests.importing.killing import CLAIMS, TURNS, grow, turns
from tests.importing.small import imported

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_killed_at_any_moment_twenty_times_then_continued(tmp_path: Path) -> None:
    command: list[str | Path] = [sys.executable, "-m", "tests.importing.killing", tmp_path]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) == TURNS
    held = 0
    for turn, ended, wrong, stored in found:
        assert wrong == []
        assert stored in ([[f"turn {held}", CLAIMS]], [[f"turn {turn}", CLAIMS]])
        held = int(stored[0][0].removeprefix("turn "))
        assert ended in {0, -signal.SIGKILL}
    assert -signal.SIGKILL in {ended for _, ended, _, _ in found}
    assert imported(tmp_path).exit_code == 0
    assert turns(tmp_path) == [(f"turn {TURNS}", CLAIMS)]
    assert not list(tmp_path.glob(".*.new"))


def test_two_at_once_are_told(tmp_path: Path) -> None:
    small.write(tmp_path)
    with _held(tmp_path / "tea.db"):
        told = imported(tmp_path)
    assert told.exit_code == 1
    assert "another import of" in told.output
    assert "wait until it is done" in told.output


@contextmanager
def _held(target: Path) -> Iterator[None]:
    """Import into a file for as long as it is wanted, and give up."""
    with suppress(KeyboardInterrupt), replacing(target, work="import", option="--into"):
        yield
        raise KeyboardInterrupt


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    files = small.write(tmp_path)
    assert imported(tmp_path).exit_code == 0
    before = (tmp_path / "tea.db").read_bytes()
    grow(tmp_path, 1)
    words = ("--mapping", tmp_path / "tea.yaml", "--into", tmp_path / "tea.db")
    room = str(len(before) * 8 // 10 // 1024)
    limited: list[str | Path] = [
        "bash",
        "-c",
        'ulimit -f "$0"; exec "$@"',
        room,
        PROGRAM,
        "import",
        *files,
        *words,
    ]
    done = subprocess.run(limited, check=False, capture_output=True, encoding="utf-8")
    assert done.returncode == 1
    assert "make room on the disk, or choose another place with --into" in done.stderr
    assert "Nothing was imported" in done.stderr
    assert (tmp_path / "tea.db").read_bytes() == before
    assert not (tmp_path / ".tea.db.new").exists()
