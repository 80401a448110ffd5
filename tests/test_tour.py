"""docs/tour.ipynb: what stands below its cells is what they give today."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import tour
from tests.conftest import ROOT


@pytest.mark.slow
def test_outputs_of_the_tour_are_current(real_database: Path) -> None:
    """A kernel complains of itself on a machine's terms, so only the verdict counts."""
    words = ["-m", "scripts.tour", "--check", "--database", str(real_database)]
    done = subprocess.run(
        [sys.executable, *words], check=False, capture_output=True, encoding="utf-8", cwd=ROOT
    )
    assert done.returncode == 0, done.stderr


def test_every_cell_of_the_tour_shows_something_and_no_path() -> None:
    text = tour.NOTEBOOK.read_text("utf-8")
    assert str(ROOT) not in text
    assert "/tmp" not in text  # noqa: S108 - no folder is made
    cells = [cell for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
    assert len(cells) >= 10
    assert [cell["source"] for cell in cells if not cell["outputs"]] == []


def test_folder_of_the_tour_is_built_where_no_file_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tour, "ROOT", ROOT / "tests" / "corpus")
    folder = tour.prepared(tmp_path, None)
    assert (folder / "build" / "kb.db").stat().st_size > 0
    assert (folder / "data" / "kb.yaml").is_file()
