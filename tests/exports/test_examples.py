"""The gallery in `docs/examples`: made by the commands that it names, from today's data."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.command import run

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "docs" / "examples"
COMMANDS = re.findall("^kb (.+)$", (FOLDER / "README.md").read_text("utf-8"), re.MULTILINE)
LARGEST = 150_000
DIGEST = re.compile(rb"\b[0-9a-f]{64}\b")
"""Of the build an example is made from: it tells apart programs, too, which change it often."""


def test_every_example_is_named_with_its_command() -> None:
    made = {Path(shlex.split(command)[-2]).name for command in COMMANDS}
    assert made == {path.name for path in FOLDER.iterdir()} - {"README.md"}


@pytest.mark.parametrize("command", COMMANDS)
def test_an_example_is_what_its_command_makes_today(
    real: Path, tmp_path: Path, command: str
) -> None:
    *words, place, _force = shlex.split(command)
    target = tmp_path / Path(place).name
    done = run(*words, target, "--db", real)
    assert done.exit_code == 0, done.output
    assert target.stat().st_size < LARGEST
    made, kept = (DIGEST.sub(b"", path.read_bytes()) for path in (target, ROOT / place))
    assert made == kept, "run the commands of docs/examples/README.md, and look at what they change"
