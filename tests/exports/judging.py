"""Validators that cannot live beside kb, asked through the environment that is theirs."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

PYTHON = ROOT / ".venv-judges" / "bin" / "python"
JUDGES = Path(__file__).parent / "judges"


def judged(judge: str, path: Path) -> Any:  # noqa: ANN401 - what it says, of any form
    """Give what a validator says of a file; skip the test where there is no such environment."""
    if not PYTHON.exists():
        pytest.skip("no .venv-judges: `python scripts/setup.py judges` makes it")
    words = [PYTHON, JUDGES / f"{judge}.py", path]
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
