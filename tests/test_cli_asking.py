"""What a command was not told: asked where somebody can answer."""

from __future__ import annotations

import os
import pty
import sys

import click
import pytest

from kb.cli.asking import asked


def answered(monkeypatch: pytest.MonkeyPatch, *typed: str) -> None:
    """Let somebody at a terminal type lines."""
    ours, theirs = pty.openpty()
    os.write(ours, "".join(f"{line}\n" for line in typed).encode())
    monkeypatch.setattr(sys, "stdin", os.fdopen(theirs, encoding="utf-8", closefd=False))


def test_answer_is_taken_from_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answered(monkeypatch, "", "Own words.")
    assert asked("gist") == "Own words."
    assert capsys.readouterr() == ("", "gist: gist: ")


def test_word_that_is_no_choice_is_asked_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answered(monkeypatch, "efect", "effect")
    assert asked("kind", ["effect", "risk"]) == "effect"
    told = capsys.readouterr().err
    assert "kind (effect, risk): " in told
    assert "'efect' is not one of 'effect', 'risk'" in told


def test_answer_that_is_refused_is_asked_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def known(said: str) -> str:
        if said != "readers":
            message = f"there is no population `{said}`"
            raise click.UsageError(message)
        return said

    answered(monkeypatch, "reders", "readers")
    assert asked("population", convert=known) == "readers"
    assert "there is no population `reders`" in capsys.readouterr().err


def test_where_nobody_can_answer_it_is_said_what_to_give() -> None:
    with pytest.raises(click.UsageError, match="give --kind, one of effect, risk"):
        asked("kind", ["effect", "risk"])
    with pytest.raises(click.UsageError, match='give --claim, as "A'):
        asked("claim", example='"A."')
