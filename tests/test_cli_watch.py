"""`kb check --watch`: again at each change, until it is interrupted."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from kb.cli.watch import watch
from tests.command import PROGRAM, run


class _Enough(Exception):  # noqa: N818 - the end of a test, no error
    """There is nothing more to do."""


def looks(root: Path, documents: Path | None, changes: Iterator[object]) -> int:
    """Give how often is looked, where a change is made at each pause; then it ends."""
    seen: list[None] = []

    def pause() -> None:
        try:
            next(changes)
        except StopIteration:
            raise _Enough from None

    with pytest.raises(_Enough):
        watch(root, documents, lambda: seen.append(None), pause)
    return len(seen)


def test_each_change_is_looked_at_once(corpus: Path) -> None:
    claim = corpus / "data" / "claims" / "wrist-pain.yaml"

    def changes() -> Iterator[object]:
        yield None
        yield claim.write_text(claim.read_text("utf-8") + "# more\n", "utf-8")
        yield None
        yield (corpus / "citations.bib").write_text("", "ascii")
        claim.unlink()
        yield None
        yield (corpus / "documents" / "new.txt").write_text("unseen", "ascii")
        yield (corpus / "data" / "claims" / ".hidden").write_text("unseen", "ascii")
        (corpus / "data" / ".git").mkdir()
        yield (corpus / "data" / ".git" / "x").write_text("unseen", "ascii")

    assert looks(corpus, None, changes()) == 4


def test_documents_are_watched_where_they_are_named(corpus: Path) -> None:
    documents = corpus / "documents"

    def changes() -> Iterator[object]:
        yield (documents / "new.txt").write_text("seen", "ascii")
        (corpus / "citations.bib").unlink()
        yield None
        (documents / "gone.txt").symlink_to("nowhere")
        yield None

    assert looks(corpus, documents, changes()) == 3


def test_problems_are_shown_anew_and_an_interrupt_ends_it(corpus: Path) -> None:
    claim = corpus / "data" / "claims" / "wrist-pain.yaml"
    text = claim.read_text("utf-8")
    with subprocess.Popen(
        [PROGRAM, "check", "--watch", "--root", corpus],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as running:
        assert running.stdout
        assert running.stdout.readline() == "no problems\n"
        claim.write_text(text.replace("kind: effect", "kind: effects"), "utf-8")
        assert "error[unknown-word] `kind` cannot be `effects`" in running.stdout.readline()
        running.send_signal(signal.SIGINT)
        running.stdout.read()
    assert running.returncode == 130


def test_watching_starts_with_a_check(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (corpus / "data" / "claims" / "wrist-pain.yaml").write_text("", "ascii")

    def interrupted(_seconds: float) -> None:
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr("time.sleep", interrupted)
    with pytest.raises(click.Abort):
        run_alone("check", "--watch", "--root", str(corpus))


def run_alone(*words: str) -> None:
    """Run a command as the program does."""
    from kb.cli import cli  # noqa: PLC0415

    cli(list(words), standalone_mode=False)


def test_check_without_it_ends(corpus: Path) -> None:
    assert run("check", "--root", corpus).exit_code == 0
