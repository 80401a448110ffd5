"""What a curator wrote arrives in the tables, whole and linked."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kb.database.reader import connect
from kb.database.rows.fields import cited
from kb.schema import imported
from kb.schema.tables import MODELS

IMPORTED = {name for name, model in MODELS.items() if model.__module__ == imported.__name__}
"""Tables that only an import fills."""


@pytest.fixture
def db(full: Path) -> Iterator[sqlite3.Connection]:
    """Open the built file that has every kind of record."""
    with closing(connect(full)) as connection:
        yield connection


def _rows(connection: sqlite3.Connection, sql: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute(sql)]


@pytest.mark.parametrize(
    ("citation", "parts"),
    [
        ("smith2001", ("smith2001", None)),
        ("smith2001[p. 12]", ("smith2001", "p. 12")),
        (None, (None, None)),
    ],
)
def test_a_citation_falls_into_key_and_locator(
    citation: str | None, parts: tuple[str | None, str | None]
) -> None:
    assert cited(citation) == parts


def test_no_column_of_a_written_field_stays_empty_in_all_rows(db: sqlite3.Connection) -> None:
    """The corpus uses every field, so that a column without any value is one that got lost."""
    tables = [row[0] for row in db.execute("select name from pragma_table_list where strict")]
    empty = [
        f"{table}.{column}"
        for table in sorted(tables)
        for (column,) in db.execute("select name from pragma_table_info(?)", [table])
        if table not in {"gap", "synthesis", "synthesis_input", "synthesis_without", *IMPORTED}
        and column != "import_id"
        and not db.execute(f'select count("{column}") from "{table}"').fetchone()[0]  # noqa: S608
    ]
    imported = ["claim.source"]
    computed_or_refused = ["document.published_missing", "document.text", "statement.digest"]
    assert empty == [*imported, *computed_or_refused]


def test_a_trace_keeps_its_features_and_searches(db: sqlite3.Connection) -> None:
    sql = "select id, basis, confidence, source, study, features, searched from source_trace"
    first, second, third = _rows(db, f"{sql} order by statement desc, id")
    assert first[:5] == (
        *("hum-post.taller.t1", "curator_inferred", "probable"),
        *("fabula1987", "hum-trial"),
    )
    assert json.loads(str(first[5])) == [
        {"feature": "author", "said": "Fabula", "found": "Fabula", "match": "yes"},
        {"feature": "plants", "said": "tomatoes", "found": None, "match": "unknown"},
    ]
    assert second[:5] == ("hum-post.basil.t1", "not_located", None, None, None)
    assert json.loads(str(second[6]))[0]["hits"] == 0
    assert third == ("hum-post.basil.t2", "author_cited", None, "fiktion1990", None, "[]", "[]")


def test_a_study_without_a_cohort_is_one_of_its_own(db: sqlite3.Connection) -> None:
    assert _rows(db, "select id, cohort from study order by id") == [
        ("hum-review", "hum-review"),
        ("hum-trial", "sill-1987"),
        ("second-look", "sill-1987"),
    ]
    assert _rows(db, "select id from cohort order by id") == [("hum-review",), ("sill-1987",)]


def test_what_hangs_on_a_study_is_linked_to_it(db: sqlite3.Connection) -> None:
    assert _rows(db, "select study, source, role from study_report where study = 'hum-trial'") == [
        ("hum-trial", "fabula1987", "primary"),
        ("hum-trial", "fiktion1990", "secondary"),
    ]
    assert _rows(db, "select * from study_inclusion") == [
        ("hum-review", "hum-trial"),
        ("hum-review", "second-look"),
    ]
    assert _rows(db, "select study, name, reason from missing_value") == [
        ("hum-trial", "country of the kazoo", "not_reported"),
        ("hum-trial", "dropout reasons", "not_read"),
    ]
    assert _rows(db, "select id, instrument, source, locator from appraisal") == [
        ("hum-trial.a1", "PEDro", "reviewers1999", "p. 7"),
        ("hum-trial.a2", "RoB 2", None, None),
    ]


def test_a_finding_names_arms_and_place_by_their_full_ids(db: sqlite3.Connection) -> None:
    sql = "select id, source, locator, arm, comparator_arm from finding order by id"
    assert _rows(db, sql) == [
        ("hum-trial.ratio", "fabula1987", None, None, None),
        ("hum-trial.taller", "fabula1987", "table 1", "hum-trial.hum", "hum-trial.quiet"),
    ]


def test_a_claim_is_found_by_names_of_its_terms_and_of_what_includes_them(
    db: sqlite3.Connection,
) -> None:
    sql = "select keywords from claim where id = 'taller-tomatoes'"
    ((keywords,),) = _rows(db, sql)
    assert keywords == (
        "tomato plants; love apples; pommes d’amour; plants; humming; crooning; silence; "
        "height of the plant; stem; leaf"
    )


def test_judgements_keep_their_lists_and_reasons(db: sqlite3.Connection) -> None:
    ((unsaid,),) = _rows(db, "select do_not_say from verdict")
    assert json.loads(str(unsaid)) == ["Humming grows tomatoes.", "Tomatoes need song."]
    assert _rows(db, "select claim, domain, rating from certainty_domain where id like '%.d2'") == [
        ("taller-tomatoes", "imprecision", "very_serious")
    ]
    assert _rows(db, "select claim, searched, hits from contrary_search") == [
        ("taller-tomatoes", "an invented index", 5)
    ]


def test_a_protocol_has_its_steps_in_order_and_how_it_grows(db: sqlite3.Connection) -> None:
    assert _rows(db, "select id, position, phase, equipment from protocol_step order by 2") == [
        ("hum-course.tune", 1, "warm-up", '["kazoo"]'),
        ("hum-course.stroll", 2, "main part", "[]"),
    ]
    sql = (
        "select id, start, target, increment_low, increment_high, statements from progression_rule"
    )
    assert _rows(db, sql) == [("hum-course.p1", 5, 15, 1, 2, '["hum-post.begin"]')]


def test_a_source_is_decoded_and_its_entry_kept_as_written(db: sqlite3.Connection) -> None:
    sql = "select authors, pages, volume, number, container, bibtex, background from source"
    ((authors, *rest, bibtex, background),) = _rows(db, f"{sql} where key = 'fabula1987'")
    assert json.loads(str(authors)) == ["Fabula, Fay", "van der Fiktion, Jr., Finn"]
    assert rest == ["14–21", "3", "2", "Annals of Things Unheard"]
    assert str(bibtex).startswith("@article{fabula1987,")
    assert background == 0
    assert _rows(db, "select key from source where background") == [("undated",)]


def test_a_measure_has_its_outcome_scale_and_unit(db: sqlite3.Connection) -> None:
    sql = "select kind, measures, unit, low, high, better from term where id = 'ruler-height'"
    assert _rows(db, sql) == [("measure", "height", "cm", 0, 300, "higher")]


def test_numbers_that_are_no_quantities_are_marked(db: sqlite3.Connection) -> None:
    assert _rows(db, 'select document, char_start, char_end, "use" from other_number') == [
        ("hum-post", 142, 146, "part_of_name")
    ]


def test_text_beyond_ascii_stays_readable_in_lists(db: sqlite3.Connection) -> None:
    assert _rows(db, "select synonyms from term where id = 'tomato-plants'") == [
        ('["love apples", "pommes d’amour"]',)
    ]
