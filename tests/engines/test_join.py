"""What is counted for each row is a join for DuckDB, where that means the same."""

from __future__ import annotations

import pytest
import sqlglot

from kb.engines.join import joined


def made(value: str) -> str:
    """Ask for a value of each document."""
    tree = sqlglot.parse_one(f"select {value} as value from document d", read="duckdb")  # noqa: S608 - from below
    return joined(tree).sql("duckdb")


def test_counts_are_none_and_other_values_missing_where_nothing_is() -> None:
    assert made("(select count(*) from statement s where s.document = d.id and s.n > 0)") == (
        "SELECT COALESCE(_0.value, 0) AS value FROM document AS d LEFT JOIN ("
        "SELECT COUNT(*) AS value, s.document AS key_0 FROM statement AS s WHERE s.n > 0"
        " GROUP BY s.document) AS _0 ON d.id = _0.key_0"
    )
    assert made("(select min(s.n) from statement s where d.id = s.document)") == (
        "SELECT _0.value AS value FROM document AS d LEFT JOIN ("
        "SELECT MIN(s.n) AS value, s.document AS key_0 FROM statement AS s"
        " GROUP BY s.document) AS _0 ON d.id = _0.key_0"
    )


def test_several_keys_tie_a_row() -> None:
    value = "(select max(s.n) from statement s where s.document = d.id and s.place = d.place)"
    assert made(value).endswith("ON d.id = _0.key_0 AND d.place = _0.key_1")


@pytest.mark.parametrize(
    "value",
    [
        "(SELECT CASE WHEN COUNT(*) > 0 THEN 1 ELSE 0 END FROM s WHERE s.document = d.id)",
        "(SELECT COUNT(*) FROM (SELECT s.id FROM s WHERE s.document = d.id) AS x)",
        "(SELECT COUNT(*) FROM s WHERE s.document = d.id AND s.n > d.n)",
        "(SELECT COUNT(*) FROM s WHERE s.document > d.id)",
        "(SELECT COUNT(*) FROM s WHERE s.document = 'x')",
        "(SELECT COUNT(*) FROM s)",
        "(SELECT s.id FROM s WHERE s.document = d.id LIMIT 1)",
        "(SELECT COUNT(*), 1 FROM s WHERE s.document = d.id)",
        "(SELECT 1 UNION SELECT 2)",
    ],
)
def test_what_is_tied_in_another_way_stays_as_it_is(value: str) -> None:
    assert made(value) == f"SELECT {value} AS value FROM document AS d"  # noqa: S608 - from above
