"""What goes wrong at a curator's desk: a clear message with what to do, and the old file intact."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from tests.command import PROGRAM, kb, run
from tests.test_cli_check import change
from tests.test_files import public, without_rights

__all__ = ["public"]  # a fixture

CLAIM = Path("data") / "claims" / "wrist-pain.yaml"
POST = Path("data") / "documents" / "cold-hands-post.yaml"


@pytest.fixture
def root(corpus: Path) -> Path:
    """Give a knowledge base that was built before everything went wrong."""
    (corpus / "build").mkdir()
    (corpus / "build" / "kb.db").write_bytes(b"the old database")
    return corpus


def refused(root: Path, *words: str | Path) -> str:
    """Give what `kb build` says when it builds nothing; the old file is as it was."""
    result = run("build", "--root", root, *words)
    assert result.exit_code == 1
    assert result.stderr.endswith("nothing was built\n")
    assert only_the_old_file(root)
    return result.stdout


def only_the_old_file(root: Path) -> bool:
    """Say whether the old database is whole, and nothing half-made lies beside it."""
    left = {path.name for path in (root / "build").iterdir()} - {".kb.db.lock", ".cache"}
    return left == {"kb.db"} and (root / "build" / "kb.db").read_bytes() == b"the old database"


# -- files -----------------------------------------------------------------------------------


def test_half_written_yaml(root: Path) -> None:
    text = (root / POST).read_text("utf-8")
    (root / POST).write_text(text[: text.index("hedging: asserted") + 4], "utf-8")
    assert refused(root) == snapshot("""\
data/documents/cold-hands-post.yaml:34:5: error[yaml-syntax] this is no `key: value`
        hedg
        ^
    hint: write `key: value`, and indent the lines that go on
""")


def test_half_a_bracket(root: Path) -> None:
    text = (root / POST).read_text("utf-8")
    (root / POST).write_text(text[: text.index("[87, 170]") + 4], "utf-8")
    assert refused(root) == snapshot("""\
data/documents/cold-hands-post.yaml:29:15: error[yaml-syntax] a value is missing
        span: [87,
                  ^
    hint: close a bracket, or remove the extra comma
""")


def test_utf16(root: Path) -> None:
    (root / CLAIM).write_bytes((root / CLAIM).read_text("utf-8").encode("utf-16"))
    assert refused(root) == snapshot("""\
data/claims/wrist-pain.yaml: error[wrong-encoding] the file seems to be UTF-16, not UTF-8
    hint: save the file again as UTF-8: iconv -f UTF-16 -t UTF-8
""")


def test_file_of_100_megabytes(root: Path) -> None:
    with (root / CLAIM).open("ab") as file:
        file.truncate(100 * 2**20)  # sparse: takes no room on the disk
    assert refused(root) == snapshot("""\
data/claims/wrist-pain.yaml: error[file-too-large] the file has 100 MB; at most 32 MB are read
    hint: one record a file; keep data and copies of documents elsewhere
""")


@pytest.mark.parametrize("file", [CLAIM, Path("citations.bib"), Path("data") / "kb.yaml"])
def test_directory_where_a_file_should_be(root: Path, file: Path) -> None:
    (root / file).unlink()
    (root / file).mkdir()
    assert (
        f"{file}: error[unreadable-file] this is a folder\n"
        "    hint: put a file here, or move it away\n"
    ) in refused(root)


def test_file_without_read_permission(public: Path) -> None:
    assert run("init", public / "kb").exit_code == 0
    (public / "kb" / "data" / "kb.yaml").chmod(0o000)
    assert without_rights(_expect_no_permission, public / "kb") == 0


def _expect_no_permission(root: Path) -> None:
    result = run("check", "--root", root)
    assert result.exit_code == 1
    assert result.output == (
        "data/kb.yaml: error[unreadable-file] no permission to read this\n"
        "    hint: allow reading it (chmod +r)\n"
    )


def test_folder_without_write_permission(public: Path) -> None:
    assert run("init", public / "kb").exit_code == 0
    elsewhere = public / "kb.db"  # once as ourselves: nobody may not read Python's own files
    assert run("build", "--root", public / "kb", "--db", elsewhere).exit_code == 0
    assert without_rights(_expect_no_place, public / "kb") == 0


def _expect_no_place(root: Path) -> None:
    result = run("build", "--root", root)
    assert result.exit_code == 1
    first, hint, last = result.stderr.splitlines()
    assert first == f"Error: cannot write {root}/build/kb.db: Permission denied"
    assert hint.startswith("hint: ")
    assert hint.endswith("or choose another place with --db")
    assert last == "The old file, if there is one, is as it was."


def test_bibtex_cut_in_the_middle(root: Path) -> None:
    text = (root / "citations.bib").read_text("utf-8")
    (root / "citations.bib").write_text(text[: text.index("10.5555") + 5], "utf-8")
    assert refused(root) == snapshot("""\
citations.bib:21:13: error[bibtex-syntax] @article `inventa1999` (line 16): the value of `doi` is not closed
      doi     = {10.55
                ^
    hint: write `}` at its end
""")  # noqa: E501 - as printed


# -- what is written in them -----------------------------------------------------------------


def test_unknown_key_one_letter_off(root: Path) -> None:
    change(root, str(CLAIM), "outcome:", "outcom:")
    assert refused(root) == snapshot("""\
data/claims/wrist-pain.yaml:6:1: error[unknown-key] unknown key `outcom`
    outcom: wrist-pain
    ^
    hint: did you mean `outcome`?
""")


def test_span_past_the_end(root: Path) -> None:
    change(root, str(POST), "[656, 679]", "[656, 6790]")
    assert refused(root) == snapshot("""\
data/documents/cold-hands-post.yaml:184:11: error[span-outside-document] the span ends at 6790, but the document has 680 characters
        span: [656, 6790]
              ^
    hint: correct the span; `kb verify --documents DIR` finds the place by its anchor
""")  # noqa: E501 - as printed


def test_wrong_document_under_the_right_name(root: Path) -> None:
    (root / "documents" / "cold-hands-post.txt").write_text("Another article.\n", "utf-8")
    result = run("check", "--root", root, "--documents", root / "documents")
    assert result.exit_code == 1
    assert result.stdout == snapshot("""\
data/documents/cold-hands-post.yaml:6:9: error[document-differs] cold-hands-post.txt is not the text the spans were made for
    sha256: 2d6a6293ff6c118cabda8ec75ce39f30fc113683a08b16c8b3005f7575986933
            ^
    hint: `kb verify --documents DIR` says what is found, moved or gone
""")  # noqa: E501 - as printed
    assert run("build", "--root", root, "--documents", root / "documents").exit_code == 1
    assert only_the_old_file(root)


# -- the machine -----------------------------------------------------------------------------


def test_full_disk(root: Path) -> None:
    """A limit on the size of files stands for a disk without room: SQLite cannot write on."""
    command = 'ulimit -f 100 && exec "$0" build --root "$1"'
    words = ["/bin/sh", "-c", command, str(PROGRAM), str(root)]
    result = subprocess.run(words, check=False, capture_output=True, text=True)
    assert result.returncode == 1
    assert result.stderr == (
        f"Error: cannot write {root}/build/kb.db: disk I/O error\n"
        "hint: make room on the disk, or choose another place with --db\n"
        "The old file, if there is one, is as it was.\n"
    )
    assert only_the_old_file(root)


def test_full_disk_behind_the_output(built: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        command = [str(PROGRAM), "show", "wrist-pain", "--root", str(built)]
        result = subprocess.run(command, check=False, stdout=full, stderr=subprocess.PIPE)
    assert result.returncode == 1
    assert result.stderr == b"Error: No space left on device\n"


def test_two_builds_at_once(root: Path) -> None:
    with (root / "build" / ".kb.db.lock").open("w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        result = run("build", "--root", root)
    assert result.exit_code == 1
    assert result.stderr == (
        f"Error: another build of {root}/build/kb.db is running\n"
        "hint: wait until it is done\n"
        "The old file, if there is one, is as it was.\n"
    )
    assert only_the_old_file(root)
    assert run("build", "--root", root).exit_code == 0


@pytest.mark.slow
def test_ctrl_c_while_a_file_is_being_built(root: Path) -> None:
    _grow(root, 1500)
    _interrupted(root, (root / "build" / ".kb.db.new").exists)
    assert kb("build", "--root", root).returncode == 0


def test_build_onto_what_is_no_file_leaves_it_as_it_is(root: Path) -> None:
    pipe = root / "pipe"
    os.mkfifo(pipe)
    result = run("build", "--root", root, "--db", pipe)
    assert result.exit_code == 1
    assert result.stderr == (
        f"Error: cannot write {pipe}: this is no regular file\n"
        "hint: choose another place with --db\n"
        "The old file, if there is one, is as it was.\n"
    )
    assert pipe.is_fifo()
    assert not [path for path in root.iterdir() if path.name.startswith(".pipe")]


@pytest.mark.slow
def test_ctrl_c_while_the_text_is_being_read(root: Path) -> None:
    _grow(root, 1500)
    _interrupted(root, lambda: True)


def _grow(root: Path, number: int) -> None:
    """Add claims, so that there is something to interrupt."""
    text = (root / "data" / "claims" / "numb-skin.yaml").read_text("utf-8")
    for index in range(number):
        claim = text.replace("id: numb-skin", f"id: copy-{index}")
        claim = claim.replace("claim: Water", f"claim: Bowl {index} of water")
        (root / "data" / "claims" / f"copy-{index}.yaml").write_text(claim, "utf-8")


def _interrupted(root: Path, is_time: Callable[[], bool]) -> None:
    """Press Ctrl-C when it is time; nothing may be left but the old file."""
    command = [str(PROGRAM), "build", "--root", str(root)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8") as process:
        while not (is_time() and _has_begun(process.pid)):
            assert process.poll() is None
            os.sched_yield()
        process.send_signal(signal.SIGINT)
        assert process.stderr
        assert process.stderr.read().strip() == "interrupted: the built file is as it was"
        assert process.wait(30) == 130
    assert only_the_old_file(root)


def _has_begun(pid: int) -> bool:
    """Say whether a process has loaded what it needs: SQLAlchemy's C code comes late."""
    return "sqlalchemy" in Path(f"/proc/{pid}/maps").read_text("ascii")
