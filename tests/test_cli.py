"""The program as a whole: help, exit codes, and what stops a command from outside."""

from __future__ import annotations

import fcntl
import io
import json
import os
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path
from typing import IO

import click
import pytest
from click.shell_completion import ShellComplete

from kb import __version__
from kb.cli import COMMANDS, cli, main
from tests.command import PROGRAM, kb, run

HEAVY = (
    "pydantic",
    "sqlalchemy",
    "sqlmodel",
    "sqlite_utils",
    "datasette",
    "pybtex",
    "yaml",
    "rich",
)

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Give a function that runs `main` with words and gives exit code, output and errors."""

    def called(*words: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["kb", *map(str, words)])
        with pytest.raises(SystemExit) as end:
            main()
        return (int(end.value.code or 0), *capsys.readouterr())

    return called


# -- help ------------------------------------------------------------------------------------


def test_help_names_every_command_with_one_line() -> None:
    result = run("--help")
    assert result.exit_code == 0
    for name, line in COMMANDS.items():
        assert f"  {name:11} {line}" in result.output


def test_every_module_of_a_command_is_listed() -> None:
    assert cli.list_commands(click.Context(cli)) == list(COMMANDS)
    assert all(cli.get_command(cli.make_context("kb", ["check"]), name) for name in COMMANDS)


def test_names_of_commands_are_completed_in_the_shell() -> None:
    completing = ShellComplete(cli, {}, "kb", "_KB_COMPLETE")
    assert [item.value for item in completing.get_completions([], "se")] == ["serve", "search"]


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_each_command_begins_with_its_purpose(name: str) -> None:
    result = run(name, "-h")
    assert result.exit_code == 0
    assert result.output.startswith(f"Usage: kb {name} ") or result.output.startswith("Usage: ")
    assert result.output == run(name, "--help").output


def test_version() -> None:
    assert run("--version").output == f"kb, version {__version__}\n"


@pytest.mark.parametrize("words", [["--help"], ["--version"], []])
def test_help_loads_nothing_heavy(words: list[str]) -> None:
    script = (
        "import sys; from kb.cli import main\n"
        f"sys.argv = ['kb', *{words}]\n"
        "try: main()\n"
        f"finally: sys.stderr.write(repr([name for name in {HEAVY} if name in sys.modules]))"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, text=True
    )
    assert result.stderr.endswith("[]")


# -- exit codes ------------------------------------------------------------------------------


def test_clean_text_ends_with_0(call: Call, corpus: Path) -> None:
    assert call("check", "--root", corpus) == (0, "", "")


def test_problems_end_with_1(call: Call, corpus: Path) -> None:
    (corpus / "citations.bib").unlink()
    code, output, _ = call("check", "--root", corpus)
    assert code == 1
    assert output.startswith("citations.bib: error[unreadable-file] there is no such file\n")


def test_program_hands_the_exit_code_to_the_shell(corpus: Path) -> None:
    assert kb("check", "--root", corpus).returncode == 0
    (corpus / "citations.bib").unlink()
    assert kb("check", "--root", corpus).returncode == 1


def test_misspelt_command_is_misuse_and_the_one_meant_is_named(call: Call) -> None:
    code, _, errors = call("searsh", "pain")
    assert code == 2
    assert errors.endswith("Error: there is no command `searsh`: did you mean `search`?\n")


def test_unknown_command_is_misuse() -> None:
    result = run("xyzzy")
    assert result.exit_code == 2
    assert "there is no command `xyzzy`: `kb --help` lists all" in result.output


def test_misspelt_option_is_misuse(call: Call) -> None:
    code, _, errors = call("check", "--document", ".")
    assert code == 2
    assert "No such option '--document'" in errors
    assert "--documents" in errors


def test_without_a_knowledge_base_it_is_said_how_to_begin(
    call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, errors = call("check")
    assert code == 2
    assert f"no data/kb.yaml in {tmp_path} or above it: give --root DIR" in errors
    assert "or begin one with `kb init DIR`" in errors


def test_knowledge_base_is_found_from_a_folder_below(
    monkeypatch: pytest.MonkeyPatch, corpus: Path
) -> None:
    monkeypatch.chdir(corpus / "data" / "claims")
    assert run("check").exit_code == 0


def test_root_that_holds_nothing_has_problems_not_a_traceback(tmp_path: Path) -> None:
    result = run("check", "--root", tmp_path)
    assert result.exit_code == 1
    assert "data/kb.yaml: error[unreadable-file] there is no such file" in result.output


# -- stopped from outside --------------------------------------------------------------------


def test_what_the_system_refuses_is_told_in_a_sentence(call: Call, corpus: Path) -> None:
    (corpus / "docs").touch()
    assert call("schema", "--root", corpus, "--write") == (
        1,
        "",
        f"Error: {corpus}/docs/schema: Not a directory\n",
    )


def test_error_of_the_system_without_a_name_is_told(
    call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert call("check") == (1, "", "Error: No such file or directory\n")


class Interrupting(io.BytesIO):
    """A keyboard at which somebody presses Ctrl-C."""

    def read(self, _size: int | None = -1) -> bytes:
        """Give nothing; interrupt."""
        signal.raise_signal(signal.SIGINT)
        return b""


def test_interrupt_ends_with_130_and_says_what_is_as_it_was(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Interrupting()))
    code, output, errors = call("query", "-")
    assert (code, output) == (130, "")
    assert errors.strip() == "interrupted: the built file is as it was"


def test_interrupted_program_ends_with_130_and_no_traceback(built: Path) -> None:
    command = [str(PROGRAM), "query", "-", "--root", str(built)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stderr=pipe, text=True) as process:
        assert process.stdin
        assert process.stderr
        process.stdin.write("select 1")
        process.stdin.flush()
        while _unread(process.stdin):
            os.sched_yield()
        process.send_signal(signal.SIGINT)
        assert process.stderr.read().strip() == "interrupted: the built file is as it was"
        assert process.wait(20) == 130


def _unread(pipe: IO[str]) -> int:
    """Count the bytes that wait in a pipe."""
    (number,) = struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, b"\0\0\0\0"))
    return int(number)


def test_closed_pipe_ends_quietly(built: Path) -> None:
    sql = "select a.i from n a, n b, n c, n d"  # 160,000 lines: more than a pipe holds
    numbers = " union select ".join(map(str, range(20)))
    query = f"with n(i) as (select {numbers}) {sql}"
    words = f"query '{query}' --root '{built}' --limit 160000 --format csv"
    command = f"'{PROGRAM}' {words} | head -n 1"
    result = subprocess.run(["/bin/sh", "-c", command], check=True, capture_output=True, text=True)
    assert (result.stdout, result.stderr) == ("i\n", "")


# -- what is printed -------------------------------------------------------------------------


def test_nothing_is_coloured_in_a_pipe(built: Path) -> None:
    assert "\x1b" not in kb("show", "wrist-pain", "--root", built).stdout


def test_utf8_is_printed_in_any_locale(built: Path) -> None:
    environment = {**os.environ, "LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    sql = "select 'Größe' as a"
    result = kb("query", sql, "--root", built, "--format", "json", env=environment)
    assert json.loads(result.stdout) == [{"a": "Größe"}]


def test_name_that_is_not_unicode_is_printed_escaped(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"tea\xe9")
    folder.mkdir()
    result = kb("search", "x", "--root", folder)
    assert result.returncode == 1
    assert "tea\ufffd/build/kb.db is not there: run `kb build` first" in result.stderr


def test_misuse_cannot_act_upon_the_terminal(call: Call) -> None:
    _, _, errors = call("\x1b[2Jchek\u202e")
    assert "\x1b" not in errors
    assert "\u202e" not in errors


def test_output_that_is_no_file_is_left_as_it_is(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = io.StringIO()
    monkeypatch.setattr(sys, "stdout", shown)
    assert call("--version")[0] == 0
    assert shown.getvalue() == f"kb, version {__version__}\n"
