"""Examples in docstrings run, and what is written from the schema and docstrings is current."""

from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import kb
from kb import api
from scripts.api.code import written
from tests.test_readme import FENCE

ROOT = Path(__file__).resolve().parents[2]


def modules() -> list[ModuleType]:
    """Give every module that `import kb` is made of."""
    names = (one.name for one in pkgutil.walk_packages(api.__path__, f"{api.__name__}."))
    return [import_module(name) for name in names]


def test_examples_of_docstrings_run(
    base: kb.Base, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tiny.parent)
    finder = doctest.DocTestFinder(exclude_empty=True)
    runner = doctest.DocTestRunner()
    for module in modules():
        for found in finder.find(module, extraglobs={"base": base, "kb": kb}):
            runner.run(found)
    assert runner.summarize(verbose=False).failed == 0
    assert runner.tries > 10


def test_examples_of_the_guide_run(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kb.db").write_bytes(tiny.read_bytes())
    guide, _, _ = (ROOT / "docs" / "python.md").read_text("utf-8").partition("[[[" + "cog")
    text = "\n".join(match[3] for match in FENCE.finditer(guide) if match[1] == "pycon")
    found = doctest.DocTestParser().get_doctest(text, {"kb": kb}, "python.md", None, 0)
    runner = doctest.DocTestRunner()
    runner.run(found)
    assert runner.summarize(verbose=False).failed == 0
    assert runner.tries > 20


@pytest.fixture(scope="module")
def current() -> dict[str, str]:
    """Give all modules as they would be written now."""
    return written()


def test_what_is_written_from_the_schema_is_current(current: dict[str, str]) -> None:
    stale = [name for name, text in current.items() if (ROOT / name).read_text("utf-8") != text]
    assert stale == [], "run `python -m scripts.api` and commit what it writes"


def test_nothing_written_stays_when_its_kind_is_gone(current: dict[str, str]) -> None:
    folders = [ROOT / "kb" / "api" / name for name in ("rows", "filters")]
    there = {path.relative_to(ROOT).as_posix() for each in folders for path in each.glob("*.py")}
    by_hand = {"kb/api/rows/__init__.py", "kb/api/filters/__init__.py", "kb/api/filters/claim.py"}
    assert there - by_hand == {name for name in current if "/words.py" not in name}
