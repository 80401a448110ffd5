"""Help: every command has examples that run as they stand, and says what its exit codes mean."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from kb.cli import COMMANDS, SECTIONS, cli
from kb.cli.command import Command, Group
from tests.command import PROGRAM, run

ENDLESS = {"serve", "mcp"}
"""Commands that run until they are stopped: of their examples only the words are looked at."""
SLOW = {"recompute"}
"""The same: Spark is long in starting, and tests/engines/test_spark.py runs it."""
AFAR = "spark://"
"""What stands in an example that needs a cluster: the same there."""
STUDIES = "study,yi,vi,a,b,c,d\nDoe,0.7,0.2,10,20,5,25\nRoe,-0.1,0.1,8,12,9,11\n"
MAPPING = """\
{id: set, title: Set, origin: here, licence: CC0-1.0, files: [{file: claims.csv, make: [
  {claim: {id: "{id}", claim: "{claim}", kind: effect}}]}]}
"""


def command(name: str) -> Command | Group:
    """Give a command."""
    found = cli.get_command(click.Context(cli), name)
    assert isinstance(found, Command | Group), f"{name} is none of kb.cli.command"
    return found


ALL = [line for name in COMMANDS for line in command(name).examples]


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give what `kb init` begins, built, with a lake, two commits and a table of studies."""
    root = tmp_path_factory.mktemp("begun") / "kb"
    run("init", root)
    run("build", "--root", root)
    run("export", "lake", "--root", root)
    (root / "studies.csv").write_text(STUDIES, "ascii")
    (root / "claims.csv").write_text("id,claim\n1,Tea helps\n", "ascii")
    (root / "claims.yaml").write_text(MAPPING, "ascii")
    for word in ("first", "second"):
        (root / "data" / "kb.yaml").write_text(
            (root / "data" / "kb.yaml").read_text("utf-8").replace("title: ", f"title: {word} "),
            "utf-8",
        )
        for line in (f"init -q {root}", "add -A", f"commit -qm {word}"):
            who = "-c user.name=x -c user.email=x@example.org"
            git = shlex.split(f"git -C {root} {who} {line}")
            subprocess.run(git, check=True)
    return root


@pytest.mark.parametrize("line", ALL)
def test_every_example_runs(
    line: str,
    begun: Path,
    built: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = shlex.split(line)
    base = built if words[1] == "whatif" else begun
    monkeypatch.chdir(shutil.copytree(base, tmp_path / "kb"))
    if words[1] in ENDLESS | SLOW or AFAR in line:
        parent = click.Context(cli, **cli.context_settings)
        assert command(words[1]).make_context(words[1], words[2:], parent=parent).params
        return
    if re.search(r"[|$*>]", line):
        path = f"{PROGRAM.parent}{os.pathsep}{os.environ['PATH']}"
        subprocess.run(["bash", "-ec", line], check=True, env={**os.environ, "PATH": path})  # noqa: S607
    else:
        assert run(*words[1:]).exit_code == 0


@pytest.mark.parametrize("name", COMMANDS)
def test_help_shows_examples_and_exit_codes(name: str) -> None:
    told = run(name, "--help").output
    lines = [line.strip() for line in told.partition("\nExamples:\n")[2].splitlines()]
    shown = list(command(name).examples)
    assert shown
    assert lines[: len(shown)] == shown
    assert all(f"kb {name}" in line for line in shown)
    assert "\nExit codes: 0 done, " in told


def test_commands_stand_in_groups() -> None:
    told = run("--help").output
    heads = [line[:-1] for line in told.splitlines() if re.fullmatch(r"[A-Z][a-z ]+:", line)]
    assert heads == ["Options", *SECTIONS]


def test_options_stand_in_sections() -> None:
    told = run("search", "--help").output
    heads = re.findall(r"^([A-Z][a-z]+):$", told, re.MULTILINE)
    assert heads == ["Filters", "Output", "General", "Examples"]
    shared = [run(name, "-h").output.partition("\nOutput:\n")[2] for name in ("query", "gaps")]
    assert all("\n  --json " in part and "\n  --root " in part for part in shared)


@pytest.mark.parametrize("name", COMMANDS)
def test_whoever_takes_a_format_takes_json_for_short(name: str) -> None:
    options = {option for one in command(name).params for option in one.opts}
    assert ("--format" in options) == ("--json" in options)
    assert not options & {"--quietly", "--database", "--out"}
