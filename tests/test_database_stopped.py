"""Whatever stops a build, the old file is whole, and the next build works."""

from __future__ import annotations

import json
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

import pytest

from kb.corpus import Corpus, load
from kb.database.build import build
from kb.database.check import OWN, faults
from kb.database.replacing import BuildError
from tests.command import PROGRAM
from tests.stopping import kill_at

ROOT = Path(__file__).resolve().parent.parent
FULL = ROOT / "tests" / "corpus_full"
KILLED = -signal.SIGKILL


def _old() -> bytes:
    """Give a file that kb may have built once, of no version that there is."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for name in sorted(OWN):
            connection.execute(f"create table {name} (anything)")
        return connection.serialize()


OLD = _old()


@dataclass(frozen=True)
class Stopping:
    """A running `tests.stopping`."""

    requests: IO[str]
    answers: IO[str]
    said: Path

    def build(self, target: Path, **how: float) -> tuple[int, str]:
        """Build in a child that is hampered so; its exit code, and what it said."""
        request = {"target": str(target), "said": str(self.said), **how}
        self.requests.write(f"{json.dumps(request)}\n")
        self.requests.flush()
        return int(self.answers.readline()), self.said.read_text("utf-8")


@pytest.fixture(scope="module")
def stopping(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stopping]:
    """Start a program whose children build, and are stopped."""
    command = [sys.executable, "-m", "tests.stopping", str(FULL)]
    said = tmp_path_factory.mktemp("stopping") / "said"
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdin
        assert process.stdout
        yield Stopping(process.stdin, process.stdout, said)


@pytest.fixture(scope="module")
def loaded() -> Corpus:
    """Load the knowledge base with every kind of record, once."""
    return load(FULL)[0]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Put a file in place that no build here makes: its bytes must stay."""
    target = tmp_path / "build" / "kb.db"
    target.parent.mkdir()
    target.write_bytes(OLD)
    return target


@pytest.fixture(scope="module")
def new(loaded: Corpus, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Give the bytes of a build that nothing stops."""
    return build(loaded, tmp_path_factory.mktemp("whole") / "kb.db").path.read_bytes()


def _left_behind(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir() if path != target)


def _steps(corpus: Corpus, target: Path) -> range:
    told: list[str] = []
    build(corpus, target, lambda label, _done, _all: told.append(label))
    return range(1, len(told) + 1)


def _moments(seconds: float, count: int) -> Iterator[float]:
    return (seconds * (number + 0.5) / count for number in range(count))


@pytest.mark.slow
def test_a_kill_at_any_step_leaves_the_old_file(
    stopping: Stopping, loaded: Corpus, old: Path, new: bytes, tmp_path: Path
) -> None:
    for step in _steps(loaded, tmp_path / "another.db"):
        code, _ = stopping.build(old, step=step, signal=signal.SIGKILL)
        assert (code, old.read_bytes()) == (KILLED, OLD), step
        assert _left_behind(old) == [".kb.db.lock", ".kb.db.new"]
    build(loaded, old)
    assert old.read_bytes() == new
    assert _left_behind(old) == [".kb.db.lock"]


@pytest.mark.slow
def test_a_kill_at_any_moment_leaves_a_whole_file(
    stopping: Stopping, loaded: Corpus, old: Path, new: bytes
) -> None:
    started = time.perf_counter()
    assert stopping.build(old) == (0, "")
    for moment in _moments(time.perf_counter() - started, 20):
        old.write_bytes(OLD)
        code, _ = stopping.build(old, after=moment, signal=signal.SIGKILL)
        assert code in {0, KILLED}
        assert old.read_bytes() in {OLD, new}
    build(loaded, old)
    assert (old.read_bytes(), _left_behind(old)) == (new, [".kb.db.lock"])


@pytest.mark.parametrize("is_begun", [False, True])
def test_the_command_killed_leaves_the_old_file(old: Path, *, is_begun: bool) -> None:
    with subprocess.Popen([PROGRAM, "build", "--root", FULL, "--db", old]) as process:
        while is_begun and not old.with_name(".kb.db.new").exists():
            assert process.poll() is None
        process.kill()
    assert process.returncode == KILLED
    assert old.read_bytes() == OLD


@pytest.mark.untraced
def test_an_interrupt_at_any_step_leaves_nothing_behind(
    loaded: Corpus, old: Path, tmp_path: Path
) -> None:
    for step in _steps(loaded, tmp_path / "another.db"):
        with pytest.raises(KeyboardInterrupt):
            build(loaded, old, kill_at(step, signal.SIGINT))
        assert old.read_bytes() == OLD
        assert _left_behind(old) == [".kb.db.lock"]


@pytest.mark.slow
def test_an_interrupt_at_any_moment_of_the_command_ends_it_with_130(
    stopping: Stopping, old: Path, new: bytes
) -> None:
    started = time.perf_counter()
    code, said = stopping.build(old, command=True)
    assert (code, old.read_bytes()) == (0, new), said
    outcomes = set()
    for moment in _moments(time.perf_counter() - started, 12):
        old.write_bytes(OLD)
        code, said = stopping.build(old, command=True, after=moment, signal=signal.SIGINT)
        told = "interrupted: " in said and "Traceback" not in said
        outcomes.add((code, told, old.read_bytes()))
    assert (130, True, OLD) in outcomes
    assert outcomes <= {(130, True, OLD), (0, False, new)}


def test_a_full_disk_is_told_and_leaves_the_old_file(
    stopping: Stopping, old: Path, new: bytes
) -> None:
    """A limit on the size of files is to a program what a full disk is, but for its number."""
    for largest in (200, 4096, 10_000, *range(50_000, len(new), 150_000), len(new) - 1):
        code, said = stopping.build(old, largest=largest)
        first, hint = said.splitlines()
        assert (code, old.read_bytes()) == (1, OLD), largest
        assert first.startswith(f"cannot write {old}: ")
        assert hint == "make room on the disk, or choose another place with --db"
        assert _left_behind(old) == [".kb.db.lock"], largest


def test_a_full_disk_is_told_to_who_builds_in_python(loaded: Corpus, old: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(BuildError, match=r"cannot write .*disk") as caught:
            build(loaded, old)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert caught.value.hint == "make room on the disk, or choose another place with --db"
    assert old.read_bytes() == OLD


def test_a_full_disk_is_told_by_the_command(stopping: Stopping, old: Path) -> None:
    code, said = stopping.build(old, command=True, largest=100_000)
    assert (code, old.read_bytes()) == (1, OLD)
    assert said.startswith(f"Error: cannot write {old}: ")
    assert "hint: make room on the disk, or choose another place with --db" in said
    assert "Traceback" not in said


def test_two_builds_at_once_are_one_build_and_one_refusal(
    stopping: Stopping, loaded: Corpus, old: Path, new: bytes
) -> None:
    answers: list[tuple[int, str]] = []

    def meanwhile(_label: str, _done: int, _all: int) -> None:
        if not answers:
            answers.append(stopping.build(old))
            assert old.read_bytes() == OLD

    build(loaded, old, meanwhile)
    assert answers == [(1, f"another build of {old} is running\nwait until it is done")]
    assert (old.read_bytes(), _left_behind(old)) == (new, [".kb.db.lock"])


def test_a_build_inside_a_build_of_the_same_file_is_refused(loaded: Corpus, old: Path) -> None:
    def again(_label: str, _done: int, _all: int) -> None:
        build(loaded, old)

    with pytest.raises(BuildError, match=r"another build of .* is running"):
        build(loaded, old, again)
    assert old.read_bytes() == OLD
    assert _left_behind(old) == [".kb.db.lock"]


def test_builds_of_two_files_in_one_folder_do_not_hinder_each_other(
    loaded: Corpus, tmp_path: Path
) -> None:
    def build_another(_label: str, done: int, _all: int) -> None:
        if done == 1:
            build(loaded, tmp_path / "kb.db.db")

    build(loaded, tmp_path / "kb.db", build_another)
    assert faults(tmp_path / "kb.db") == faults(tmp_path / "kb.db.db") == []


def test_a_folder_that_may_not_be_written_is_told(stopping: Stopping, old: Path) -> None:
    old.parent.chmod(0o500)
    code, said = stopping.build(old, unprivileged=True)
    old.parent.chmod(0o700)
    assert (code, old.read_bytes()) == (1, OLD)
    assert said.splitlines() == [
        f"cannot write {old}: Permission denied",
        "let kb write there, or choose another place with --db",
    ]


@pytest.mark.parametrize("place", ["a-file/kb.db", "a-folder", "a-file/deeper/kb.db"])
def test_a_place_that_cannot_be_is_told(loaded: Corpus, tmp_path: Path, place: str) -> None:
    (tmp_path / "a-file").write_text("text", "utf-8")
    (tmp_path / "a-folder").mkdir()
    with pytest.raises(BuildError, match=r"cannot write .*(Not a|no regular file|File exists)"):
        build(loaded, tmp_path / place)
    assert list(tmp_path.rglob("*.new")) == []


def test_folders_on_the_way_are_made(loaded: Corpus, tmp_path: Path) -> None:
    assert faults(build(loaded, tmp_path / "one" / "two" / "kb.db").path) == []


def test_a_target_with_odd_signs_is_built(loaded: Corpus, tmp_path: Path) -> None:
    assert faults(build(loaded, tmp_path / "kb[1]?*#%41 .db").path) == []


def test_a_file_with_faults_is_not_put_in_place(loaded: Corpus, old: Path) -> None:
    fewer = {key: entry for key, entry in loaded.sources.items() if key != "fable2031"}
    with pytest.raises(AssertionError, match="of document refers to nothing in source"):
        build(replace(loaded, sources=fewer), old)
    assert old.read_bytes() == OLD
    assert _left_behind(old) == [".kb.db.lock"]
