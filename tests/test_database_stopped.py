"""Whatever stops a build, the old file is whole, and the next build works.

Most tests stop a forked child of this process, which is quick enough to do it at many points.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kb.cli import main
from kb.corpus import Corpus, load
from kb.database import BuildError, build
from kb.database.check import faults
from tests.command import PROGRAM

FULL = Path(__file__).resolve().parent / "corpus_full"
NOBODY = 65534
UNFORESEEN = 70
KILLED = -signal.SIGKILL


@pytest.fixture(scope="module")
def loaded() -> Corpus:
    """Load the knowledge base with every kind of record, once."""
    return load(FULL)[0]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Put a file in place that no build here makes: its bytes must stay."""
    target = tmp_path / "build" / "kb.db"
    target.parent.mkdir()
    target.write_bytes(b"the old file, whatever is in it")
    return target


def _forked(act: Callable[[], object]) -> int:
    """Run it in a child; its exit code, or minus the signal that ended it."""
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        code = UNFORESEEN
        try:
            code = _exit_code(act)
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _exit_code(act: Callable[[], object]) -> int:
    """Run it; the code it would end a program with."""
    try:
        act()
    except SystemExit as error:
        return int(error.code or 0)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


def _is_untouched(target: Path) -> bool:
    return target.read_bytes() == b"the old file, whatever is in it"


def _left_behind(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir() if path != target)


def _kill_at(step: int, number: signal.Signals) -> Callable[[str, int, int], None]:
    """Progress that ends its own process when it has been told so often."""
    steps = iter(range(1, step + 1))

    def progress(_label: str, _done: int, _all: int) -> None:
        if next(steps) == step:
            os.kill(os.getpid(), number)

    return progress


def _counted(corpus: Corpus, target: Path) -> int:
    steps: list[str] = []
    build(corpus, target, lambda label, _done, _all: steps.append(label))
    return len(steps)


def _moments(seconds: float, count: int) -> Iterator[float]:
    return (seconds * (number + 0.5) / count for number in range(count))


def test_a_kill_at_any_step_leaves_the_old_file(loaded: Corpus, old: Path, tmp_path: Path) -> None:
    steps = _counted(loaded, tmp_path / "another.db")
    for step in range(1, steps + 1):
        code = _forked(lambda: build(loaded, old, _kill_at(step, signal.SIGKILL)))  # noqa: B023 - used at once
        assert (code, _is_untouched(old)) == (KILLED, True), step
        assert _left_behind(old) == [".kb.db.lock", ".kb.db.new"]
    build(loaded, old)
    assert old.read_bytes() == (tmp_path / "another.db").read_bytes()
    assert _left_behind(old) == [".kb.db.lock"]


def test_a_kill_at_any_moment_leaves_a_whole_file(
    loaded: Corpus, old: Path, tmp_path: Path
) -> None:
    started = time.perf_counter()
    new = build(loaded, tmp_path / "another.db").path.read_bytes()
    before = old.read_bytes()
    for moment in _moments(time.perf_counter() - started, 20):
        old.write_bytes(before)

        def killed(moment: float = moment) -> None:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_REAL, moment)
            build(loaded, old)

        assert _forked(killed) in {0, -signal.SIGALRM}
        assert old.read_bytes() in {before, new}
    build(loaded, old)
    assert (old.read_bytes(), _left_behind(old)) == (new, [".kb.db.lock"])


@pytest.mark.parametrize("is_begun", [False, True])
def test_the_command_killed_leaves_the_old_file(old: Path, *, is_begun: bool) -> None:
    process = subprocess.Popen([PROGRAM, "build", "--root", FULL, "--db", old])
    while is_begun and not old.with_name(".kb.db.new").exists():
        assert process.poll() is None
    process.kill()
    assert process.wait() == KILLED
    assert _is_untouched(old)


def test_an_interrupt_at_any_step_is_told_and_leaves_nothing(
    loaded: Corpus, old: Path, tmp_path: Path
) -> None:
    for step in range(1, _counted(loaded, tmp_path / "another.db") + 1):
        with pytest.raises(KeyboardInterrupt):
            build(loaded, old, _kill_at(step, signal.SIGINT))
        assert _is_untouched(old)
        assert _left_behind(old) == [".kb.db.lock"]


def test_an_interrupt_at_any_moment_of_the_command_ends_it_with_130(
    old: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = old.read_bytes()
    monkeypatch.setattr(sys, "argv", ["kb", "build", "--root", str(FULL), "--db", str(old)])
    started = time.perf_counter()
    assert _forked(main) == 0
    seconds = time.perf_counter() - started
    new = old.read_bytes()
    codes = set()
    for moment in _moments(seconds, 12):
        old.write_bytes(before)

        def interrupted(moment: float = moment) -> None:
            signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGINT))
            signal.setitimer(signal.ITIMER_REAL, moment)
            main()

        capfd.readouterr()
        code = _forked(interrupted)
        codes.add(code)
        said = capfd.readouterr().err.strip().partition(":")[0]
        assert (code, said, old.read_bytes()) in {(130, "interrupted", before), (0, "", new)}
    assert 130 in codes


def _limited(loaded: Corpus, target: Path, size: int) -> Callable[[], None]:
    """Build where files may not grow beyond a size: what a full disk says, but for its number."""

    def act() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        with pytest.raises(BuildError) as caught:
            build(loaded, target)
        assert str(caught.value).startswith(f"cannot write {target}: ")
        assert caught.value.hint == "make room on the disk, or choose another place with --db"

    return act


def test_a_full_disk_is_told_and_leaves_the_old_file(
    loaded: Corpus, old: Path, tmp_path: Path
) -> None:
    whole = build(loaded, tmp_path / "another.db").path.stat().st_size
    for size in (0, 1, 4096, 10_000, *range(50_000, whole, 50_000), whole - 1):
        assert _forked(_limited(loaded, old, size)) == 0, size
        assert _is_untouched(old), size
        assert _left_behind(old) == [".kb.db.lock"], size


def test_a_full_disk_is_told_by_the_command(
    old: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def act() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        main()

    monkeypatch.setattr(sys, "argv", ["kb", "build", "--root", str(FULL), "--db", str(old)])
    assert _forked(act) == 1
    said = capfd.readouterr().err
    assert said.startswith(f"Error: cannot write {old}: ")
    assert "hint: make room on the disk, or choose another place with --db" in said
    assert "Traceback" not in said
    assert _is_untouched(old)


def test_two_builds_at_once_are_one_build_and_one_refusal(loaded: Corpus, old: Path) -> None:
    told, tell = os.pipe()
    freed, free = os.pipe()

    def waiting(_label: str, done: int, _all: int) -> None:
        if done == 1:
            os.write(tell, b"begun")
            os.read(freed, 1)

    child = os.fork()
    if child == 0:
        build(loaded, old, waiting)
        os._exit(0)
    assert os.read(told, 5) == b"begun"
    with pytest.raises(BuildError) as caught:
        build(loaded, old)
    assert str(caught.value) == f"another build of {old} is running"
    assert caught.value.hint == "wait until it is done"
    assert _is_untouched(old)
    os.write(free, b"goon")
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert faults(old) == []
    assert _left_behind(old) == [".kb.db.lock"]
    for end in (told, tell, freed, free):
        os.close(end)


def test_builds_of_two_files_in_one_folder_do_not_hinder_each_other(
    loaded: Corpus, tmp_path: Path
) -> None:
    def build_another(_label: str, done: int, _all: int) -> None:
        if done == 1:
            build(loaded, tmp_path / "kb.db.db")

    build(loaded, tmp_path / "kb.db", build_another)
    assert faults(tmp_path / "kb.db") == faults(tmp_path / "kb.db.db") == []


def test_a_folder_that_may_not_be_written_is_told(loaded: Corpus, old: Path) -> None:
    old.parent.chmod(0o500)

    def act() -> None:
        if os.geteuid() == 0:  # whom no permission stops
            os.setuid(NOBODY)
        with pytest.raises(BuildError) as caught:
            build(loaded, old)
        assert str(caught.value) == f"cannot write {old}: Permission denied"
        assert caught.value.hint == "let kb write there, or choose another place with --db"

    assert _forked(act) == 0
    old.parent.chmod(0o700)
    assert _is_untouched(old)


@pytest.mark.parametrize("place", ["a-file/kb.db", "a-folder", "a-file/deeper/kb.db"])
def test_a_place_that_cannot_be_is_told(loaded: Corpus, tmp_path: Path, place: str) -> None:
    (tmp_path / "a-file").write_text("text", "utf-8")
    (tmp_path / "a-folder").mkdir()
    with pytest.raises(BuildError, match=r"cannot write .*(Not a|Is a|File exists)"):
        build(loaded, tmp_path / place)
    assert list(tmp_path.rglob("*.new")) == []


def test_folders_on_the_way_are_made(loaded: Corpus, tmp_path: Path) -> None:
    assert faults(build(loaded, tmp_path / "one" / "two" / "kb.db").path) == []


def test_a_target_with_odd_signs_is_built(loaded: Corpus, tmp_path: Path) -> None:
    assert faults(build(loaded, tmp_path / "kb[1]?*#%41 .db").path) == []


def test_a_file_with_faults_is_not_put_in_place(loaded: Corpus, old: Path) -> None:
    fewer = {key: claim for key, claim in loaded.claims.items() if key != "leaves-tremble"}
    with pytest.raises(AssertionError, match="of statement_claim refers to nothing in claim"):
        build(replace(loaded, claims=fewer), old)
    assert _is_untouched(old)
    assert _left_behind(old) == [".kb.db.lock"]
