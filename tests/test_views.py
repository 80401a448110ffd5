"""The stable views: their columns are a promise, their rows are right."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kb.database.reader import connect
from kb.schema.view import views

LEADING = {
    "claim_overview": "claim_id, claim, kind, population, intervention, comparator, outcome, "
    "direction, verdict, certainty, n_documents, n_statements, n_studies, summary",
    "statement_overview": "statement_id, document_id, file_name, heading, char_start, char_end, "
    "kind, gist, anchor, attribution, hedging, claim_ids",
    "quantity_overview": "quantity_id, owner_type, owner_id, statement_id, role, arm, operator, "
    "value, value_high, unit, scale, qualifier, canonical_value, canonical_unit",
    "evidence_table": "claim_id, study_id, citation, year, design, n_analysed, population, "
    "intervention, comparator, outcome, measure, estimate, ci_low, ci_high, direction, "
    "directness, reading_level, derived",
    "synthesis_table": "claim_id, measure, model, k_reports, k_studies, k_cohorts, estimate, "
    "ci_low, ci_high, pi_low, pi_high, tau2, i2, q",
    "dose_table": "owner_type, owner_id, population, session_min_low, session_min_high, "
    "sessions_per_week_low, sessions_per_week_high, weeks_low, weeks_high, speed_mps_low, "
    "speed_mps_high, grade_pct_low, grade_pct_high, total_min",
    "gap_report": "gap_id, statement_id, claim_id, kind, severity, audit, said, evidence_says, "
    "explanation",
    "claim_gap": "claim_id, gap_id, statement_id, kind, severity, said, evidence_says, explanation",
    "safety_matrix": "hazard, control, document_id, covered, statement_id",
    "guidance_overview": "guidance_id, kind, text, population, strength, document_ids, "
    "statement_ids",
    "source_list": "source_key, citation, year, type, doi, pmid, url, standing, n_studies, "
    "n_claims",
    "relation_overview": "record, from_id, from_text, kind, to_id, to_text, note",
}
"""The contract. To take a column away or move it is a new schema version."""


@pytest.fixture
def db(full: Path) -> Iterator[sqlite3.Connection]:
    """Open the built file that has every kind of record."""
    with closing(connect(full)) as connection:
        yield connection


@pytest.fixture
def tiny(built: Path) -> Iterator[sqlite3.Connection]:
    """Open the built file of the tiny knowledge base with two documents."""
    with closing(connect(built / "build" / "kb.db")) as connection:
        yield connection


def _rows(connection: sqlite3.Connection, sql: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute(sql)]


@pytest.mark.parametrize("name", LEADING)
def test_the_leading_columns_of_a_view_are_fixed(db: sqlite3.Connection, name: str) -> None:
    promised = LEADING[name].split(", ")
    cursor = db.execute(f'select * from "{name}"')  # noqa: S608 - from the list above
    assert [column[0] for column in cursor.description][: len(promised)] == promised


def test_no_view_is_missing_or_without_a_promise() -> None:
    assert {view.name for view in views()} == set(LEADING)


def test_every_column_of_every_view_is_described(db: sqlite3.Connection) -> None:
    for view in views():
        names = [row[1] for row in db.execute(f"pragma table_info({view.name})")]
        assert list(view.columns) == names
        assert all(text.endswith(".") for text in (view.description, *view.columns.values()))


@pytest.mark.parametrize("name", ["synthesis_table", "gap_report"])
def test_a_view_whose_data_come_later_answers_with_no_rows(
    db: sqlite3.Connection, name: str
) -> None:
    assert _rows(db, f"select * from {name} where claim_id = 'taller-plants'") == []  # noqa: S608


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("claim_overview", "claim"),
        ("statement_overview", "statement"),
        ("quantity_overview", "quantity"),
        ("evidence_table", "evidence_line"),
        ("dose_table", "dose"),
        ("guidance_overview", "guidance"),
        ("source_list", "source"),
    ],
)
@pytest.mark.parametrize("corpus", ["db", "tiny"])
def test_a_view_has_one_row_for_each_record(
    request: pytest.FixtureRequest, corpus: str, name: str, table: str
) -> None:
    connection = request.getfixturevalue(corpus)
    sql = f"select (select count(*) from {name}) = count(*) from {table}"  # noqa: S608
    assert _rows(connection, sql) == [(1,)]


def test_two_documents_of_one_source_leave_it_one_row(full: Path) -> None:
    with closing(sqlite3.connect(":memory:")) as copy:
        with closing(connect(full)) as connection:
            connection.backup(copy)
        copy.execute(
            """insert into document select 'another', source, title, language, published,
            published_missing, file_name, sha256, characters, about, text from document"""
        )
        sql = "select document_id, count(*) from source_list where source_key = 'fable2031'"
        assert _rows(copy, sql) == [("another", 1)]


def test_a_claim_counts_who_makes_it_and_apart_who_denies_it(db: sqlite3.Connection) -> None:
    sql = """select claim_id, n_documents, n_statements, n_denials, n_studies
        from claim_overview order by claim_id"""
    assert _rows(db, sql) == [
        ("leaves-tremble", 1, 1, 0, 0),
        ("old-tale", 0, 0, 0, 0),
        ("taller-basil", 0, 0, 1, 0),
        ("taller-plants", 1, 1, 0, 1),
        ("taller-tomatoes", 1, 1, 0, 2),
    ]


def test_a_statement_inside_another_that_makes_the_claim_counts_once(
    tiny: sqlite3.Connection,
) -> None:
    sql = """select s.id, sc.nested from statement_claim sc join statement s on s.id = sc.statement
        where sc.claim = 'morning-stiffness' order by s.id"""
    assert _rows(tiny, sql) == [
        ("cold-hands-post.eases-pain", 0),
        ("cold-hands-post.shortens-stiffness", 1),
        ("wrist-bath-guide.stiffness-grows", 0),
    ]
    sql = "select n_statements, n_denials from claim_overview where claim_id = 'morning-stiffness'"
    assert _rows(tiny, sql) == [(1, 1)]


def test_a_claim_shows_its_terms_by_name_and_its_judgements(db: sqlite3.Connection) -> None:
    sql = """select population, intervention, comparator, outcome, population_id, comparator_id,
        verdict, certainty, status from claim_overview where claim_id = 'taller-tomatoes'"""
    assert _rows(db, sql) == [
        (
            *("tomato plants", "humming", "silence", "height of the plant"),
            *("tomato-plants", "silence", "mixed", "very_low", "reviewed"),
        )
    ]


def test_certainty_follows_from_its_domains_unless_it_is_overridden(
    db: sqlite3.Connection, tiny: sqlite3.Connection
) -> None:
    sql = "select claim_id, certainty from claim_overview where certainty is not null order by 1"
    assert _rows(db, sql) == [("taller-plants", "moderate"), ("taller-tomatoes", "very_low")]
    assert _rows(tiny, sql) == [("wrist-pain", "low")]


def test_a_statement_has_its_place_heading_and_claims(db: sqlite3.Connection) -> None:
    sql = """select heading, char_start, char_end, claim_ids, file_name
        from statement_overview order by position limit 2"""
    assert _rows(db, sql) == [
        ("Hum to Your Tomatoes", 22, 54, "[]", "hum-post.txt"),
        ("Does it work?", 71, 147, '["taller-plants","taller-tomatoes"]', "hum-post.txt"),
    ]


def test_numbers_stand_in_their_own_unit_and_in_the_canonical_one(db: sqlite3.Connection) -> None:
    sql = """select operator, value, value_high, unit, canonical_value, canonical_value_high,
        canonical_unit, derived, recipe from quantity_overview where quantity_id in
        ('hum-post.taller.q1', 'hum-post.taller.q2', 'hum-post.begin.q4') order by quantity_id"""
    assert _rows(db, sql) == [
        ("eq", 0.5, 1, "km/h", 0.5 / 3.6, 1 / 3.6, "m/s", 0, None),
        ("le", 15, None, "%", 15, None, "%", 0, None),
        ("eq", 1.15, None, "1", 1.15, None, "1", 1, "1 + 15 / 100"),
    ]


def test_an_evidence_line_shows_its_estimate(db: sqlite3.Connection) -> None:
    sql = """select evidence_id, n_analysed, intervention, comparator, estimate, ci_low, ci_high,
        unit, directness, derived from evidence_table order by evidence_id"""
    assert _rows(db, sql) == [
        ("taller-plants.e1", 7, None, None, 1.1, None, None, None, "direct", 1),
        ("taller-tomatoes.e1", 6, "humming", "left in silence", 2, -0.4, 4.4, "cm", "partly", 0),
        ("taller-tomatoes.e2", None, None, None, None, None, None, None, "indirect", None),
    ]


def test_an_evidence_line_names_its_place_or_the_first_report(db: sqlite3.Connection) -> None:
    sql = """select evidence_id, citation, year, source_key, locator from evidence_table
        order by evidence_id"""
    fabula = ("Fabula & van der Fiktion 1987", 1987, "fabula1987")
    assert _rows(db, sql) == [
        ("taller-plants.e1", *fabula, None),
        ("taller-tomatoes.e1", *fabula, "table 1"),
        ("taller-tomatoes.e2", "The Humming Society 1999", 1999, "reviewers1999", None),
    ]


def test_doses_of_every_owner_stand_in_canonical_units(db: sqlite3.Connection) -> None:
    sql = """select owner_type, owner_id, stage, session_min_low, session_min_high,
        sessions_per_week_low, weeks_high, round(speed_mps_high, 4), grade_pct_low,
        grade_pct_high, total_min from dose_table order by owner_id"""
    assert _rows(db, sql) == [
        ("protocol_step", "hum-course.stroll", "whole", 5, 5, None, None, 0.2778, None, None, None),
        ("statement", "hum-post.begin", "start", 5, 5, 2, 6, 0.2778, None, None, 60),
        ("statement", "hum-post.slope", "limit", None, None, None, None, None, None, 2, None),
        ("guidance", "hum-softly", "start", 5, 10, 14, 30.4375 / 7, 0.447, 1, 2, None),
        ("arm", "hum-trial.hum", "whole", 10, 10, 3, 6, 0.5, None, 1, 180),
    ]


def test_a_dose_keeps_the_words_that_go_with_it(db: sqlite3.Connection) -> None:
    sql = """select wording, intensity, supervision, progression, population from dose_table
        where owner_id = 'hum-softly'"""
    assert _rows(db, sql) == [
        (
            "5 to 10 min; 14 /wk; 1 mo; 1 [mi_i]/h; 0.01 to 0.02 1",
            *("piano", "nobody", "Slowly.", "tomato plants"),
        )
    ]


def test_a_hazard_meets_each_control_in_each_document(tiny: sqlite3.Connection) -> None:
    sql = """select hazard, control, document_id, covered, statement_id, control_kind,
        hazard_named from safety_matrix order by 2, 3"""
    post, guide = "cold-hands-post", "wrist-bath-guide"
    assert _rows(tiny, sql) == [
        ("numbness", "not-alone", post, 0, None, "supervision", 0),
        ("numbness", "not-alone", guide, 1, f"{guide}.never-alone", "supervision", 1),
        ("numbness", "stop-when-white", post, 1, f"{post}.stop-if-white", "procedure", 0),
        ("numbness", "stop-when-white", guide, 0, None, "procedure", 1),
    ]


def test_guidance_has_the_statements_of_its_parts_and_what_its_kind_adds(
    db: sqlite3.Connection,
) -> None:
    sql = "select guidance_id, statement_ids, detail from guidance_overview order by guidance_id"
    found = {row[0]: (json.loads(str(row[1])), row[2]) for row in _rows(db, sql)}
    assert found["hum-course"] == (["hum-post.begin", "hum-post.slope"], None)
    details = {key: detail for key, (_, detail) in found.items() if detail}
    assert details == {
        "broken-stems": "contraindicated",
        "does-it-work": "It is said to.",
        "humming-meaning": "humming",
        "kazoo": "optional",
        "leave-in-peace": "elimination",
        "snapping": "A plant without a top.",
    }


def test_a_source_counts_what_rests_on_it(db: sqlite3.Connection) -> None:
    sql = """select source_key, year, doi, pmid, standing, n_studies, n_claims, document_id
        from source_list order by 1"""
    assert _rows(db, sql) == [
        ("fable2031", 2031, None, None, "current", 0, 3, "hum-post"),
        ("fabula1987", 1987, "10.5555/hum.1987", "00000001", "corrected", 1, 2, None),
        ("fiktion1990", 1990, None, None, "unknown", 2, 2, None),
        ("reviewers1999", 1999, None, None, "unknown", 1, 1, None),
        ("undated", None, None, None, "unknown", 0, 0, None),
    ]


def test_relations_are_read_from_left_to_right(db: sqlite3.Connection) -> None:
    sql = "select record, from_id, kind, to_id, note from relation_overview order by 1, 2"
    assert _rows(db, sql) == [
        ("claim", "leaves-tremble", "mechanism_for", "taller-plants", None),
        ("claim", "taller-tomatoes", "narrower", "taller-plants", "Tomatoes only."),
        ("guidance", "hum-softly", "contradicts", "hum-loudly", "Soft is not loud."),
    ]
