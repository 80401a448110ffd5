"""How long it takes from a change of one claim to the rebuilt file."""

from __future__ import annotations

import re
import shutil
import statistics
from contextlib import closing
from pathlib import Path

from kb.database.reader import connect
from scripts.benchmark.process import ROOT, cost

CLAIM = re.compile(r"^claim: .*\n(?:  .*\n)*", re.MULTILINE)
"""The proposition in a claim's file, however many lines it takes."""


def rebuilt(kb: Path, folder: Path, repeats: int) -> float:
    """Median wall clock in s of `kb build` after the words of a claim were changed."""
    shutil.copytree(ROOT / "data", folder / "data")
    shutil.copy(ROOT / "citations.bib", folder)
    file = min((folder / "data" / "claims").glob("*.yaml"))
    return statistics.median(
        _rebuilt(kb, file, f"Changed for the {number}. time.") for number in range(1, repeats + 1)
    )


def _rebuilt(kb: Path, file: Path, words: str) -> float:
    """Change a claim, build, and see that the file has the change."""
    file.write_text(CLAIM.sub(f"claim: {words}\n", file.read_text("utf-8"), count=1), "utf-8")
    root = file.parents[2]
    took = cost([kb, "build", "--root", root], 1)["wall"]
    with closing(connect(root / "build" / "kb.db")) as connection:
        found = connection.execute("select claim from claim where id = ?", [file.stem]).fetchone()
    if found[0] != words:
        message = f"the rebuilt file says {found[0]!r}, not {words!r}"
        raise ValueError(message)
    return took
