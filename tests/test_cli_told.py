"""Every command tells programs what it did: `--json`, an object that is small and stays."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import click
import pytest

from kb.cli import COMMANDS, cli
from tests.command import run
from tests.test_cli_help import MAPPING

DOCS = Path(__file__).resolve().parent.parent / "docs" / "commands.md"
FORMLESS = {"serve", "mcp", "completion"}
"""Commands that report nothing."""
CLAIM = ("--kind", "descriptive", "--claim", "Examples are common.", "--intervention", "example")


def told(*words: str | Path, code: int = 0) -> Any:  # noqa: ANN401 - what JSON holds
    """Give what a command tells in JSON."""
    result = run(*words, "--json")
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def every(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    """Give a command by its name, or those of a group."""
    context = click.Context(command)
    if not isinstance(command, click.Group):
        yield name, command
        return
    for word in command.list_commands(context):
        inner = command.get_command(context, word)
        assert inner is not None
        yield from every(inner, f"{name} {word}")


@pytest.fixture
def here(blank: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a new knowledge base, to work in."""
    monkeypatch.chdir(blank)
    return blank


def test_every_command_has_a_form_for_programs() -> None:
    commands = [*every(cli, "kb")]
    for name, command in commands:
        given = {word for parameter in command.params for word in parameter.opts}
        forms = {"--format", "--json"} & given
        if name.split()[1] in FORMLESS:
            assert not forms, name
        elif name.startswith("kb export "):
            assert "--json" in forms, name
        else:
            assert forms == {"--format", "--json"}, name
    assert len(commands) > len(COMMANDS)


def test_documentation_names_the_commands_without() -> None:
    (line,) = [
        part for part in DOCS.read_text("utf-8").split("\n\n") if "no form to choose" in part
    ]
    assert all(f"`kb {name}`" in line for name in FORMLESS)


def test_init(tmp_path: Path) -> None:
    found = told("init", tmp_path / "new")
    assert found["folder"] == str(tmp_path / "new")
    there = {path.relative_to(tmp_path / "new") for path in (tmp_path / "new").rglob("*.*")}
    assert set(map(Path, found["files"])) >= {path for path in there if path.suffix == ".yaml"}


def test_build(here: Path) -> None:
    found = told("build")
    assert found["path"] == "build/kb.db"
    assert found["built"]
    assert found["digest"] == sha256((here / found["path"]).read_bytes()).hexdigest()
    assert found["rows"]["claim"] == 1


def test_build_of_what_is_built(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    found = told("build")
    assert told("build") == {**found, "built": False}
    assert (here / "build" / ".cache").is_dir()


@pytest.mark.parametrize("words", [["build"], ["versions"]])
def test_problems_stay_problems(here: Path, words: list[str]) -> None:
    (here / "data" / "kb.yaml").write_text("colour: red\n", "ascii")
    found = told(*words, code=1)
    assert {one["file"] for one in found} == {"data/kb.yaml"}
    assert "unknown-key" in {one["code"] for one in found}


def test_new_claim_document_and_study(here: Path) -> None:
    claim = told("new", "claim", *CLAIM)
    assert claim["files"] == [f"data/claims/{claim['id']}.yaml"]
    assert claim["bibliography"] is None
    (here.parent / "naps.txt").write_text("Naps\n\nNaps help.\n", "ascii")
    document = told("new", "document", here.parent / "naps.txt")
    assert document["files"] == ["documents/naps.txt", "data/documents/naps.yaml"]
    assert document["bibliography"] == "citations.bib"
    given = ("--bib", "example", "--design", "other", "--reading-level", "abstract")
    study = told("new", "study", *given)
    assert study["files"] == ["data/studies/example.yaml"]
    assert all((here / path).is_file() for one in (claim, document, study) for path in one["files"])


@pytest.mark.usefixtures("here")
def test_new_with_problems() -> None:
    found = told("new", "claim", *CLAIM, "--conditions", " ", code=1)
    assert found[0]["file"].startswith("data/claims/")


def test_format(here: Path) -> None:
    (file,) = (here / "data" / "claims").glob("*.yaml")
    lines = file.read_text("utf-8").splitlines(keepends=True)
    (at,) = [number for number, line in enumerate(lines) if line.startswith("summary:")]
    file.write_text("".join([lines[at], *lines[:at], *lines[at + 1 :]]), "utf-8")
    name = str(file.relative_to(here))
    assert told("format", "--check", code=1) == {"written": False, "files": [name]}
    assert told("format") == {"written": True, "files": [name]}
    assert told("format") == {"written": True, "files": []}


def test_verify_tells_how_many_digests_it_wrote(here: Path) -> None:
    document = next((here / "data" / "documents").glob("*.yaml"))
    lines = document.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.strip().startswith("digest:")]
    document.write_text("".join(kept), "utf-8")
    (found,) = told("verify", "--documents", "documents", "--write")
    assert found["digests_written"] == len(found["statements"]) > 0
    (again,) = told("verify", "--documents", "documents", "--write")
    assert again["digests_written"] == 0


def test_schema(here: Path) -> None:
    assert "claim" in told("schema")
    found = told("schema", "--write")
    assert "docs/dictionary.md" in found["files"]
    assert all((here / path).is_file() for path in found["files"])


def test_open(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("open", "numb-skin", "--root", built)
    found = told(*words)
    assert found["address"].endswith("/claims/numb-skin")
    assert (found["served"], found["opened"]) == (False, False)
    seen: list[str] = []
    monkeypatch.setattr("kb.cli.server.browse", seen.append)
    monkeypatch.setattr("kb.cli.server.running", lambda _built: 4321)
    found = told(*words)
    assert (found["served"], found["opened"]) == (True, True)
    assert not told(*words, "--print")["opened"]
    assert seen == [found["address"]]


def test_export(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = told("export", "csv", "--root", built, "-o", "claims.csv")
    assert found["path"] == "claims.csv"
    assert (tmp_path / "claims.csv").is_file()
    assert any("not carried" in note for note in found["notes"])
    again = told("export", "csv", "--root", built, "-o", "claims.csv", "--force", "--quiet")
    assert again == {"path": "claims.csv", "notes": []}
    refused = run("export", "csv", "--root", built, "-o", "-", "--json")
    assert refused.exit_code == 2
    assert "leave out --json" in refused.output


def test_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "claims.csv").write_text("id,claim\n1,Tea helps\n2,\n", "ascii")
    (tmp_path / "claims.yaml").write_text(MAPPING, "ascii")
    words = ("import", "claims.csv", "--mapping", "claims.yaml", "--into", "set.db")
    found = told(*words)
    counts = {"n_in": 2, "n_stored": 1, "n_rejected": 1}
    there = {"path": "set.db", "receipt": "set.receipt.md", "import": "set"}
    (reason,) = found.pop("reasons")
    assert (reason["code"], reason["rows"], reason["place"]) == ("missing-value", 1, "claims.csv:3")
    assert found == {**there, "imported": True, **counts}
    found["reasons"] = [reason]
    assert told(*words) == {**found, "imported": False}
    (tmp_path / "claims.yaml").write_text("colour: red\n", "ascii")
    result = run(*words, "--json")
    assert result.exit_code == 1
    assert "unknown-key" in {one["code"] for one in json.loads(result.stdout)}
