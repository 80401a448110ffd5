"""Programs in the languages that documentation and examples are written in."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

LANGUAGES: Mapping[str, Sequence[str]] = {
    "sh": ("/bin/sh", "-e", "-c"),
    "python": (sys.executable, "-W", "error", "-c"),
    "js": ("node", "--input-type=module", "--eval"),
    "r": ("Rscript", "--vanilla", "-e"),
}
"""How a program's text is run, by its language."""
FILES: Mapping[str, Sequence[str]] = {
    ".sh": ("/bin/sh",),
    ".mjs": ("node",),
    ".R": ("Rscript", "--vanilla"),
}
"""How a file is run, by the end of its name."""


@cache
def _is_there(command: str) -> bool:
    """Whether a command is installed with what its programs need: R jsonlite, the shell curl."""
    if command == "Rscript" and shutil.which(command):
        asked = (command, "--vanilla", "-e", "library(jsonlite)")
        return subprocess.run(asked, check=False, capture_output=True).returncode == 0
    return shutil.which("curl" if command == "/bin/sh" else command) is not None


def ran(language: str, program: str, folder: Path) -> str:
    """Run the text of a program in a folder and give what it prints."""
    return _printed([*LANGUAGES[language], program], folder)


def ran_file(path: Path, folder: Path, *arguments: str) -> str:
    """Run a file in a folder and give what it prints."""
    return _printed([*FILES[path.suffix], str(path), *arguments], folder)


def _printed(command: Sequence[str], folder: Path) -> str:
    """Run a command that must not complain; skip where it is not installed."""
    if not _is_there(command[0]):
        pytest.skip(f"{command[0]} is not here with what it needs; .ci/run installs it")
    done = subprocess.run(
        command,
        check=False,
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env={**os.environ, "LC_ALL": "C.UTF-8", "NODE_NO_WARNINGS": "1"},  # Node 18 warns of fetch
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    return done.stdout
