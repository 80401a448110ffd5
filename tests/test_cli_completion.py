"""`kb completion`: the shell completes commands, options, ids and words."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.shell_completion import CompletionItem, ShellComplete

from kb import audits
from kb.cli import COMMANDS, cli
from kb.cli.explain import problems
from kb.cli.new import DRAFTS
from kb.cli.new import command as drafts
from kb.exports.format import names
from tests.command import PROGRAM, run
from tests.test_cli import HEAVY


def items(*words: str | Path) -> list[CompletionItem]:
    """Give what is offered for the last of some words."""
    *before, begun = map(str, words)
    return ShellComplete(cli, {}, "kb", "_KB_COMPLETE").get_completions(before, begun)


def offered(*words: str | Path) -> list[str]:
    """Give the words that are offered."""
    return [str(item.value) for item in items(*words)]


def test_commands_are_completed_with_what_they_do() -> None:
    assert {item.value: item.help for item in items("")} == dict(COMMANDS)
    assert offered("se") == ["serve", "search"]


def test_drafts_are_completed_with_what_they_begin() -> None:
    assert {item.value: item.help for item in items("new", "")} == dict(DRAFTS)
    assert offered("new", "st") == ["study"]
    assert drafts.list_commands(click.Context(drafts)) == list(DRAFTS)


def test_options_are_completed() -> None:
    assert offered("search", "--ou") == ["--outcome"]
    assert offered("gaps", "--severity", "m") == ["minor", "major"]
    assert offered("show", "--format", "") == ["text", "json"]


def test_formats_are_completed() -> None:
    assert offered("export", "") == [*names(), "lake", "all"]
    assert offered("export", "csv", "--pop") == ["--population"]


def test_ids_of_every_kind_are_completed(built: Path) -> None:
    assert offered("show", "--root", built, "wrist-p") == [
        "wrist-pain",
        "wrist-pain-unchanged",
    ]
    assert offered("show", "--root", built, "inventa") == ["inventa-trial", "inventa1999"]
    assert offered("whatif", "--root", built, "--without", "inv") == ["inventa-trial"]
    assert offered("gaps", "--root", built, "--document", "wr") == ["wrist-bath-guide"]


def test_an_id_comes_with_what_it_stands_for(built: Path) -> None:
    (item,) = items("gaps", "--root", built, "--claim", "numb")
    assert (item.value, item.help) == ("numb-skin", "Water near freezing numbs the skin.")


def test_ids_of_another_file_are_completed(built: Path, tmp_path: Path) -> None:
    (tmp_path / "other.db").symlink_to(built / "build" / "kb.db")
    assert offered("show", "--db", tmp_path / "other.db", "numb-") == ["numb-skin"]


def test_values_of_filters_are_completed(built: Path) -> None:
    assert offered("search", "--root", built, "--population", "off") == ["office-workers"]
    assert "mixed" in offered("export", "csv", "--root", built, "--verdict", "m")


def test_kind_then_id_are_completed(built: Path) -> None:
    assert offered("open", "st") == ["statement", "study"]
    assert offered("open", "--root", built, "claim", "numb") == ["numb-skin"]


def test_codes_are_completed() -> None:
    assert offered("explain", "") == sorted({*problems(), *audits.explanations()})


@pytest.mark.parametrize("content", [None, b"no database " * 200])
def test_without_a_built_file_nothing_is_offered(corpus: Path, content: bytes | None) -> None:
    if content:
        (corpus / "build").mkdir()
        (corpus / "build" / "kb.db").write_bytes(content)
    assert offered("show", "--root", corpus, "") == []


def test_outside_of_a_knowledge_base_nothing_is_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert offered("show", "") == []


# -- shells ----------------------------------------------------------------------------------


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_script_names_the_shell(shell: str) -> None:
    script = run("completion", shell).output
    assert f"_KB_COMPLETE={shell}_complete" in script


def test_shell_is_the_one_that_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELL", "/usr/bin/fish")
    assert run("completion").output == run("completion", "fish").output
    monkeypatch.setenv("SHELL", "/bin/sh")
    result = run("completion")
    assert result.exit_code == 2
    assert "$SHELL names none of bash, zsh, fish" in result.output


def test_bash_completes_an_id(built: Path) -> None:
    words = "kb show --root . morn"
    script = f"""
        eval "$(kb completion bash)"
        COMP_WORDS=({words}) COMP_CWORD=4
        _kb_completion kb morn .
        echo "${{COMPREPLY[@]}}"
    """
    path = f"{PROGRAM.parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", script],  # noqa: S607 - the shell that is meant
        check=True,
        capture_output=True,
        text=True,
        cwd=built,
        env={**os.environ, "PATH": path},
    )
    assert (done.stdout, done.stderr) == ("morning-stiffness\n", "")


def test_fish_is_told_all_of_what_a_word_means() -> None:
    script = run("completion", "fish").output
    assert script.count("string split") == script.count('string split --max 1 ","') == 1
    assert "," in COMMANDS["check"]


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
def test_fish_completes_a_command_whose_line_has_a_comma() -> None:
    done = subprocess.run(
        ["fish", "-c", "kb completion fish | source; complete -C 'kb chec'"],  # noqa: S607 - the shell that is meant
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PATH": f"{PROGRAM.parent}{os.pathsep}{os.environ['PATH']}"},
    )
    assert f"check\t{COMMANDS['check']}" in done.stdout.splitlines()


@pytest.mark.parametrize("words", ["kb ", "kb show m", "kb explain un", "kb search --outcome w"])
def test_nothing_heavy_is_loaded_to_complete(built: Path, words: str) -> None:
    count = len(words.split(" ")) - 1
    script = (
        "import sys; from kb.cli import main\n"
        "sys.argv = ['kb']\n"
        "try: main()\n"
        f"finally: sys.stderr.write(repr([name for name in {HEAVY} if name in sys.modules]))"
    )
    given = {"_KB_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(count)}
    done = subprocess.run(
        [sys.executable, "-c", script],
        check=False,
        capture_output=True,
        text=True,
        cwd=built,
        env={**os.environ, **given},
    )
    assert done.stdout
    assert done.stderr.endswith("[]")
