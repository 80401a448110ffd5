"""What the README and the guides show: every command runs, every example is checked."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kb.analysis.recipe import METHODS
from tests.command import PROGRAM, run

ROOT = Path(__file__).resolve().parent.parent
FENCE = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(file: str, *languages: str) -> list[tuple[str, str]]:
    """Give the fenced blocks of some languages: what is named beside the language, and the text."""
    text = (ROOT / file).read_text("utf-8")
    return [(m[2].strip(), m[3]) for m in FENCE.finditer(text) if m[1] in languages]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a fresh copy of the text of this knowledge base, without anything built."""
    root = tmp_path_factory.mktemp("readme") / "kb"
    shutil.copytree(ROOT / "data", root / "data")
    shutil.copy(ROOT / "citations.bib", root)
    return root


@pytest.mark.slow
def test_commands_of_the_readme_run_one_after_the_other(fresh: Path) -> None:
    shown = blocks("README.md", "sh", "console")
    assert len(shown) >= 3
    path = f"{PROGRAM.parent}{os.pathsep}{os.environ['PATH']}"
    for _, commands in shown:
        result = subprocess.run(
            ["/bin/sh", "-e", "-c", commands],
            check=False,
            capture_output=True,
            encoding="utf-8",
            cwd=fresh,
            env={**os.environ, "PATH": path},
        )
        assert result.returncode == 0, commands + result.stdout + result.stderr
        assert result.stdout
    _expect_python_to_run(fresh)


def _expect_python_to_run(root: Path) -> None:
    """Run the README's Python where its commands have built the file."""
    ((_, program),) = blocks("README.md", "python")
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        check=True,
        capture_output=True,
        encoding="utf-8",
        cwd=root,
    )
    assert len(result.stdout.splitlines()) == 3


def test_every_command_that_is_shown_exists() -> None:
    for file in ("README.md", "docs/curating.md", "docs/model.md"):
        text = (ROOT / file).read_text("utf-8")
        for name in re.findall(
            r"\bkb ([a-z-]+) (?:--|[A-Z]{2,}|\"|data/|documents/|\.\./|`)", text
        ):
            assert run(name, "--help").exit_code == 0, f"{file}: kb {name}"


def test_scripts_that_the_readme_names_are_there() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    for script in re.findall(r"`(scripts/\w+)`", text):
        assert os.access(ROOT / script, os.X_OK)


def test_pictures_that_the_docs_show_are_there_and_small() -> None:
    shown = set()
    for page in (ROOT / "README.md", *ROOT.glob("docs/*.md")):
        text = page.read_text("utf-8")
        shown |= {
            (page.parent / name).resolve() for name in re.findall(r"!\[[^]]+\]\(([^)]+)\)", text)
        }
    assert shown == set(ROOT.glob("docs/screenshots/*.png"))
    assert max(picture.stat().st_size for picture in shown) < 150_000


def test_example_of_the_curators_guide_is_a_whole_knowledge_base(tmp_path: Path) -> None:
    for name, text in blocks("docs/curating.md", "yaml", "bibtex", "text"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(text)
    documents = tmp_path / "documents"
    assert run("check", "--root", tmp_path, "--documents", documents).output == ""
    assert run("build", "--root", tmp_path).output.startswith("built ")
    assert run("verify", "--root", tmp_path, "--documents", documents).output == (
        "naps: 4 found, 0 drifted, 0 ambiguous, 0 orphaned\n"
    )
    _expect_gaps_that_the_guide_names(tmp_path)


def _expect_gaps_that_the_guide_names(root: Path) -> None:
    found = {
        gap["gap_id"] for gap in json.loads(run("gaps", "--root", root, "--format", "json").output)
    }
    guide = (ROOT / "docs" / "curating.md").read_text("utf-8")
    assert set(re.findall(r"`([a-z-]+\.naps\.[a-z-]+)`", guide)) == found


def test_every_method_of_a_recipe_is_in_the_curators_guide() -> None:
    guide = (ROOT / "docs" / "curating.md").read_text("utf-8")
    told = re.findall(r"^\| `([a-z-]+)` \| (.+) \| `", guide, re.MULTILINE)
    assert told == [(name, method.title) for name, method in METHODS.items()]
