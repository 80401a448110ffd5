"""What is chosen and what belongs to it: nothing else, and nothing that it refers to is missing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kb.corpus import load
from kb.database.build import build
from kb.database.reader import connect
from kb.exports.asked import Asked
from kb.exports.belonging import TABLES, VIEWS
from kb.exports.column import described
from kb.exports.selection import AT_A_TIME, Selection
from kb.schema.tables import MODELS
from kb.schema.view import views
from tests.exports.selected import selected

ROOT = Path(__file__).resolve().parent.parent.parent
STORED = {"TEXT": str, "INTEGER": int, "REAL": float}


def test_every_table_and_view_belongs_somehow() -> None:
    assert list(TABLES) == list(MODELS)
    assert list(VIEWS) == [view.name for view in views()]


@pytest.mark.parametrize("name", [*TABLES, *VIEWS])
def test_without_filters_everything_is_there(each: Path, name: str) -> None:
    with selected(each) as selection:
        rows = list(selection.tuples(name))
        there = [tuple(row) for row in selection.connection.execute(f"select * from {name}")]  # noqa: S608
        assert len(rows) == len(there) == selection.count(name)
        assert sorted(map(repr, rows)) == sorted(map(repr, there))


@pytest.mark.parametrize("name", VIEWS)
def test_columns_have_the_types_of_their_values(each: Path, name: str) -> None:
    with selected(each) as selection:
        columns = selection.columns(name)
        assert [column.name for column in columns] == list(described()[name].columns)
        for row in selection.tuples(name):
            for column, value in zip(columns, row, strict=True):
                assert value is None or type(value) is STORED[column.type], column
        for made in selection.objects(name):
            lists = [made[column.name] for column in columns if column.is_list]
            assert all(isinstance(value, list) for value in lists)


@pytest.mark.parametrize("name", [*TABLES, *VIEWS])
def test_rows_come_in_an_order_that_depends_on_nothing(full: Path, name: str) -> None:
    with selected(full) as selection:
        rows = list(selection.tuples(name))
        selection.connection.execute("pragma reverse_unordered_selects = on")
        assert list(selection.tuples(name)) == rows


def _ids(path: Path, table: str) -> list[str]:
    with closing(connect(path)) as connection:
        return [row[0] for row in connection.execute(f"select id from {table} order by id")]  # noqa: S608


def _subset(selection: Selection) -> sqlite3.Connection:
    """Give the rows of all tables in a file of their own."""
    new = sqlite3.connect(":memory:")
    for (sql,) in selection.connection.execute(
        "select sql from sqlite_master where type = 'table' and sql like '% STRICT%'"
    ):
        new.execute(sql)
    for name in TABLES:
        marks = ",".join("?" for _ in selection.columns(name))
        new.executemany(f"insert into {name} values ({marks})", selection.tuples(name))  # noqa: S608
    return new


def test_whatever_is_chosen_refers_to_nothing_that_is_missing(each: Path) -> None:
    """But for the claim that one was merged into."""
    for claim in _ids(each, "claim")[::7]:
        with (
            selected(each, {"claim": [claim]}) as selection,
            closing(_subset(selection)) as new,
        ):
            lost = new.execute("pragma foreign_key_check").fetchall()
            assert {(table, parent) for table, _, parent, _ in lost} <= {("claim", "claim")}
            assert _values(selection, "claim_overview", "claim_id") == [claim]


def _values(selection: Selection, view: str, column: str) -> list[object]:
    return [row[column] for row in selection.rows(view)]


def test_a_claim_brings_along_what_belongs_to_it(tiny: Path) -> None:
    with selected(tiny, {"claim": ["wrist-pain"]}) as selection:
        assert selection.n_claims == 1
        assert _values(selection, "evidence_table", "study_id") == ["inventa-trial"]
        assert set(_values(selection, "claim_gap", "claim_id")) == {"wrist-pain"}
        gaps = _values(selection, "gap_report", "gap_id")
        assert set(_values(selection, "claim_gap", "gap_id")) <= set(gaps)
        assert "inventa1999" in _values(selection, "source_list", "source_key")
        assert selection.count("statement_overview") < len(_ids(tiny, "statement"))
        assert selection.where("claim") != "1"


def test_doses_of_arms_of_its_studies_belong_to_a_claim(full: Path) -> None:
    with selected(full, {"claim": ["taller-plants"]}) as selection:
        assert "arm" in _values(selection, "dose_table", "owner_type")


def test_claims_of_a_study_are_chosen(tiny: Path) -> None:
    with selected(tiny, {"study": ["inventa-trial"]}) as selection:
        found = set(_values(selection, "claim_overview", "claim_id"))
        assert found == set(_values(selection, "evidence_table", "claim_id"))
        assert found


def test_no_claim_at_all_leaves_nothing(tiny: Path) -> None:
    with selected(tiny, {"verdict": ["contradicted"], "q": ["unheard-of"]}) as selection:
        assert selection.n_claims == 0
        kept = {name for name in TABLES if selection.count(name)}
        assert kept == {"knowledge_base", "gap_kind"}


def test_words_that_no_claim_has_all_of_find_those_with_some(tiny: Path) -> None:
    with selected(tiny, {"q": ["pain unheard-of"]}) as selection:
        assert selection.n_claims > 0


def test_broader_terms_and_what_is_measured_come_along(full: Path) -> None:
    with selected(full, {"claim": ["taller-plants"]}) as selection:
        terms = set(_values(selection, "term", "id"))
        for row in selection.rows("term"):
            assert row["measures"] is None or row["measures"] in terms
        assert all(
            row["broader"] in terms
            for row in selection.query("select * from term_broader where term in temp.chosen_term")
        )


def test_a_second_selection_on_a_connection_takes_the_place_of_the_first(tiny: Path) -> None:
    with closing(connect(tiny)) as connection:
        everything = Selection(connection).n_claims
        assert Selection(connection, Asked(ids={"claim": ("numb-skin",)})).n_claims == 1
        assert Selection(connection).n_claims == everything


def test_the_documents_text_is_in_no_export(tmp_path: Path) -> None:
    root = ROOT / "tests" / "corpus"
    private = build(load(root, root / "documents")[0], tmp_path / "kb.db").path
    with closing(connect(private)) as connection:
        assert connection.execute("select count(text) from document").fetchone()[0]
    with selected(private) as selection:
        assert selection.about.private
        assert {row["text"] for row in selection.rows("document")} == {None}


def test_progress_is_told_while_rows_are_read(tiny: Path) -> None:
    told: list[tuple[str, int, int]] = []
    with closing(connect(tiny)) as connection:
        selection = Selection(connection, progress=lambda *how: told.append(how))
        n = len(list(selection.rows("claim_overview")))
    assert n < AT_A_TIME
    assert told == [("claim_overview", n, n)]


def test_a_note_is_told_once(tiny: Path) -> None:
    with selected(tiny) as selection:
        selection.note("One thing.")
        selection.note("One thing.")
        assert selection.notices == ["One thing."]
        assert list(selection.views) == list(VIEWS)


def test_no_row_is_looked_up_by_every_pair_of_what_is_chosen(full: Path) -> None:
    """Of two columns that must be chosen only one is searched by: pairs grow with the square."""
    with selected(full, {"status": ["draft"]}) as selection:
        for name in (*TABLES, *VIEWS):
            sql = f"explain query plan select 1 from {name} where {selection.where(name)}"  # noqa: S608
            steps = [str(row[3]) for row in selection.connection.execute(sql)]
            pairs = [step for step in steps if step.startswith("SEARCH") and step.count("=?") > 1]
            assert not pairs, name
