"""The house: sizes, imports, what is documented and generated, and what may stand nowhere."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from kb.cli import COMMANDS
from kb.cli.explain import problems
from kb.cli.schema import generated
from kb.spans import WordIndex, copied_run

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted([*ROOT.glob("kb/**/*.py"), *ROOT.glob("scripts/**/*.py")])
LONGEST_MODULE = 400
LONGEST_FUNCTION = 50
FEWEST_COPIED = 10
"""Words in a row of an article that may stand in no file of the repository."""
ELSEWHERE = re.compile(
    r"""(?<![\w.])/(work|tmp|root|home)/\w
    | pypi\.(org|io) | pythonhosted | registry\.npmjs | (deb|security|archive)\.debian\.org""",
    re.VERBOSE,
)
"""Folders of one machine, and hosts of package registries."""


def named(path: Path) -> str:
    """Give a file's name below the root."""
    return path.relative_to(ROOT).as_posix()


@cache
def repository() -> dict[str, str]:
    """Give every text file that is, or would be, in the repository."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, check=True, capture_output=True, cwd=ROOT).stdout.decode()
    paths = [ROOT / name for name in listed.split("\0") if name]
    contents = {path: path.read_bytes() for path in paths if path.is_file()}
    return {
        named(path): content.decode("utf-8", "replace")
        for path, content in contents.items()
        if b"\0" not in content
    }


# -- size ------------------------------------------------------------------------------------


@pytest.mark.untraced
def test_modules_and_their_functions_are_short() -> None:
    assert [fault for path in MODULES for fault in _long(path)] == []


def _long(path: Path) -> Iterator[str]:
    """What of a module is too long."""
    text = path.read_text("utf-8")
    if (lines := len(text.splitlines())) > LONGEST_MODULE:
        yield f"{named(path)}: {lines} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or 0) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield f"{named(path)}: {node.name} has {lines} lines"


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    drawers = {"utils", "util", "helpers", "helper", "misc", "common"}
    assert [named(path) for path in MODULES if path.stem in drawers] == []


def test_rooms_import_only_what_they_may() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run(
        [program, "--no-logo"], check=False, capture_output=True, text=True, cwd=ROOT
    )
    assert result.returncode == 0, result.stdout


# -- what is documented ----------------------------------------------------------------------


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_documentation(name: str) -> None:
    commands = (ROOT / "docs" / "commands.md").read_text("utf-8")
    assert f"\n## kb {name}\n" in commands


def test_every_problem_code_is_in_the_documentation() -> None:
    page = (ROOT / "docs" / "problems.md").read_text("utf-8")
    assert re.findall("^## (.+)$", page, re.MULTILINE) == sorted(problems())


@pytest.mark.parametrize("name", generated())
def test_generated_file_is_current(name: str) -> None:
    text = (ROOT / "docs" / name).read_text("utf-8")
    assert text == generated()[name], "run `kb schema --write` and commit what it writes"


LINK = re.compile(r"\]\(([^)#:]+)(#[^)]*)?\)")


@pytest.mark.parametrize("path", sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]), ids=named)
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    targets = [match[1] for match in LINK.finditer(path.read_text("utf-8"))]
    assert [target for target in targets if not (path.parent / target).exists()] == []


# -- what may stand nowhere ------------------------------------------------------------------


@pytest.mark.untraced
def test_no_file_names_one_machine_or_a_registry() -> None:
    found = [
        f"{name}: {match[0]}"
        for name, text in repository().items()
        for match in ELSEWHERE.finditer(text)
        if ROOT / name != Path(__file__)
    ]
    assert found == []


@pytest.mark.parametrize("words", ["in |work|main", "`|tmp|x`", "https:||pypi·org|simple"])
def test_names_of_a_machine_or_a_registry_would_be_seen(words: str) -> None:
    assert ELSEWHERE.search(_spelled(words))
    assert not ELSEWHERE.search(_spelled("build|work|x, https:||example·org|home|page"))


def _spelled(words: str) -> str:
    """Signs put in, so that this file names none of what it forbids."""
    return words.replace("|", "/").replace("·", ".")


@pytest.mark.untraced
def test_no_file_copies_the_articles(shared: Path) -> None:
    articles = [path.read_text("utf-8") for path in sorted((shared / "seeds").glob("*.txt"))]
    assert len(articles) == 2
    index = WordIndex("\n".join(articles))
    limit = FEWEST_COPIED - 1
    copied = {name: copied_run(text, index, limit) for name, text in repository().items()}
    assert {name: run.text for name, run in copied.items() if run} == {}
    article = articles[0][100:400]
    assert copied_run(f"# {article}", index, limit)
