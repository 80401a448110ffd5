"""docs/growing.md: an article from nothing to its gaps, followed command by command."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.cli import cli
from kb.drafting.todo import TASKS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "growing.md"
FENCE = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def steps(shown: str) -> Iterator[tuple[str, str]]:
    """Give each command of a block, and what is printed below it."""
    for part in re.split(r"^\$ ", shown, flags=re.MULTILINE)[1:]:
        words = re.match(r"(?:.*\\\n)*.*\n", part)
        assert words
        yield words[0].replace("\\\n", " ").strip(), part[words.end() :]


def printed(command: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give what a command prints, in both its outputs."""
    program, *words = shlex.split(command)
    if program == "cd":
        monkeypatch.chdir(words[0])
        return ""
    assert program == "kb"
    runner = CliRunner(env={"COLUMNS": "100"})
    return runner.invoke(cli, words, prog_name="kb", catch_exceptions=False).output


def follow(text: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Do what a page tells: give the page with what is printed now."""

    def done(match: re.Match[str]) -> str:
        language, name, shown = match[1], match[2].strip(), match[3]
        if language != "console":
            with Path(name).open("a", encoding="utf-8") as file:
                file.write(shown)
            return match[0]
        told = "".join(
            f"$ {part}{printed(command, monkeypatch)}"
            for (command, _), part in zip(steps(shown), _asked(shown), strict=True)
        )
        return f"```console\n{told}```"

    return FENCE.sub(done, text)


def _asked(shown: str) -> list[str]:
    """Give the commands as they are written, on one line or more."""
    return re.findall(r"^\$ ((?:.*\\\n)*.*\n)", shown, re.MULTILINE)


def test_page_prints_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = PAGE.read_text("utf-8")
    assert re.sub(r"in [0-9.]+ s:", "in 0.5 s:", follow(text, monkeypatch)) == text


def test_every_kind_of_work_is_told() -> None:
    told = re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert told == [(kind, label) for kind, (label, _) in TASKS.items()]
