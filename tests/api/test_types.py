"""Type checkers understand what users write, and refuse slips: tests/api/user_code.py has both.

mypy reads it with all other code, as pyproject.toml says; pyright reads nothing else.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ROOT / "tests" / "api" / "user_code.py"


def test_pyright_understands_user_code(tmp_path: Path) -> None:
    settings = {
        "include": [str(CODE)],
        "extraPaths": [str(ROOT)],
        "typeCheckingMode": "standard",
        "strictParameterNoneValue": True,
        "enableTypeIgnoreComments": False,
        "reportUnnecessaryComparison": "error",
        "reportUnnecessaryTypeIgnoreComment": "error",
    }
    config = tmp_path / "pyrightconfig.json"
    config.write_text(json.dumps(settings), "utf-8")
    pyright = Path(sys.executable).with_name("basedpyright")
    command = [str(pyright), "--project", str(config), "--pythonpath", sys.executable]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert "0 errors" in done.stdout
