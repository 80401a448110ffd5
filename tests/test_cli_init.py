"""`kb init`: a new knowledge base that works at once, and harms nothing that is there."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from kb.cli.init import files
from kb.schema.files import FILE_KINDS
from tests.command import run


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """Give a new knowledge base, whose folders had to be made, too."""
    root = tmp_path / "some where" / "new"
    result = run("init", root)
    assert result.exit_code == 0
    assert result.output == (
        f"began a knowledge base in '{root}'\nnext: kb serve --root '{root}'\n"
    )
    return root


def test_new_knowledge_base_has_no_problems(new: Path) -> None:
    assert run("check", "--root", new).output == ""
    assert run("check", "--root", new, "--documents", new / "documents").output == ""


def test_new_knowledge_base_is_verified(new: Path) -> None:
    result = run("verify", "--root", new, "--documents", new / "documents")
    assert result.exit_code == 0
    assert result.output == "example: 4 found, 0 drifted, 0 ambiguous, 0 orphaned\n"


def test_new_knowledge_base_builds_and_is_found_in(new: Path) -> None:
    built = run("build", "--root", new)
    assert built.exit_code == 0
    assert "1 claim, 4 statements, 2 numbers, 1 piece of guidance, 1 document" in built.output
    assert "example-helps-beginning" in run("search", "--root", new, "begin").output
    assert "Unnamed studies are said" in run("show", "--root", new, "example").output


def test_new_knowledge_base_has_the_schemas_that_editors_use(new: Path) -> None:
    names = {path.name for path in (new / "docs" / "schema").iterdir()}
    assert names == {f"{kind}.schema.json" for kind in (*FILE_KINDS, "mapping")}


def test_new_knowledge_base_keeps_what_is_built_and_not_its_own_out_of_git(new: Path) -> None:
    assert (new / ".gitignore").read_text("ascii") == "/build/\n/documents/\n"
    git = ["git", "-C", str(new)]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "."], check=True)
    kept = subprocess.run([*git, "ls-files"], check=True, capture_output=True, text=True).stdout
    assert "data/documents/example.yaml" in kept.splitlines()
    assert "documents/example.txt" not in kept.splitlines()


def test_every_command_that_its_readme_shows_works(
    new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(new)
    lines = (new / "README.md").read_text("utf-8").splitlines()
    commands = [line.split("   ")[0] for line in lines if line.startswith("kb ")]
    assert [line.split()[1] for line in commands] == ["check", "mark", "serve"]
    assert run("check", "--documents", "documents").exit_code == 0
    assert run("mark", "example", "Studies show", "begin.").output == (
        "# under “An example”\n"
        "span: [54, 120]\ndigest: 1ffa233a59.9a615d7ba8.2b9d33eea6\nanchor: Studies show that an\n"
    )


def test_empty_folder_may_be_begun_in(tmp_path: Path) -> None:
    assert run("init", tmp_path).exit_code == 0


def test_folder_with_anything_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "ascii")
    result = run("init", tmp_path)
    assert result.exit_code == 2
    assert f"{tmp_path} is not empty: name a new folder" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_file_in_the_place_of_the_folder_is_misuse(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "ascii")
    result = run("init", tmp_path / "mine.txt")
    assert result.exit_code == 2
    assert "is a file" in result.output


def test_template_is_text_with_nothing_hidden() -> None:
    found = files()
    assert ".gitignore" in found
    assert all(text.endswith("\n") and "\r" not in text for text in found.values())
    assert all(json.loads(text) for name, text in found.items() if name.endswith(".json"))
