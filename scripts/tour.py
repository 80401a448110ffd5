"""Run docs/tour.ipynb anew: its outputs are what the knowledge base of this repository answers.

python -m scripts.tour              writes the outputs
python -m scripts.tour --check      says whether those that are kept are current
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
from nbclient import NotebookClient

from kb.corpus import load
from kb.database.build import build

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOK = ROOT / "docs" / "tour.ipynb"
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
SECONDS = 60
"""Time that a cell is given."""


def main(words: list[str]) -> int:
    """Write the outputs or check them; 1 where they are not current."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument("--database", type=Path, help="a file that was built already")
    given = parser.parse_args(words)
    with TemporaryDirectory(prefix="kb-tour-") as folder:
        text = run(prepared(Path(folder), given.database))
    if not given.check:
        NOTEBOOK.write_text(text, "utf-8")
        return 0
    if text == NOTEBOOK.read_text("utf-8"):
        return 0
    print("docs/tour.ipynb is not current: run `python -m scripts.tour`", file=sys.stderr)
    return 1


def prepared(root: Path, database: Path | None) -> Path:
    """Give a folder in which `kb.open()` finds a built file of this repository's text."""
    for name in ("data", "citations.bib"):
        (root / name).symlink_to(ROOT / name)
    target = root / "build" / "kb.db"
    if database:
        target.parent.mkdir()
        shutil.copy(database, target)
    else:
        corpus, problems = load(ROOT)
        if problems:
            message = "the text has problems: `kb check` tells them"
            raise SystemExit(message)
        build(corpus, target)
    return root


def run(folder: Path) -> str:
    """Run every cell in a folder; the notebook as it is kept, without what changes by itself."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    notebook.metadata = {"kernelspec": KERNEL}
    client = NotebookClient(
        notebook,
        timeout=SECONDS,
        kernel_name=KERNEL["name"],
        record_timing=False,
        resources={"metadata": {"path": str(folder)}},
    )
    client.execute()
    notebook.metadata = {"kernelspec": KERNEL}
    for number, cell in enumerate(notebook.cells, 1):
        cell.id = f"cell-{number}"
        cell.metadata = {}
        complained = [one for one in cell.get("outputs", []) if _is_complaint(one)]
        if complained:
            message = f"cell {number} complains: {complained[0]['text']}"
            raise SystemExit(message)
    return str(nbformat.writes(notebook)) + "\n"


def _is_complaint(output: Any) -> bool:  # noqa: ANN401 - nbformat publishes no types
    return bool(output.output_type == "stream" and output.name == "stderr")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
