"""A built file: the same bytes from the same text, and a schema that refuses what is wrong."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
import sqlalchemy as sa

from kb.corpus import load
from kb.database.build import BATCH, build
from kb.database.check import faults
from kb.database.digest import digest
from kb.database.reader import connect
from kb.database.search import search
from kb.schema.tables import MODELS, table
from kb.schema.vocabulary import ClaimKind
from scripts.benchmark.large import write

FULL = Path(__file__).resolve().parent / "corpus_full"


@pytest.fixture
def writable(full: Path, tmp_path: Path) -> Path:
    """Give a copy of the built file that a test may spoil."""
    return Path(shutil.copy(full, tmp_path / "copy.db"))


def _column(connection: sqlite3.Connection, sql: str) -> list[object]:
    return [row[0] for row in connection.execute(sql)]


def _sha256(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_the_same_text_gives_the_same_bytes_in_any_process(
    full: Path, tmp_path: Path, seed: str
) -> None:
    program = "import sys; from kb.cli import main; sys.argv[0] = 'kb'; main()"
    words = ["build", "--root", str(FULL), "--db", str(tmp_path / "kb.db")]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    subprocess.run([sys.executable, "-c", program, *words], check=True, env=environment)
    assert _sha256(tmp_path / "kb.db") == _sha256(full)


def test_the_order_in_which_files_came_into_being_leaves_no_trace(
    full: Path, tmp_path: Path
) -> None:
    for path in sorted(FULL.rglob("*"), key=lambda path: str(path)[::-1], reverse=True):
        if path.is_file():
            target = tmp_path / "copy" / path.relative_to(FULL)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    build(load(tmp_path / "copy")[0], tmp_path / "kb.db")
    assert _sha256(tmp_path / "kb.db") == _sha256(full)


def test_building_over_an_old_file_gives_the_same_bytes(full: Path, writable: Path) -> None:
    with closing(sqlite3.connect(writable)) as connection, connection:
        connection.execute("create table more (rows)")
    build(load(FULL)[0], writable)
    assert _sha256(writable) == _sha256(full)


def test_another_word_gives_another_digest(tmp_path: Path) -> None:
    root = shutil.copytree(FULL, tmp_path / "copy")
    before = digest(load(root)[0])
    claim = root / "data" / "claims" / "old-tale.yaml"
    claim.write_text(claim.read_text("utf-8").replace("Hummed-at", "Sung-at"), "utf-8")
    assert digest(load(root)[0]) != before


def test_a_comment_in_the_bibliography_leaves_the_digest(tmp_path: Path) -> None:
    root = shutil.copytree(FULL, tmp_path / "copy")
    before = digest(load(root)[0])
    with root.joinpath("citations.bib").open("a", encoding="utf-8") as file:
        file.write("\n% A remark between entries.\n")
    assert digest(load(root)[0]) == before


def test_a_build_with_texts_says_that_it_is_private(full: Path, tmp_path: Path) -> None:
    private = build(load(FULL, FULL / "documents")[0], tmp_path / "kb.db").path
    sql = "select private, text from knowledge_base, document"
    with closing(connect(private)) as theirs, closing(connect(full)) as public:
        text = (FULL / "documents" / "hum-post.txt").read_text("utf-8")
        assert tuple(theirs.execute(sql).fetchone()) == (1, text)
        assert tuple(public.execute(sql).fetchone()) == (0, None)


def test_without_a_knowledge_base_of_its_own_nothing_is_built(tmp_path: Path) -> None:
    corpus, problems = load(tmp_path)
    assert problems
    with pytest.raises(ValueError, match=r"data/kb\.yaml"):
        build(corpus, tmp_path / "kb.db")
    assert not (tmp_path / "kb.db").exists()


def test_progress_is_told_to_the_end(tmp_path: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    built = build(load(FULL)[0], tmp_path / "kb.db", lambda *step: steps.append(step))
    last = {label: (done, of) for label, done, of in steps}
    records = sum(built.rows[name] for name in ("document", "claim", "study"))
    assert last == {"rows": (records, records), "search": (7, 7)}
    assert [step for step in steps if step[1] > step[2]] == []


def test_more_rows_than_are_inserted_at_a_time_all_arrive_in_order(tmp_path: Path) -> None:
    write(tmp_path, 700)
    built = build(load(tmp_path)[0], tmp_path / "kb.db")
    assert built.rows["statement"] == 2100 > BATCH
    with closing(connect(built.path)) as connection:
        counts = {
            name: connection.execute(f'select count(*) from "{name}"').fetchone()[0]  # noqa: S608
            for name in MODELS
        }
        sql = "select id from statement where document = 'document-20' order by rowid"
        assert _column(connection, sql) == [f"document-20.s{number}" for number in range(100)]
    assert counts == built.rows


def test_every_table_is_strict_and_has_rows_unless_its_data_come_later(full: Path) -> None:
    with closing(connect(full)) as connection:
        sql = "select name from pragma_table_list where strict"
        assert set(_column(connection, sql)) >= set(MODELS)
        empty = [
            name
            for name in MODELS
            if not connection.execute(f'select count(*) from "{name}"').fetchone()[0]  # noqa: S608
        ]
    imported = ["imports", "import_count", "import_reject", "import_notice"]
    imported += ["imported_label", "passage", "quote"]
    assert empty == ["synthesis", "synthesis_without", *imported]


def test_the_file_is_small_and_ready_to_be_served(full: Path) -> None:
    with closing(connect(full)) as connection:
        assert _column(connection, "pragma journal_mode") == ["delete"]
        assert _column(connection, "pragma user_version") == [1]
        assert _column(connection, "pragma freelist_count") == [0]
        assert "claim" in _column(connection, "select tbl from sqlite_stat1")
    assert full.read_bytes()[18:20] == b"\x01\x01"  # neither written nor read through a WAL


def test_every_reference_and_facet_has_an_index(full: Path) -> None:
    wanted = {
        (name, column.name)
        for name, model in MODELS.items()
        for column in table(model).columns
        if column.foreign_keys or column.primary_key or isinstance(column.type, sa.Enum)
    }
    # the rest of a key of several columns is found by way of its first
    wanted -= {("missing_value", "name"), ("claim_version", "version")}
    wanted -= {("import_count", "file"), ("imported_label", "name")}
    with closing(connect(full)) as connection:
        found = {
            (name, column)
            for name in MODELS
            for (column,) in connection.execute(
                """select c.name from pragma_index_list(?) i, pragma_index_info(i.name) c
                where c.seqno = 0 union select name from pragma_table_info(?)
                where pk = 1 and type = 'INTEGER'""",
                [name, name],
            )
        }
    assert wanted - found == set()


def test_every_reference_is_a_foreign_key_in_the_file(full: Path) -> None:
    declared = {
        (name, column.name, *key.target_fullname.split("."))
        for name, model in MODELS.items()
        for column in table(model).columns
        for key in column.foreign_keys
    }
    sql = 'select "from", "table", "to" from pragma_foreign_key_list(?)'
    with closing(connect(full)) as connection:
        found = {(name, *row) for name in MODELS for row in connection.execute(sql, [name])}
    assert found == declared
    assert len(found) > 50


@pytest.mark.parametrize(
    ("sql", "refusal"),
    [
        ("update claim set kind = 'rumour'", "CHECK"),
        ("update claim set direction = 'sideways'", "CHECK"),
        ("update statement set hedging = ''", "CHECK"),
        ("update finding set derivation = 'guessed'", "CHECK"),
        ("update verdict set rating = 'true'", "CHECK"),
        ("update term_broader set broader = 'weeds'", "FOREIGN KEY"),
        ("update finding set arm = 'hum-trial.loud'", "FOREIGN KEY"),
        ("delete from source where key = 'fabula1987'", "FOREIGN KEY"),
        ("update quantity set value = 'many'", "cannot store TEXT value in REAL column"),
        ("update statement set position = 1.5", "cannot store REAL value in INTEGER column"),
        ("update claim set claim = null", "NOT NULL"),
        ("insert into cohort values ('sill-1987')", "UNIQUE"),
    ],
)
def test_wrong_values_are_refused(writable: Path, sql: str, refusal: str) -> None:
    with closing(sqlite3.connect(writable)) as connection:
        connection.execute("pragma foreign_keys = on")
        with pytest.raises(sqlite3.IntegrityError, match=refusal):
            connection.execute(sql)


def test_every_word_of_a_vocabulary_is_accepted(writable: Path) -> None:
    with closing(sqlite3.connect(writable)) as connection:
        for kind in ClaimKind:
            connection.execute("update claim set kind = ?", [kind.value])


def test_full_text_is_found_after_vacuum(writable: Path) -> None:
    with closing(connect(writable)) as connection:
        before = search(connection, "hum tomato")
    with closing(sqlite3.connect(writable)) as connection:
        connection.execute("vacuum")
    with closing(connect(writable)) as connection:
        assert search(connection, "hum tomato") == before
        assert before[0] == "taller-tomatoes"


def test_a_good_file_has_no_faults(full: Path) -> None:
    assert faults(full) == []


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        ("drop view gap_report", "gap_report: columns [] instead of ['gap_id', "),
        ("alter table claim rename column summary to digest", "claim: columns ['id', 'claim', "),
        (
            "update claim set population = 'nobody'",
            "foreign_key_check: row 1 of claim refers to nothing in term",
        ),
        ("pragma journal_mode = wal", "journal_mode: a WAL file cannot be served as immutable"),
        ("pragma ignore_check_constraints = 1; update claim set kind = 'x'", "integrity_check: "),
    ],
)
def test_a_file_that_breaks_its_promise_is_named(writable: Path, spoil: str, fault: str) -> None:
    with closing(sqlite3.connect(writable)) as connection:
        connection.execute("pragma legacy_alter_table = on")
        connection.executescript(spoil)
        connection.commit()
    assert any(found.startswith(fault) for found in faults(writable)), faults(writable)


def test_a_file_with_broken_pages_is_named(writable: Path) -> None:
    with writable.open("r+b") as file:
        file.seek(4096 * 40)
        file.write(os.urandom(4096 * 3))
    assert any(found.startswith("integrity_check") for found in faults(writable))
