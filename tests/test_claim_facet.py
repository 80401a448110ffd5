"""What a file keeps of its claims equals what their rows say."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kb.database.claim_facet import TABLES, in_order, keep, members
from kb.database.claim_index import ClaimIndex
from kb.database.facet import FACETS, ORDERS
from kb.database.reader import connect


@pytest.fixture
def kept(full: Path) -> Iterator[sqlite3.Connection]:
    """Open a file as it was built."""
    with closing(connect(full)) as connection:
        yield connection


@pytest.fixture
def bare(kept: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Copy it, without what it keeps."""
    with closing(sqlite3.connect(":memory:")) as connection:
        kept.backup(connection)
        for table in TABLES:
            connection.execute(f"drop table {table}")
        connection.commit()
        yield connection


def test_a_file_that_has_lost_its_counts_gives_the_same_answers(
    kept: sqlite3.Connection, bare: sqlite3.Connection
) -> None:
    for facet in FACETS:
        assert dict(members(bare, facet)) == dict(members(kept, facet)), facet
    for order in ORDERS:
        assert in_order(bare, order) == in_order(kept, order), order


def test_counts_are_made_anew_when_claims_are_gone(bare: sqlite3.Connection) -> None:
    keep(bare)
    before = _total(bare)
    bare.execute("delete from claim where rowid = (select rowid from claim limit 1)")
    keep(bare)
    assert _total(bare) == before - 1
    assert ClaimIndex(bare).everything.sum() == before - 1


def _total(connection: sqlite3.Connection) -> int:
    sql = "select sum(n) from claim_facet where facet = 'kind'"
    n: int = connection.execute(sql).fetchone()[0]
    return n


def test_broader_terms_count_what_is_narrower(kept: sqlite3.Connection) -> None:
    (n,) = kept.execute(
        "select n from claim_facet where facet = 'population' and value = 'plants'"
    ).fetchone()
    own = "select count(*) from claim where population = 'plants'"
    assert n > kept.execute(own).fetchone()[0]


def test_standing_claims_are_counted_by_their_own_terms_and_verdict(
    kept: sqlite3.Connection,
) -> None:
    sql = """select population, outcome, coalesce(rating, 'not_yet_assessed'), count(*)
        from claim left join verdict on verdict.claim = claim.id
        where status in ('draft', 'reviewed') group by 1, 2, 3"""
    counted = "select population, outcome, verdict, n from claim_count"
    assert sorted(map(tuple, kept.execute(counted)), key=repr) == sorted(
        map(tuple, kept.execute(sql)), key=repr
    )
