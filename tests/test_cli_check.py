"""`kb check`, `build`, `explain`, `schema`: from text to problems, file and descriptions."""

from __future__ import annotations

import json
import os
import pty
import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, redirect_stderr, redirect_stdout, suppress
from pathlib import Path

import click
import pytest
from inline_snapshot import snapshot

from kb import audits
from kb.cli import cli
from kb.cli.explain import problems
from kb.cli.schema import generated
from tests.command import run


def change(root: Path, file: str, old: str, new: str) -> None:
    """Put new words in the place of the old ones in a file."""
    path = root / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def wrong(corpus: Path) -> Path:
    """Give a knowledge base with two mistakes in two files."""
    change(corpus, "data/claims/wrist-pain.yaml", "kind: effect", "kind: effects")
    change(corpus, "data/claims/numb-skin.yaml", "skin-numbness", "skin-numbnes")
    return corpus


def on_a_terminal(*words: str | Path) -> str:
    """Give what a command prints where both its outputs are a terminal."""
    ours, theirs = pty.openpty()
    with (
        ThreadPoolExecutor() as pool,
        os.fdopen(theirs, "w", encoding="utf-8") as terminal,
        redirect_stdout(terminal),
        redirect_stderr(terminal),
        suppress(click.exceptions.Exit),
    ):
        printed = pool.submit(_read_all, ours)
        cli([str(word) for word in words], standalone_mode=False)
    os.close(ours)
    return printed.result().decode()


def _read_all(terminal: int) -> bytes:
    """Read until nobody can write any more, which is an error on Linux."""
    found = b""
    with suppress(OSError):
        while part := os.read(terminal, 4096):
            found += part
    return found


# -- check -----------------------------------------------------------------------------------


def test_check_prints_every_problem_sorted_by_place(wrong: Path) -> None:
    result = run("check", "--root", wrong)
    assert result.exit_code == 1
    assert result.output == snapshot("""\
data/claims/numb-skin.yaml:6:10: error[unknown-term] no outcome `skin-numbnes`
    outcome: skin-numbnes
             ^
    hint: did you mean `skin-numbness`?
data/claims/wrist-pain.yaml:3:7: error[unknown-word] `kind` cannot be `effects`
    kind: effects
          ^
    hint: did you mean `effect`?
""")


def test_check_as_json(wrong: Path) -> None:
    result = run("check", "--root", wrong, "--format", "json")
    assert result.exit_code == 1
    first, second = json.loads(result.stdout)
    assert (first["code"], second["code"]) == ("unknown-term", "unknown-word")
    assert second == {
        "file": "data/claims/wrist-pain.yaml",
        "line": 3,
        "column": 7,
        "code": "unknown-word",
        "message": "`kind` cannot be `effects`",
        "hint": "did you mean `effect`?",
    }


def test_check_as_json_of_clean_text_is_an_empty_list(corpus: Path) -> None:
    assert run("check", "--root", corpus, "--format", "json").output == "[]\n"


def test_check_as_annotations(wrong: Path) -> None:
    lines = run("check", "--root", wrong, "--format", "github").output.splitlines()
    assert lines[1] == (
        "::error file=data/claims/wrist-pain.yaml,title=unknown-word,line=3,col=7"
        "::`kind` cannot be `effects`%0Ahint: did you mean `effect`?"
    )


def test_check_limits_what_is_printed_and_says_so(wrong: Path) -> None:
    result = run("check", "--root", wrong, "--limit", "1")
    assert result.exit_code == 1
    assert result.stdout.count("error[") == 1
    assert result.stderr == "2 problems in 2 files, 1 shown\n"


def test_check_with_documents_holds_the_text_against_them(corpus: Path) -> None:
    change(corpus, "data/documents/cold-hands-post.yaml", "anchor: Fill a basin", "anchor: Fill it")
    assert run("check", "--root", corpus).exit_code == 0
    result = run("check", "--root", corpus, "--documents", corpus / "documents")
    assert result.exit_code == 1
    assert "error[anchor-not-in-span]" in result.output


def test_check_refuses_a_folder_that_is_not_there(corpus: Path) -> None:
    result = run("check", "--root", corpus, "--documents", corpus / "nowhere")
    assert result.exit_code == 2
    assert "Directory" in result.output
    assert "nowhere' does not exist" in result.output


def test_check_says_on_a_terminal_that_there_are_no_problems(corpus: Path) -> None:
    assert on_a_terminal("check", "--root", corpus) == "no problems\r\n"


def test_place_and_code_of_a_problem_stand_out_on_a_terminal(
    wrong: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    first, *_ = on_a_terminal("check", "--root", wrong).splitlines()
    assert first == (
        "\x1b[1mdata/claims/numb-skin.yaml:6:10\x1b[0m: \x1b[31merror[unknown-term]\x1b[0m"
        " no outcome `skin-numbnes`"
    )


def test_check_counts_the_problems_on_a_terminal(wrong: Path) -> None:
    assert on_a_terminal("check", "--root", wrong).endswith("2 problems in 2 files\r\n")


def test_progress_is_shown_on_a_terminal_where_there_is_much_to_do(
    wrong: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    claim = (wrong / "data/claims/numb-skin.yaml").read_text("utf-8")
    for number in range(200):
        name = f"copy-{number}"
        text = claim.replace("id: numb-skin", f"id: {name}")
        (wrong / f"data/claims/{name}.yaml").write_text(text, "utf-8")
    printed = on_a_terminal("build", "--root", wrong)
    assert re.search("claim .*%", printed)
    assert printed.endswith("nothing was built\r\n")


# -- build -----------------------------------------------------------------------------------


def test_build_says_what_was_built_and_where(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(corpus)
    result = run("build")
    assert result.exit_code == 0
    assert re.sub(r"\d+\.\d s", "T s", result.output) == snapshot("""\
built build/kb.db in T s: 6 claims, 20 statements, 11 numbers, 10 pieces of guidance, 1 study, \
2 documents
""")
    assert (corpus / "build" / "kb.db").is_file()


def test_build_of_wrong_text_builds_nothing_and_keeps_the_old_file(wrong: Path) -> None:
    (wrong / "build").mkdir()
    (wrong / "build" / "kb.db").write_text("old", "ascii")
    result = run("build", "--root", wrong)
    assert result.exit_code == 1
    assert result.stdout.count("error[") == 2
    assert result.stderr == "2 problems in 2 files; nothing was built\n"
    assert (wrong / "build" / "kb.db").read_text("ascii") == "old"


def test_one_problem_is_counted_as_one(corpus: Path) -> None:
    (corpus / "citations.bib").write_bytes("Größe".encode("utf-16"))
    result = run("build", "--root", corpus)
    assert result.stderr == "1 problem in 1 file; nothing was built\n"


def test_private_build_stands_apart_and_says_so(corpus: Path) -> None:
    result = run("build", "--root", corpus, "--documents", corpus / "documents")
    assert result.exit_code == 0
    assert result.output.endswith("It holds the documents' text: keep it to yourself.\n")
    assert not (corpus / "build" / "kb.db").exists()
    with closing(sqlite3.connect(corpus / "build" / "private" / "kb.db")) as connection:
        texts = connection.execute("select text from document order by id").fetchall()
    assert [text.split("\n")[0] for (text,) in texts] == [
        "Cold Hands, Happy Typist",
        'Baths & "bowls"',
    ]


def test_build_to_a_path_of_ones_own(corpus: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere" / "my.db"
    assert run("build", "--root", corpus, "--db", target).output.startswith(f"built {target} in ")
    assert run("show", "basin", "--root", corpus, "--db", target).exit_code == 0


@pytest.mark.parametrize("content", [b"my thesis", b"SQLite format 3\0" + bytes(4080), None])
def test_build_never_replaces_what_kb_did_not_build(corpus: Path, content: bytes | None) -> None:
    other = corpus / "precious"
    if content is None:
        with closing(sqlite3.connect(other)) as connection:
            connection.execute("create table claim (of_insurance)")
    else:
        other.write_bytes(content)
    before = other.read_bytes()
    result = run("build", "--root", corpus, "--db", other)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"Error: {other} is there already, and is no file built by kb\n"
        "hint: choose another place with --db, or move that file away\n"
        "It is as it was.\n"
    )
    assert other.read_bytes() == before


def test_build_replaces_an_empty_file_and_its_own(corpus: Path, tmp_path: Path) -> None:
    target = tmp_path / "own.db"
    target.touch()
    for _ in range(2):
        assert run("build", "--root", corpus, "--db", target).exit_code == 0


def test_build_that_the_system_refuses_says_why_and_what_to_do(corpus: Path) -> None:
    (corpus / "build").touch()
    result = run("build", "--root", corpus)
    assert result.exit_code == 1
    first, hint, last = result.stderr.splitlines()
    assert first == f"Error: cannot write {corpus}/build/kb.db: File exists"
    assert hint.startswith("hint: ")
    assert last == "The old file, if there is one, is as it was."


# -- explain ---------------------------------------------------------------------------------


def test_explain_says_what_a_code_means_with_an_example() -> None:
    result = run("explain", "unknown-key")
    assert result.exit_code == 0
    assert result.output == snapshot("""\
unknown-key

A key that this kind of record does not have, often one letter off.

Wrong: outcom: pain
Right: outcome: pain
""")


def test_explain_lists_all_codes() -> None:
    head, *lines = run("explain").output.splitlines()
    codes = {*problems(), *audits.explanations()}
    assert head.split() == ["code", "meaning"]
    assert [line.split()[0] for line in lines] == sorted(codes)


def test_explain_for_programs() -> None:
    (found,) = json.loads(run("explain", "unknown-key", "--json").output)
    assert found == {"code": "unknown-key", "explanation": problems()["unknown-key"]}
    assert run("explain", "--format", "csv").output.startswith("code,meaning\n")


def test_explain_names_the_code_that_is_meant() -> None:
    result = run("explain", "unknown-kye")
    assert result.exit_code == 2
    assert (
        "no problem or gap has the code `unknown-kye`: did you mean `unknown-key`?" in result.output
    )


def test_explain_of_nonsense_says_how_to_list_all() -> None:
    assert (
        "no problem or gap has the code `x`: `kb explain` lists all" in run("explain", "x").output
    )


# -- schema ----------------------------------------------------------------------------------


def test_schema_prints_the_json_schema_of_every_kind_of_file(corpus: Path) -> None:
    schemas = json.loads(run("schema", "--root", corpus).output)
    assert set(schemas) == {"kb", "document", "claim", "study", "guidance", "terms", "mapping"}


def test_schema_writes_the_generated_files(corpus: Path) -> None:
    result = run("schema", "--root", corpus, "--write")
    assert result.exit_code == 0
    assert result.output == "".join(f"wrote docs/{name}\n" for name in generated())
    assert (corpus / "docs" / "problems.md").read_text("utf-8").count("\n## ") == len(problems())
    metadata = json.loads((corpus / "docs" / "metadata.json").read_text("utf-8"))
    assert "claim_overview" in metadata["databases"]["kb"]["tables"]
