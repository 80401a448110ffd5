"""What a file keeps of its claims beside their rows: by facet, in each order, and counted.

Of a million claims no page can wait until all are joined, sorted and counted. A file without these
tables, or one that lost them, is read by the queries of `kb.database.facet`: the answers are equal.
"""

from __future__ import annotations

import sqlite3
import sys
from array import array
from collections.abc import Iterable, Iterator

from kb.database.facet import FACETS, NOT_YET, ORDERS, ordered

Cell = tuple[str, str]
"""A table and one of its columns."""
TABLES = ("claim_facet", "claim_order", "claim_count")
_CREATE = """
create table claim_facet (
  facet text not null, value text not null, n integer not null, claims blob not null,
  primary key (facet, value)
);
create table claim_order (name text not null primary key, claims blob not null);
create table claim_count (
  population text, outcome text, verdict text not null, n integer not null
);
"""
_COUNTED = f"""
insert into claim_count
select c.population, c.outcome, coalesce(v.rating, '{NOT_YET}'), count(*)
from claim c left join verdict v on v.claim = c.id
where c.status in ('draft', 'reviewed') group by 1, 2, 3 order by 4 desc, 1, 2, 3
"""  # noqa: S608 - kb's own
_INDEX = "create index ix_claim_count_n on claim_count (n)"


def keep(connection: sqlite3.Connection) -> None:
    """Make the tables, anew where they are there: of all claims, when their rows are complete.

    `claims` are the rowids of claims as whole numbers of four bytes, the lowest first; in a facet's
    value also those of claims on narrower terms. `claim_count` has claims that stand, by their own
    terms.
    """
    for table in TABLES:
        connection.execute(f"drop table if exists {table}")
    connection.executescript(_CREATE)
    for facet in FACETS:
        _keep_facet(connection, facet)
    for order in ORDERS:
        _keep_order(connection, order)
    connection.execute(_COUNTED)
    connection.execute(_INDEX)
    connection.commit()


def renew(connection: sqlite3.Connection, changed: set[Cell]) -> None:
    """Make anew what looks at a column in which rows changed; no claim came or went.

    Parameters
    ----------
    changed
        These columns, and those of rows that came or went, with "" for the row itself.
    """
    for facet in FACETS:
        if _cells(connection, FACETS[facet].pairs) & changed:
            connection.execute("delete from claim_facet where facet = ?", [facet])
            _keep_facet(connection, facet)
    for order in ORDERS:
        if _cells(connection, ordered(order)) & changed:
            connection.execute("delete from claim_order where name = ?", [order])
            _keep_order(connection, order)
    if _cells(connection, _COUNTED) & changed:
        connection.execute("delete from claim_count")
        connection.execute(_COUNTED)
    connection.commit()


def _keep_facet(connection: sqlite3.Connection, facet: str) -> None:
    found = _found(connection, facet)
    rows = [(facet, value, len(claims) // 4, claims) for value, claims in found]
    connection.executemany("insert into claim_facet values (?, ?, ?, ?)", rows)


def _keep_order(connection: sqlite3.Connection, order: str) -> None:
    row = (order, _in_order(connection, order))
    connection.execute("insert into claim_order values (?, ?)", row)


def _cells(connection: sqlite3.Connection, sql: str) -> set[Cell]:
    """The columns that a statement reads, as SQLite itself tells."""
    found: set[Cell] = set()

    def note(action: int, table: str | None, column: str | None, *_: object) -> int:
        if action == sqlite3.SQLITE_READ:
            found.add((table or "", column or ""))
        return sqlite3.SQLITE_OK

    connection.set_authorizer(note)
    try:
        connection.execute(f"explain {sql}")
    finally:
        connection.set_authorizer(None)
    return found


def members(connection: sqlite3.Connection, facet: str) -> Iterable[tuple[str, bytes]]:
    """Each value of a facet with the claims that have it."""
    if not _is_kept(connection):
        return _found(connection, facet)
    sql = "select value, claims from claim_facet where facet = ?"
    return ((value, claims) for value, claims in connection.execute(sql, [facet]))


def in_order(connection: sqlite3.Connection, order: str) -> bytes:
    """All claims in an order."""
    if not _is_kept(connection):
        return _in_order(connection, order)
    sql = "select claims from claim_order where name = ?"
    claims: bytes = connection.execute(sql, [order]).fetchone()[0]
    return claims


def _is_kept(connection: sqlite3.Connection) -> bool:
    sql = "select count(*) from sqlite_master where type = 'table' and name in (?, ?, ?)"
    n: int = connection.execute(sql, TABLES).fetchone()[0]
    return n == len(TABLES)


def _found(connection: sqlite3.Connection, facet: str) -> Iterator[tuple[str, bytes]]:
    sql = f"select value, group_concat(claim) from ({FACETS[facet].pairs}) group by value"  # noqa: S608 - kb's own
    for value, claims in connection.execute(sql):
        yield value, _packed(sorted(set(map(int, claims.split(",")))))


def _in_order(connection: sqlite3.Connection, order: str) -> bytes:
    return _packed(row[0] for row in connection.execute(ordered(order)))


def _packed(claims: Iterable[int]) -> bytes:
    """Whole numbers of four bytes each."""
    numbers = array("i", claims)
    if sys.byteorder == "big":  # pragma: no cover - no such machine at hand
        numbers.byteswap()
    return numbers.tobytes()
