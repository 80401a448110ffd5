"""A set is imported whole: each row is stored or rejected, and all that is odd is told."""

from __future__ import annotations

import json
import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kb.database.check import faults
from tests.command import run
from tests.importing import small
from tests.importing.small import imported, one, rows

BIBTEX = """\
@misc{tea-P3,
  author = {{Moss} and {Fern}},
  title = {{Nothing in it}},
  year = {2003},
}"""


@pytest.fixture(scope="module")
def tea(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a small set that was imported, only to be read."""
    folder = tmp_path_factory.mktemp("tea")
    small.write(folder)
    assert imported(folder).exit_code == 0
    return folder


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """Give the folder of a small set that is not imported yet."""
    small.write(tmp_path)
    return tmp_path


def test_every_row_is_stored_or_rejected(tea: Path) -> None:
    found = rows(tea / "tea.db", "select n_in, n_stored, n_rejected from import_count")
    assert found == [(3, 3, 0), (4, 3, 1), (4, 3, 1), (3, 3, 0)]
    assert rows(tea / "tea.db", "select n_in, n_stored, n_rejected from imports") == [(14, 12, 2)]


def test_a_rejected_row_is_kept_with_its_place_and_reason(tea: Path) -> None:
    sql = 'select file, line, "column", code, message, content from import_reject order by id'
    (claim, label) = rows(tea / "tea.db", sql)
    assert claim[0] == "claims.csv"
    assert claim[1:4] == (4, None, "dangling-reference")
    assert claim[4] == "claim refers to source `tea-P9`, which is not there"
    assert json.loads(str(claim[5]))["id"] == "C3"
    assert label[1:4] == (5, "label", "unknown-word")
    assert "`perhaps`" in str(label[4])


def test_what_is_odd_is_told(tea: Path) -> None:
    sql = "select kind, what, times from import_notice order by kind, what"
    assert rows(tea / "tea.db", sql) == [
        ("contradictory-labels", "claim `tea-c1`: better,Worse", 2),
        ("respelled-label", "`Worse` taken as `disputes`", 1),
        ("source-without-text", "source `tea-P3`", 1),
        ("span-differs", "the quote of `tea-c2.3` is not at 0 to 9", 1),
    ]


def test_nothing_imported_is_judged(tea: Path) -> None:
    sql = "select verdict, certainty, status, import_id from claim_overview"
    assert set(rows(tea / "tea.db", sql)) == {(None, None, "draft", "tea")}


def test_terms_are_made_of_their_labels_however_spelled(tea: Path) -> None:
    sql = "select intervention_id, comparator_id, outcome_id from claim_overview order by claim_id"
    assert rows(tea / "tea.db", sql) == [
        ("tea-intervention-green-tea", "tea-intervention-water", "tea-outcome-sleep"),
        ("tea-intervention-green-tea", "tea-intervention-water", "tea-outcome-mood"),
        ("tea-intervention-tea-strong-7b2ec2a6", "tea-intervention-water", "tea-outcome-mood"),
    ]
    assert rows(tea / "tea.db", "select count(*) from term") == [(5,)]


def test_a_finding_takes_what_its_claim_is_about(tea: Path) -> None:
    sql = "select outcome, direction, result, citation from evidence_table order by evidence_id"
    assert rows(tea / "tea.db", sql) == [
        ("Sleep", "supports", "better", "Reed 2001"),
        ("Sleep", "disputes", "Worse", "Reed 2001"),
        ("mood", "inconclusive", "no change", "Reed 2001"),
    ]


def test_texts_are_kept_to_the_last_blank_and_found(tea: Path) -> None:
    assert ("sleep\n. ",) in rows(tea / "tea.db", "select text from passage")
    sql = "select rowid from passage_fts where passage_fts match 'sleeping'"
    assert rows(tea / "tea.db", sql) == [(2,)]


def test_a_source_is_told_as_a_bibliography_tells_it(tea: Path) -> None:
    sql = "select citation, authors, reference, bibtex from source where key = 'tea-P3'"
    (found,) = rows(tea / "tea.db", sql)
    assert found == (
        "Moss & Fern 2003",
        '["Moss", "Fern"]',
        "Moss and Fern. Nothing in it. 2003.",
        BIBTEX,
    )


def test_the_file_holds_what_a_built_one_does(tea: Path) -> None:
    assert faults(tea / "tea.db") == []


def test_the_receipt_tells_people_the_same(tea: Path) -> None:
    told = (tea / "tea.receipt.md").read_text("utf-8")
    assert "14 rows in = 12 stored + 2 rejected." in told
    assert "claims.csv:4 | dangling-reference: claim refers to source `tea-P9`" in told
    assert "### contradictory-labels: 1" in told


def test_the_same_import_again_changes_nothing(tea: Path) -> None:
    before = (tea / "tea.db").read_bytes()
    told = imported(tea)
    assert told.exit_code == 0
    assert "holds this very import already" in told.output
    assert (tea / "tea.db").read_bytes() == before


def test_changed_files_take_the_place_of_what_they_were(fresh: Path) -> None:
    imported(fresh)
    other = small.MAPPING.replace("id: tea", "id: more")
    (fresh / "more.yaml").write_text(other, "utf-8")
    files = [fresh / name for name in small.FILES]
    words = ("--mapping", fresh / "more.yaml", "--into", fresh / "tea.db")
    assert run("import", *files, *words).exit_code == 0
    sql = "select import_id, count(*) from claim group by 1"
    assert rows(fresh / "tea.db", sql) == [("more", 3), ("tea", 3)]
    (fresh / "claims.csv").write_text(small.FILES["claims.csv"].replace("C4,P2", "C5,P2"), "utf-8")
    assert imported(fresh).exit_code == 0
    assert rows(fresh / "tea.db", sql) == [("more", 3), ("tea", 3)]
    ids = rows(fresh / "tea.db", "select id from claim where import_id = 'tea'")
    assert ids == [("tea-c1",), ("tea-c2",), ("tea-c5",)]
    assert faults(fresh / "tea.db") == []


def test_commands_read_the_file_by_its_path_in_any_folder(
    tea: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = json.loads(run("search", "sleep", "--db", tea / "tea.db", "--json").output)
    assert [one["claim_id"] for one in found] == ["tea-c1"]
    assert "tea-c1" in run("show", "tea-c1", "--db", tea / "tea.db").output
    assert run("export", "turtle", "--db", tea / "tea.db", "-o", tmp_path / "x.ttl").exit_code == 0
    assert "data#import-tea" in (tmp_path / "x.ttl").read_text("utf-8")
    told = run("serve", "--db", tmp_path / "none.db")
    assert told.exit_code == 1
    assert "none.db is not there" in told.output


def test_serve_takes_the_file_as_it_is(tea: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        told = run("serve", "--db", tea / "tea.db", "--port", str(other.getsockname()[1]))
    assert told.stdout == ""
    assert "address already in use" in told.stderr


def test_strict_stops_at_the_first_row(fresh: Path) -> None:
    told = imported(fresh, "--strict")
    assert told.exit_code == 1
    assert f"{fresh / 'claims.csv'}:4: error[dangling-reference]" in told.output
    assert not (fresh / "tea.db").exists()


def test_a_file_built_from_text_is_no_target(built: Path, fresh: Path) -> None:
    before = (built / "build" / "kb.db").read_bytes()
    files = [fresh / name for name in small.FILES]
    words = ("--mapping", fresh / "tea.yaml", "--into", built / "build" / "kb.db")
    told = run("import", *files, *words)
    assert told.exit_code == 1
    assert "is built from text: the next `kb build` would drop what is imported" in told.output
    assert (built / "build" / "kb.db").read_bytes() == before


def test_a_foreign_file_is_no_target(fresh: Path) -> None:
    (fresh / "tea.db").write_text("mine", "utf-8")
    told = imported(fresh)
    assert "is no file of kb" in told.output
    assert (fresh / "tea.db").read_text("utf-8") == "mine"


def test_a_file_of_another_version_is_no_target(fresh: Path) -> None:
    imported(fresh)
    with closing(sqlite3.connect(fresh / "tea.db")) as connection:
        connection.execute("drop table quote")
    told = imported(fresh)
    assert told.exit_code == 1
    assert "was made by another version of kb" in told.output


def test_two_imports_do_not_share_ids(fresh: Path) -> None:
    imported(fresh)
    other = small.MAPPING.replace("id: tea", "id: other\nprefix: tea-", 1)
    (fresh / "tea.yaml").write_text(other, "utf-8")
    told = imported(fresh)
    assert told.exit_code == 1
    assert "begins its ids with `tea-`, too" in told.output


def test_a_missing_file_and_one_too_many_are_told(fresh: Path) -> None:
    words = ("--mapping", fresh / "tea.yaml", "--into", fresh / "tea.db")
    told = run("import", fresh / "papers.csv", *words)
    assert "the mapping needs `claims.csv`" in told.output
    (fresh / "paper.csv").write_text("a\n1\n", "utf-8")
    files = [fresh / name for name in (*small.FILES, "paper.csv")]
    told = run("import", *files, *words)
    assert "the mapping has no file `paper.csv`" in told.output
    assert "did you mean `papers.csv`?" in told.output


CLAIM = '      - claim: {id: "{id}", claim: "{claim}", kind: effect}\n'


def test_standard_input_is_imported(tmp_path: Path) -> None:
    one(tmp_path, "id,claim\nA,Tea helps\n", CLAIM, "")
    text = (
        (tmp_path / "one.yaml")
        .read_text("utf-8")
        .replace("file: one.csv", "file: x\n    format: csv")
    )
    (tmp_path / "one.yaml").write_text(text, "utf-8")
    words = ("--mapping", tmp_path / "one.yaml", "--into", tmp_path / "piped.db")
    assert run("import", "-", *words, stdin="id,claim\nB,Tea\n").exit_code == 0
    assert rows(tmp_path / "piped.db", "select id from claim") == [("one-b",)]


def test_columns_that_are_not_as_the_mapping_says_are_told(tmp_path: Path) -> None:
    told = one(tmp_path, "id,clam,more\nA,Tea,1\n", CLAIM)
    assert told.exit_code == 1
    assert "there is no column `claim`: did you mean `clam`?" in told.output
    assert "the column `more` is neither used nor left out" in told.output


def test_of_many_columns_few_are_named_where_one_is_not_there(tmp_path: Path) -> None:
    names = [f"x{number}" for number in range(65_000)]
    told = one(tmp_path, f"id,clam,{','.join(names)}\n", CLAIM.replace("{id}", "{hovercraft}"))
    assert "there is no column `claim`: did you mean `clam`?" in told.output
    first = "id, clam, x0, x1, x2, x3, x4, x5, x6, x7, and 64,992 more"
    assert f"there is no column `hovercraft`: it has {first}\n" in told.output
    assert len(told.output) < 5_000


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("A,Tea\nA,Tea\n", "exact-duplicate"),
        ("A,Tea\nA,Coffee\n", "repeated-id"),
        ("A,Tea\nB,\n", "missing-value"),
        ("A,Tea\nB,Tea,more\n", "cell-count"),
    ],
)
def test_a_row_that_cannot_be_taken_leaves_the_others(
    tmp_path: Path, content: str, code: str
) -> None:
    assert one(tmp_path, f"id,claim\n{content}", CLAIM).exit_code == 0
    assert rows(tmp_path / "one.db", "select id, claim from claim") == [("one-a", "Tea")]
    assert rows(tmp_path / "one.db", "select code, line from import_reject") == [(code, 3)]
