"""Search finds by stem, by synonym and by any words that people type."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kb.database import search as searching
from kb.database.reader import connect
from kb.database.search import MOST_WORDS, expressions, ranking, search


@pytest.fixture
def db(built: Path) -> Iterator[sqlite3.Connection]:
    """Open the built file of the tiny knowledge base."""
    with closing(connect(built / "build" / "kb.db")) as connection:
        yield connection


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    """Make an index like kb's with a row of letters, signs and marks."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("create virtual table t using fts5(a, tokenize = 'porter')")
        connection.execute("insert into t values ('a b c 1 2 x_y Ärger café')")
        yield connection


@pytest.mark.parametrize("words", ["easing pains of wrists", "EASE WRIST PAIN", "pain wris"])
def test_claims_are_found_by_stem_case_and_an_unfinished_word(
    db: sqlite3.Connection, words: str
) -> None:
    assert search(db, words)[0] in {"wrist-pain", "wrist-pain-unchanged"}


@pytest.mark.parametrize("words", ["carpalgia", "carpalgia of clerks", "chilled soak typists"])
def test_claims_are_found_by_synonyms_of_their_terms(db: sqlite3.Connection, words: str) -> None:
    assert "wrist-pain" in search(db, words)


def test_what_has_all_words_comes_before_what_has_some(db: sqlite3.Connection) -> None:
    found = search(db, "wrist stiffness typists")
    assert found[0] == "morning-stiffness"
    assert "wrist-pain" in found


def test_a_word_that_is_nowhere_does_not_hide_the_others(db: sqlite3.Connection) -> None:
    assert "numb-skin" in search(db, "numb zebra")


@pytest.mark.parametrize("words", ["", " ", "?!", "__", '"', "zebra", "NOT", "( OR"])
def test_nothing_to_find_finds_nothing(db: sqlite3.Connection, words: str) -> None:
    assert search(db, words) == []


@pytest.mark.parametrize(
    ("table", "words", "found"),
    [
        ("statement", "thermometer", "cold-hands-post.use-thermometer"),
        ("study", "invented trial", "inventa-trial"),
        ("source", "bowls baths", "wristbaths"),
        ("source", "Noman", "inventa1999"),
        ("guidance", "somebody with you", "not-alone"),
        ("term", "clerks", "office-workers"),
    ],
)
def test_every_kind_of_record_is_searched(
    db: sqlite3.Connection, table: str, words: str, found: str
) -> None:
    assert search(db, words, table)[0] == found


def test_no_more_is_found_than_asked_for(db: sqlite3.Connection) -> None:
    assert len(search(db, "hand", limit=2)) == 2


def test_accents_do_not_matter_however_they_are_typed(index: sqlite3.Connection) -> None:
    for word in ("cafe", "café", "cafe\N{COMBINING ACUTE ACCENT}s", "ÄRGER", "argers"):
        (expression,) = expressions(word)
        assert _matches(index, expression), word


def test_a_pasted_page_is_cut() -> None:
    strict, loose = expressions("word " * 1000)
    assert strict.count('"word"') == MOST_WORDS
    assert loose.count(" OR ") == MOST_WORDS - 1


def _matches(index: sqlite3.Connection, expression: str) -> list[object]:
    return index.execute("select rowid from t where t match ?", [expression]).fetchall()


@given(st.text(st.characters(), max_size=60) | st.text('"*^():+-{}~\0 aNOTRnear_', max_size=30))
@example('" OR "')
@example("near(a b, 2)")
@example("a:b")
@example("_")
@example("\N{COMBINING ACUTE ACCENT}")
@example("²x\N{ZERO WIDTH JOINER}")
def test_any_typed_text_is_a_valid_query(index: sqlite3.Connection, words: str) -> None:
    for expression in expressions(words):
        _matches(index, expression)


@given(st.text(st.sampled_from("abc "), min_size=1, max_size=9).filter(str.strip))
def test_words_of_a_row_find_the_row(index: sqlite3.Connection, words: str) -> None:
    typed = [word for word in words.split() if len(word) == 1]
    if typed:
        assert _matches(index, next(expressions(" ".join(typed))))


MANY = 60


@pytest.fixture
def crowd(monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    """Make claims that all have a word in their summary, more than are ranked."""
    monkeypatch.setattr(searching, "MOST_RANKED", 10)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("create table claim (id text primary key, claim text, summary text)")
        connection.execute("create virtual table claim_fts using fts5(claim, summary)")
        for number in range(MANY):
            words = [f"c{number:02}", "named" if number in {7, 31} else "", "common said often"]
            words[2] += " rare" * (number in {13, 14})
            connection.execute("insert into claim values (?, ?, ?)", words)
            connection.execute("insert into claim_fts values (?, ?)", words[1:])
        yield connection


def test_of_very_many_all_are_counted_and_some_ranked(crowd: sqlite3.Connection) -> None:
    asked = ranking(crowd, "claim", '"common"')
    assert asked.total == MANY
    found = search(crowd, "common", limit=5)
    assert len(found) == 5
    assert found == search(crowd, "common", limit=5)


def test_the_rarest_words_find_among_very_many(crowd: sqlite3.Connection) -> None:
    assert set(search(crowd, "rare common named", limit=4)) == {"c07", "c31", "c13", "c14"}
    assert set(search(crowd, "common rare", limit=2)) == {"c13", "c14"}


def test_what_has_the_words_in_its_name_is_ranked(crowd: sqlite3.Connection) -> None:
    crowd.execute("update claim_fts set claim = 'common' where rowid in (18, 39)")
    assert set(search(crowd, "common", limit=2)) == {"c17", "c38"}
    crowd.execute("update claim_fts set claim = 'common'")
    assert len(search(crowd, "common", limit=5)) == 5


def test_nothing_is_left_out_where_everything_is_wanted(crowd: sqlite3.Connection) -> None:
    assert sorted(search(crowd, "common", limit=MANY)) == [f"c{n:02}" for n in range(MANY)]


def test_words_that_are_all_common_are_found(crowd: sqlite3.Connection) -> None:
    assert len(search(crowd, "common often absent", limit=3)) == 3


def test_fewer_of_many_alike_are_the_first_of_more(
    crowd: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "MOST_RANKED", MANY)
    crowd.execute("update claim set id = 'd' || (99 - rowid)")
    for tied in (3, MANY):
        monkeypatch.setattr(searching, "MOST_TIED", tied)
        found = search(crowd, "common", limit=MANY)
        assert len(set(found)) == MANY
        assert all(search(crowd, "common", limit=n) == found[:n] for n in range(1, MANY))


def test_a_few_that_are_alike_are_in_order_of_their_ids(crowd: sqlite3.Connection) -> None:
    crowd.execute("update claim set id = 'd' || (99 - rowid)")
    assert search(crowd, "rare", limit=2) == ["d84", "d85"]
