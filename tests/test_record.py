"""Any record is found by its id, with all that hangs on it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kb.database.reader import connect
from kb.database.record import SECTIONS, Found, find, ids


@pytest.fixture
def db(full: Path) -> Iterator[sqlite3.Connection]:
    """Open the built file that has every kind of record."""
    with closing(connect(full)) as connection:
        yield connection


def _one(connection: sqlite3.Connection, record_id: str) -> Found:
    (found,) = find(connection, record_id)
    return found


@pytest.mark.parametrize(
    ("record_id", "kind", "sections"),
    [
        (
            "taller-tomatoes",
            "claim",
            "said numbers evidence pooled from gaps domains verdict wording relations guidance",
        ),
        ("taller-plants", "claim", "said numbers evidence pooled from domains relations"),
        ("old-tale", "claim", ""),
        ("hum-post.taller", "statement", "numbers claims guidance traces gaps"),
        ("hum-post", "document", "statements"),
        ("hum-course", "guidance", "steps progression doses said"),
        ("snapping", "guidance", "controls said"),
        ("hum-softly", "guidance", "doses undoes relations said"),
        ("hum-trial", "study", "reports arms findings|evidence for"),
        ("fabula1987", "source", "bibtex studies"),
        ("plants", "term", "narrower claims"),
        ("stem", "term", "claims"),
        ("tomato-plants", "term", "broader claims"),
    ],
)
def test_a_record_shows_what_hangs_on_it(
    db: sqlite3.Connection, record_id: str, kind: str, sections: str
) -> None:
    found = _one(db, record_id)
    assert found.kind == kind
    assert " ".join(found.sections) == sections.replace("|", " ")
    assert record_id in found.fields.values()


def test_every_section_of_every_kind_can_be_asked(db: sqlite3.Connection) -> None:
    for sections in SECTIONS.values():
        for sql in sections.values():
            assert db.execute(sql, {"id": "nothing"}).fetchall() == []


def test_relations_are_told_from_both_ends(db: sqlite3.Connection) -> None:
    assert _one(db, "taller-plants").sections["relations"] == [
        {
            "kind": "mechanism_for (from there)",
            "id": "leaves-tremble",
            "text": "Sound makes leaves tremble and the plant grow.",
            "note": None,
        },
        {
            "kind": "narrower (from there)",
            "id": "taller-tomatoes",
            "text": "Humming makes tomato plants taller than silence does.",
            "note": "Tomatoes only.",
        },
    ]
    (relation,) = _one(db, "hum-softly").sections["relations"]
    assert (relation["kind"], relation["id"]) == ("contradicts", "hum-loudly")


def test_an_id_that_two_kinds_share_gives_both(db: sqlite3.Connection) -> None:
    assert [found.kind for found in find(db, "broken-stems")] == ["guidance", "term"]


def test_an_id_that_nothing_has_gives_nothing(db: sqlite3.Connection) -> None:
    assert list(find(db, "nothing")) == []


def test_all_ids_are_listed_once_in_order(db: sqlite3.Connection) -> None:
    found = ids(db)
    assert found == sorted(set(found))
    assert {"old-tale", "hum-post.taller", "hum-post", "kazoo", "hum-trial", "undated"} <= {*found}
    assert all(any(find(db, record_id)) for record_id in found)


def test_a_place_inside_another_is_marked_so_that_list_and_count_agree(built: Path) -> None:
    with closing(connect(built / "build" / "kb.db")) as connection:
        found = next(one for one in find(connection, "morning-stiffness") if one.kind == "claim")
    made = [row for row in found.sections["said"] if row["relation"] != "denies"]
    assert (len(made), found.fields["n_statements"]) == (2, 1)
    assert [row["place"] for row in made] == [None, "inside another, not counted again"]
