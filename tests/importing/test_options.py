"""What a mapping can say of a value beyond its text, and of the file that it speaks of."""

from __future__ import annotations

import json
import re
import tarfile
from pathlib import Path

import pytest

from kb.importing import terms
from tests.command import run
from tests.importing import small
from tests.importing.small import imported, one, rows
from tests.test_cli_check import on_a_terminal

BIBTEX = r"""@misc{one-S1,
  author = {Reed, Ann and {WHO}},
  title = {{50 \% \textbraceleft{}of\textbraceright{} it}},
  doi = {10.1/x_y},
  journal = {Withdrawals},
  year = {2020},
}"""
SOURCE = """\
      - source:
          key: {value: "{id}", before: "("}
          title: "{title}"
          authors: {value: "{who}", split: ";"}
          year: {value: "{on}", date: day-first}
          standing: "{standing}"
          doi: "{doi}"
          container: {value: "{standing}", words: journals}
"""
CLAIM = '      - claim: {id: "{id}", claim: "{id}", kind: effect}\n'
MORE = "vocabularies: {journals: {retracted: Withdrawals, gone: Away}}\n"


def test_parts_of_values_dates_and_words_of_kb(tmp_path: Path) -> None:
    content = (
        "id,title,who,on,standing,doi\n"
        'S1(PubMed),"50 % {of} it","Reed, Ann; WHO",3.4.2020,retracted,10.1/x_y\n'
        "S2,Other,,,,\n"
        "S3,Third,,99.4.2020,,\n"
        "S4,Fourth,,,gone,\n"
    )
    assert one(tmp_path, content, SOURCE, MORE).exit_code == 0
    path = tmp_path / "one.db"
    assert rows(path, "select key, citation, year, standing from source") == [
        ("one-S1", "Reed & WHO 2020", 2020, "retracted"),
        ("one-S2", "“Other”, no date", None, "unknown"),
    ]
    assert rows(path, "select bibtex from source limit 1") == [(BIBTEX,)]
    told = "select what from import_notice where kind = 'respelled-label'"
    assert rows(path, told) == [("`retracted` taken as `Withdrawals`",)]
    assert rows(path, "select code, line from import_reject") == [
        ("not-a-date", 4),
        ("unknown-word", 5),
    ]


def test_what_is_taken_of_a_record_that_is_not_there_is_rejected(tmp_path: Path) -> None:
    small.write(tmp_path)
    text = small.FILES["labels.csv"] + "5,C9,P1,better,Tea,0,3\n6,C1,P1,better,Tea,90,93\n"
    (tmp_path / "labels.csv").write_text(text, "utf-8")
    assert imported(tmp_path).exit_code == 0
    path = tmp_path / "tea.db"
    sql = "select line, message from import_reject where file like '%labels.csv' order by line"
    assert (6, "there is no claim `C9` to take `outcome` of") in rows(path, sql)
    told = rows(path, "select kind, what from import_notice where kind = 'span-without-text'")
    assert told == [("span-without-text", "no text of `tea-P1` is there at 90 to 93")]


def test_files_are_found_in_an_archive(tmp_path: Path) -> None:
    files = small.write(tmp_path)
    with tarfile.open(tmp_path / "tea.tar.xz", "w:xz") as archive:
        for file in files:
            archive.add(file, file.name)
    words = ("--mapping", tmp_path / "tea.yaml", "--into", tmp_path / "tea.db")
    assert run("import", tmp_path / "tea.tar.xz", *words).exit_code == 0
    assert rows(tmp_path / "tea.db", "select n_stored from imports") == [(12,)]


def test_one_file_may_have_any_name(tmp_path: Path) -> None:
    one(tmp_path, "id\nA\n", CLAIM)
    (tmp_path / "other.csv").write_text("id\nB\n", "utf-8")
    words = ("--mapping", tmp_path / "one.yaml", "--into", tmp_path / "one.db")
    assert run("import", tmp_path / "other.csv", *words).exit_code == 0
    assert rows(tmp_path / "one.db", "select id from claim") == [("one-b",)]


def test_the_usual_place_is_below_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one(tmp_path, "id\nA\n", CLAIM)
    monkeypatch.chdir(tmp_path)
    assert run("import", "one.csv", "--mapping", "one.yaml").exit_code == 0
    assert (tmp_path / "build" / "imported" / "one.db").is_file()
    assert (tmp_path / "build" / "imported" / "one.receipt.md").is_file()


def test_progress_is_told_on_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    one(tmp_path, "id\n" + "".join(f"{number}\n" for number in range(100)), CLAIM)
    (tmp_path / "one.db").unlink()
    words = ("--mapping", tmp_path / "one.yaml", "--into", tmp_path / "one.db")
    printed = on_a_terminal("import", tmp_path / "one.csv", *words)
    assert re.search(r"one\.csv .*%.*(bytes/s|\?)", printed)
    assert "imported 100 rows" in printed


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    told = one(tmp_path, "", CLAIM)
    assert told.exit_code == 1
    assert "one.csv: error[" in told.output
    assert "Nothing was imported" in told.output
    assert not (tmp_path / "one.db").exists()


def test_memory_for_labels_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terms, "MOST_REMEMBERED", 2)
    claim = '      - claim: {id: "{id}", claim: "{id}", kind: effect, outcome: "{on}"}\n'
    content = "id,on\n" + "".join(f"{number},On {number // 100}\n" for number in range(20_000))
    assert one(tmp_path, content, claim).exit_code == 0
    assert rows(tmp_path / "one.db", "select count(*) from term") == [(200,)]


def test_a_long_receipt_is_cut_and_says_where_the_rest_is(tmp_path: Path) -> None:
    assert one(tmp_path, "id\n" + "A\n" * 300, CLAIM).exit_code == 0
    told = (tmp_path / "one.receipt.md").read_text("utf-8")
    assert "The first 200 of 299; all are in the table `import_reject`." in told


def test_the_most_frequent_reasons_of_rejected_rows_are_told(tmp_path: Path) -> None:
    make = '      - claim: {id: "{id}", claim: "{id}", kind: "{k}"}\n'
    content = "id,k\nA,effect\nA,\nB,new\nC,\nA,effect\nC,effect,1\nD,\nE,old\n"
    printed = one(tmp_path, content, make).stdout
    assert "  missing-value in `k`: 3 rows, first one.csv:3: " in printed
    assert "  unknown-word in `k`: 2 rows, first one.csv:4: " in printed
    assert "  cell-count: 1 row, one.csv:7: " in printed
    assert "exact-duplicate" not in printed
    words = ("--mapping", tmp_path / "one.yaml", "--into", tmp_path / "one.db", "--json")
    told = json.loads(run("import", tmp_path / "one.csv", *words).output)["reasons"]
    assert [(each["code"], each["rows"], each["place"]) for each in told] == [
        ("missing-value", 3, "one.csv:3"),
        ("unknown-word", 2, "one.csv:4"),
        ("cell-count", 1, "one.csv:7"),
    ]
    receipt = (tmp_path / "one.receipt.md").read_text("utf-8")
    assert "| 3 | missing-value | k | one.csv:3 |" in receipt
    assert "| 1 | exact-duplicate |  | one.csv:6 |" in receipt


def test_a_list_of_json_has_records_and_no_lines(tmp_path: Path) -> None:
    make = '      - claim: {id: "{id}", claim: "{claim}", kind: effect}\n'
    listed = '[{"id": "A", "claim": "Tea helps"},\n\n\n {"id": "B", "claim": null}]'
    assert one(tmp_path, listed, make, name="one.json").exit_code == 0
    sql = "select line, numbered from import_reject join import_count using (file)"
    assert rows(tmp_path / "one.db", sql) == [(2, "record")]
    assert "| one.json, record 2 | " in (tmp_path / "one.receipt.md").read_text("utf-8")
    words = ("--mapping", tmp_path / "one.yaml", "--into", tmp_path / "strict.db", "--strict")
    told = run("import", tmp_path / "one.json", *words).output
    assert f"{tmp_path / 'one.json'}, record 2: error[missing-value]" in told


def test_each_database_of_a_folder_has_receipts_of_its_own(tmp_path: Path) -> None:
    one(tmp_path, "id\nA\n", CLAIM)
    words = ("import", tmp_path / "one.csv", "--mapping", tmp_path / "one.yaml", "--into")
    for name in ("a.db", "a.sqlite"):
        assert run(*words, tmp_path / name).exit_code == 0
        told = (tmp_path / f"{name}.one.receipt.md").read_text("utf-8")
        assert f"Import `one` in `{name}`" in told
    assert "in `one.db`" in (tmp_path / "one.receipt.md").read_text("utf-8")


def test_a_receipt_that_cannot_be_written_does_not_hide_the_import(tmp_path: Path) -> None:
    (tmp_path / "one.receipt.md").mkdir()
    told = one(tmp_path, "id\nA\n", CLAIM)
    assert told.exit_code == 1
    assert "imported 1 rows into " in told.stdout
    assert "holds the import, but its receipt cannot be written at " in told.stderr
    assert "one.receipt.md: Is a directory" in told.stderr
    assert "Nothing was imported" not in told.output
    (tmp_path / "one.receipt.md").rmdir()
    words = ("--mapping", tmp_path / "one.yaml", "--into", tmp_path / "one.db", "--json")
    assert json.loads(run("import", tmp_path / "one.csv", *words).output)["receipt"]
    assert (tmp_path / "one.receipt.md").is_file()
