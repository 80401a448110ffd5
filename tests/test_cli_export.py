"""`kb export` and `kb formats`: what is written where, what is told, and what makes no sense."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import textwrap
from contextlib import closing
from pathlib import Path
from threading import Timer
from typing import BinaryIO

import pytest
from inline_snapshot import snapshot

from kb.cli import choosing
from kb.database.facet import FACETS, MEASURES
from kb.exports.asked import RECORDS
from kb.exports.error import ExportError
from kb.exports.format import formats, named, names
from kb.exports.formats import jsonl
from kb.exports.release import SUMS
from kb.exports.selection import Selection
from tests.command import PROGRAM, run

NOTE = "note: not carried: title and licence, which `json` has\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty folder to work in."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_a_file_gets_a_name_of_its_own(built: Path, here: Path) -> None:
    result = run("export", "jsonl", "--root", built)
    assert result.exit_code == 0
    assert result.stdout == "cold-hand-baths-claim_overview.jsonl\n"
    assert result.stderr == NOTE
    assert len((here / result.stdout.strip()).read_text("utf-8").splitlines()) == 6


def test_the_name_tells_what_was_asked_for(built: Path, here: Path, tmp_path: Path) -> None:
    words = ["--claim", "numb-skin", "--view", "all", "--quiet"]
    result = run("export", "jsonl", "--root", built, "-o", tmp_path, *words)
    assert (result.exit_code, result.stderr) == (0, "")
    assert Path(result.stdout.strip()).name == "cold-hand-baths-numb-skin.jsonl"
    assert list(here.iterdir()) == []


def test_standard_output_gets_nothing_but_the_export(built: Path, here: Path) -> None:
    result = run("export", "json", "--root", built, "-o", "-", "--claim", "wrist-pain")
    made = json.loads(result.stdout)
    assert [row["claim_id"] for row in made["views"]["claim_overview"]] == ["wrist-pain"]
    assert list(here.iterdir()) == []


def test_the_same_filters_mean_the_same_in_every_option(built: Path) -> None:
    words = ["--topic", "pain", "--n-from", "1", "--verdict", "mixed", "--study", "inventa-trial"]
    result = run("export", "jsonl", "--root", built, "-o", "-", "-q", *words)
    assert result.exit_code == 0
    assert all("pain" in json.loads(line)["claim"] for line in result.stdout.splitlines())


def test_a_file_is_replaced_with_force_only(built: Path, here: Path) -> None:
    (here / "x.csv").write_text("old")
    result = run("export", "csv", "--root", built, "-o", "x.csv")
    assert result.exit_code == 1
    assert result.output.endswith(
        "hint: replace it with --force, or choose another place with -o\n"
    )
    assert (here / "x.csv").read_text() == "old"
    assert run("export", "csv", "--root", built, "-o", "x.csv", "--force").exit_code == 0
    assert (here / "x.csv").read_text() != "old"


def test_a_value_that_is_none_is_misuse_and_those_near_are_named(built: Path) -> None:
    words = ["--verdict", "supporrted", "--claim", "wrist-pian", "--n-from", "many"]
    result = run("export", "csv", "--root", built, *words)
    assert result.exit_code == 2
    assert textwrap.wrap(result.stderr.split("Error: ")[1], 80) == snapshot(
        [
            "--verdict: no verdict is called “supporrted”: did you mean `supported` or",
            "`mostly_supported` or `mostly_unsupported`? --n-from: “many” is no number: write",
            "it as 12 or 0.5 --claim: no claim has the id “wrist-pian”: did you mean `wrist-",
            "pain` or `wrist-pain-unchanged`?",
        ]
    )


def test_no_claim_is_told(built: Path) -> None:
    words = ["--verdict", "contradicted", "--topic", "unheard-of", "-o", "-"]
    result = run("export", "jsonl", "--root", built, *words)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.endswith("note: no claim is like this: there is nothing to write\n")


@pytest.mark.parametrize(("name", "meant"), [("jsn", "json"), ("xyzzy", None)])
def test_an_unknown_format_is_misuse(name: str, meant: str | None) -> None:
    result = run("export", name)
    assert result.exit_code == 2
    hint = f"did you mean `{meant}`?" if meant else "`kb formats` lists all"
    assert result.stderr.endswith(f"Error: there is no format `{name}`: {hint}\n")


def test_a_place_that_is_not_there_is_told(built: Path, here: Path) -> None:
    result = run("export", "csv", "--root", built, "-o", "nowhere/x.csv")
    assert result.exit_code == 1
    assert "nowhere/x.csv: No such file or directory" in result.stderr
    assert list(here.iterdir()) == []


@pytest.mark.slow
def test_all_formats_make_a_release(built: Path, here: Path) -> None:
    result = run("export", "all", "--root", built, "-o", "release")
    assert (result.exit_code, result.stdout) == (0, "release\n")
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", SUMS],  # noqa: S607 - where it is
        check=False,
        capture_output=True,
        cwd=here / "release",
    )
    assert done.returncode == 0
    n = sum(len(made.release) for made in formats().values())
    assert len(list((here / "release").iterdir())) == n + 2


def test_a_release_that_is_there_is_told(built: Path, here: Path) -> None:
    (here / "release").mkdir()
    (here / "release" / "mine").touch()
    result = run("export", "all", "--root", built, "-o", "release", "--force")
    assert result.exit_code == 1
    assert "is no release: it has no SHA256SUMS\nhint: choose another place" in result.stderr


def test_a_reader_that_has_enough_is_no_traceback(built: Path) -> None:
    words: list[str | Path] = [PROGRAM, "export", "json", "--root", built, "-o", "-"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert b"Traceback" not in running.stderr.read()


# Datasette, loaded by other tests, has sqlite3 tell what is raised in its callbacks
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_ctrl_c_is_heard_within_a_long_query(
    built: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A query that would go on for hours is ended; nothing is left behind."""
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n"

    def write(selection: Selection, _out: BinaryIO, **_options: str) -> None:
        Timer(0.2, signal.raise_signal, [signal.SIGINT]).start()
        list(selection.query(endless))

    monkeypatch.setattr(jsonl, "write", write)
    named.cache_clear()
    # whoever was started in the background begins with it ignored
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        result = run("export", "jsonl", "--root", built)
    finally:
        signal.signal(signal.SIGINT, before)
        named.cache_clear()
    assert result.exit_code == 1
    assert result.output.endswith("Aborted!\n")
    assert list(here.iterdir()) == []


@pytest.mark.parametrize("hint", ["make room", ""])
def test_what_keeps_it_from_being_made_is_told_without_a_traceback(
    built: Path, here: Path, monkeypatch: pytest.MonkeyPatch, hint: str
) -> None:
    def write(*_all: object, **_options: str) -> None:
        if not hint:
            raise ExportError("it cannot be")
        sqlite3.connect(here / "nowhere" / "x.db")

    monkeypatch.setattr(jsonl, "write", write)
    named.cache_clear()
    try:
        result = run("export", "jsonl", "--root", built)
    finally:
        named.cache_clear()
    assert result.exit_code == 1
    assert ("hint: make room there" in result.stderr) == bool(hint)
    assert list(here.iterdir()) == []


def test_a_damaged_file_is_told(built: Path, tmp_path: Path, here: Path) -> None:
    path = tmp_path / "damaged.db"
    path.write_bytes((built / "build" / "kb.db").read_bytes())
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("drop table gap_kind")
    result = run("export", "sqlite", "--root", built, "--db", path)
    assert result.exit_code == 1
    assert "or damaged (" in result.stderr
    assert list(here.iterdir()) == []


# -- options and formats ---------------------------------------------------------------------


def test_no_option_of_a_format_has_the_name_of_a_filter() -> None:
    taken = {option.name for option in choosing.options()} | {"root", "db", "output", "force"}
    assert taken >= {*FACETS, *RECORDS, *(f"{name}_from" for name in MEASURES)}
    for made in formats().values():
        assert not taken & made.options.keys(), made.name


@pytest.mark.parametrize("name", names())
def test_a_format_tells_of_itself(name: str) -> None:
    made = named(name)
    assert made.about.endswith(".")
    assert all(made.cannot)
    assert made.accepted_by
    assert not made.accepted_by.endswith(".")
    assert made.kind().extension.isascii()
    assert "/" in made.kind().media_type
    result = run("export", name, "--help")
    assert result.exit_code == 0
    assert "--population" in result.output
    assert f"\n  {name} " in run("export", "--help").output


def test_formats_are_listed_for_people() -> None:
    told = run("formats").output
    for name, made in formats().items():
        assert f"\n{name}\n" in f"\n{told}"
        assert made.about.split()[0] in told


def test_formats_are_listed_for_programs() -> None:
    told = json.loads(run("formats", "--format", "json").output)
    assert [each["name"] for each in told] == list(names())
    assert all(each["about"] and each["media_type"] for each in told)
