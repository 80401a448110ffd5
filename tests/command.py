"""Run kb's commands: in this process for what they say, as a program where processes matter."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from kb.cli import cli

PROGRAM = Path(sys.executable).with_name("kb")


def run(*words: str | Path, stdin: str | bytes | None = None) -> Result:
    """Run a command in this process; an exception that reaches the top fails the test."""
    return CliRunner(env={"COLUMNS": "100"}).invoke(
        cli, [str(word) for word in words], stdin, catch_exceptions=False
    )


def kb(*words: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:  # noqa: ANN401 - subprocess's own
    """Run the installed program, as from a shell."""
    command = [PROGRAM, *words]
    return subprocess.run(
        command, check=False, capture_output=True, encoding="utf-8", timeout=60, **options
    )
