"""Filters of claims: what is written, what it means, and that memory and SQL agree on it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.corpus import load
from kb.database import claim_index, search
from kb.database.build import build
from kb.database.claim_index import ClaimIndex
from kb.database.facet import FACETS, MEASURES, ORDERS, ordered
from kb.database.filters import MOST_CHOSEN, Filters, Names, Range, parse, where
from kb.database.reader import connect
from kb.database.search import expressions


@pytest.fixture(scope="module")
def connection(full: Path) -> Iterator[sqlite3.Connection]:
    """Open a knowledge base with every kind of record."""
    with closing(connect(full)) as opened:
        yield opened


@pytest.fixture(scope="module")
def names(connection: sqlite3.Connection) -> Names:
    """Give the values of its facets."""
    return Names(connection)


@pytest.fixture(scope="module")
def index(connection: sqlite3.Connection) -> ClaimIndex:
    """Read it into memory."""
    return ClaimIndex(connection)


def found(connection: sqlite3.Connection, filters: Filters) -> set[str]:
    """Ask the file itself."""
    condition, parameters = where(filters, next(expressions(filters.words), None))
    sql = f"select c.id from claim c where {condition}"  # noqa: S608 - what is tested
    return {row[0] for row in connection.execute(sql, parameters)}


def remembered(index: ClaimIndex, connection: sqlite3.Connection, filters: Filters) -> set[str]:
    """Ask the memory."""
    rows = index.choose(connection, filters).claims.tolist()
    sql = "select id from claim where rowid = ?"
    return {connection.execute(sql, [row]).fetchone()[0] for row in rows}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"population": ["Basil  plants"]}, {"taller-basil"}),
        ({"population": ["love apples"]}, {"taller-tomatoes"}),
        ({"status": ["merged"]}, {"taller-basil"}),
    ],
)
def test_claims_are_chosen(
    connection: sqlite3.Connection, names: Names, asked: dict[str, list[str]], expected: set[str]
) -> None:
    filters, faults = parse(asked, names)
    assert not faults
    assert found(connection, filters) == expected


@pytest.mark.parametrize(
    ("asked", "is_met"),
    [
        ({"speed_from": ["0.4"], "speed_to": ["0.6"]}, True),
        ({"speed_from": ["1.5"], "speed_to": ["2.5"], "speed_unit": ["km/h"]}, True),
        ({"speed_from": ["1.9"], "speed_unit": ["km/h"]}, False),
        ({"speed_from": ["1"], "speed_unit": ["mph"]}, True),
        ({"speed_from": ["1.2"], "speed_unit": ["mph"]}, False),
        ({"speed_to": ["\N{MINUS SIGN}0.1"]}, False),
    ],
)
def test_speed_is_asked_in_any_unit(
    connection: sqlite3.Connection, names: Names, asked: dict[str, list[str]], *, is_met: bool
) -> None:
    """A dose of the trial goes from 0 to 1.8 km/h."""
    filters, faults = parse(asked, names)
    assert not faults
    assert bool(found(connection, filters)) is is_met


words = st.sampled_from(["", "humming", "taller plants", "leaves", "nothing-of-this", "!"])


@st.composite
def asked_of(draw: st.DrawFn, names: Names) -> Filters:
    """Draw any filters that a knowledge base has values for."""
    facets = draw(st.lists(st.sampled_from(sorted(FACETS)), max_size=3, unique=True))
    chosen = {
        name: tuple(
            draw(st.lists(st.sampled_from(sorted(names.labels[name])), min_size=1, max_size=3))
        )
        for name in facets
    }
    measures = draw(st.lists(st.sampled_from(sorted(MEASURES)), max_size=2, unique=True))
    end = st.integers(-5, 50)
    asked = {
        name: Range(
            float(draw(end)),
            draw(st.one_of(st.none(), st.just(60.0))),
            draw(st.sampled_from(sorted(MEASURES[name].sizes))),
        )
        for name in measures
    }
    return Filters(draw(words), {name: tuple(sorted(set(v))) for name, v in chosen.items()}, asked)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.data())
def test_memory_and_sql_agree_and_addresses_can_be_read_again(
    connection: sqlite3.Connection, names: Names, index: ClaimIndex, data: st.DataObject
) -> None:
    filters = data.draw(asked_of(names))
    assert parse(filters.parameters(), names) == (filters, [])
    strict = found(connection, filters)
    chosen = index.choose(connection, filters)
    if not chosen.loose:
        assert remembered(index, connection, filters) == strict
    else:
        assert not strict
    for part in filters.parts:
        rest = filters.without(part)
        assert part not in rest.parts
        if not chosen.loose:
            assert chosen.without(part) >= chosen.total
    for facet in FACETS:
        asked = filters.chosen.get(facet, ())
        for value, _, n in chosen.counted(facet, asked, most=3).values:
            if not chosen.loose and not filters.words:
                other = Filters("", {**filters.chosen, facet: (value,)}, filters.ranges)
                assert n == len(found(connection, other)), "what choosing it alone would show"


def test_values_that_are_not_listed_are_counted(
    connection: sqlite3.Connection, index: ClaimIndex
) -> None:
    chosen = index.choose(connection, Filters())
    every = chosen.counted("population", (), most=99)
    few = chosen.counted("population", (every.values[-1][0],), most=1)
    assert [value for value, _, _ in few.values] == [every.values[0][0], every.values[-1][0]]
    assert few.more == len(every.values) - 1
    assert every.more == 0


def test_chosen_value_that_no_claim_has_is_counted_as_none(
    connection: sqlite3.Connection, index: ClaimIndex
) -> None:
    filters = Filters("", {"verdict": ("not_checkable",)})
    chosen = index.choose(connection, filters)
    assert chosen.total == 0
    values = chosen.counted("verdict", filters.chosen["verdict"], most=9).values
    assert ("not_checkable", "not checkable", 0) in values


@pytest.mark.parametrize("order", list(ORDERS))
def test_an_order_has_every_claim_once(connection: sqlite3.Connection, order: str) -> None:
    rows = [row[0] for row in connection.execute(ordered(order))]
    everything = [row[0] for row in connection.execute("select rowid from claim")]
    assert sorted(rows) == sorted(everything)


def test_what_was_not_asked_for_longest_is_forgotten(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claim_index, "MOST_REMEMBERED", 1)
    index = ClaimIndex(connection)
    first = remembered(index, connection, Filters("humming"))
    assert first
    for order in ORDERS:
        index.choose(connection, Filters(), order)
    assert remembered(index, connection, Filters("humming")) == first


def test_only_so_many_values_are_looked_at(names: Names) -> None:
    _, faults = parse({"population": [f"nobody-{n}" for n in range(99)]}, names)
    assert len(faults) == MOST_CHOSEN


def test_empty_knowledge_base_has_no_claims(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/kb.yaml").write_text("title: None\nabout: None.\nlicence: CC0-1.0\n", "utf-8")
    (tmp_path / "citations.bib").write_text("", "utf-8")
    corpus, problems = load(tmp_path)
    assert not problems
    with closing(connect(build(corpus, tmp_path / "kb.db").path)) as empty:
        index = ClaimIndex(empty)
        chosen = index.choose(empty, Filters("words", {}, {"n": Range(1, None, "people")}))
        assert chosen.total == 0
        assert chosen.claims.tolist() == []
        assert chosen.counted("population", (), most=9).values == []


def test_of_very_many_claims_with_a_word_none_is_left_out(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Filters("taller")
    every = ClaimIndex(connection).choose(connection, asked)
    monkeypatch.setattr(search, "MOST_RANKED", 1)
    some = ClaimIndex(connection).choose(connection, asked)
    assert sorted(some.claims) == sorted(every.claims)
    assert some.total > 1
