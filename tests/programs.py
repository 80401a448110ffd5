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
ENDS: Mapping[str, str] = {".py": "python", ".mjs": "js", ".R": "r", ".sh": "sh"}
"""Languages by the ending of a file's name."""


@cache
def _is_there(language: str) -> bool:
    command = LANGUAGES[language][0]
    if shutil.which(command) is None or (language == "sh" and shutil.which("curl") is None):
        return False
    if language == "r":
        asked = ("Rscript", "--vanilla", "-e", "library(jsonlite)")
        return subprocess.run(asked, check=False, capture_output=True).returncode == 0
    return True


def ran(language: str, program: str, folder: Path, *arguments: str) -> str:
    """Run a program in a folder and give what it prints; skip where its language is missing."""
    if not _is_there(language):
        pytest.skip(f"{language} is not installed here with what it needs; .ci/run installs it")
    done = subprocess.run(
        [*LANGUAGES[language], program, *arguments],
        check=False,
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env={**os.environ, "LC_ALL": "C.UTF-8", "NODE_NO_WARNINGS": "1"},  # Node 18 warns of fetch
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    return done.stdout
