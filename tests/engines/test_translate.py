"""kb's own SQL in the words of other engines."""

from __future__ import annotations

import textwrap
from datetime import date
from decimal import Decimal

import pytest
from inline_snapshot import snapshot

from kb.engines.translate import NO_LIMIT, bound, translated
from kb.engines.value import plain

ORDERED = """select (select json_group_array(id) from (select s.id from statement s
    where s.document = d.id order by s.heading, s.position)) as ids from document d"""
DISTINCT = """select (select json_group_array(kind) from
    (select distinct s.kind from statement s order by s.kind)) as kinds"""


def lines(sql: str, dialect: str) -> list[str]:
    """Translate, and break what comes out into lines."""
    return textwrap.wrap(translated(sql, dialect), 80)


def test_a_list_in_order_is_an_ordered_aggregate() -> None:
    assert lines(ORDERED, "duckdb") == snapshot(
        [
            "SELECT COALESCE(_0.value, '[]') AS ids FROM document AS d LEFT JOIN (SELECT",
            "CAST(TO_JSON(ARRAY_AGG(s.id ORDER BY s.heading, s.position)) AS TEXT) AS value,",
            "s.document AS key_0 FROM statement AS s GROUP BY s.document) AS _0 ON d.id =",
            "_0.key_0",
        ]
    )
    assert lines(DISTINCT, "duckdb") == snapshot(
        [
            "SELECT COALESCE((SELECT CAST(TO_JSON(ARRAY_AGG(DISTINCT s.kind ORDER BY s.kind))",
            "AS TEXT) FROM statement AS s), '[]') AS kinds",
        ]
    )
    assert lines(ORDERED, "spark") == snapshot(
        [
            "SELECT COALESCE((SELECT",
            "TO_JSON(TRANSFORM(ARRAY_SORT(COLLECT_LIST(STRUCT(s.heading AS heading,",
            "s.position AS position, s.id AS kept))), x -> x.kept)) FROM statement AS s WHERE",
            "s.document = d.id), '[]') AS ids FROM document AS d",
        ]
    )
    assert lines(DISTINCT, "spark") == snapshot(
        [
            "SELECT COALESCE((SELECT TO_JSON(TRANSFORM(ARRAY_SORT(COLLECT_SET(STRUCT(s.kind",
            "AS kind, s.kind AS kept))), x -> x.kept)) FROM statement AS s), '[]') AS kinds",
        ]
    )


def test_names_that_only_look_alike_stay_as_they_are() -> None:
    plain = "SELECT (SELECT COUNT(*) FROM claim) AS n, (SELECT a FROM (SELECT 1 AS a)) AS a"
    assert translated(plain, "duckdb") == plain


def test_parameters_have_the_mark_of_the_engine() -> None:
    sql = "select id from claim where id = :own"
    assert translated(sql, "duckdb") == "SELECT id FROM claim WHERE id = $own"
    assert translated(sql, "spark") == "SELECT id FROM claim WHERE id = :own"


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("1 and c.kind = 'risk'", "TRUE AND c.kind = 'risk'"),
        ("0", "FALSE"),
        ("not c.nested", "c.nested = 0"),
        ("(c.kind is null) = 1", "(c.kind IS NULL)"),
        ("(c.kind is null) = 0", "NOT (c.kind IS NULL)"),
        ("c.n = 1", "c.n = 1"),
        ("c.rowid = 5", "c.id = 5"),
    ],
)
def test_numbers_and_conditions_are_told_apart(condition: str, expected: str) -> None:
    sql = f"select 1 from claim c where {condition}"  # noqa: S608 - from the list above
    made = f"SELECT 1 FROM claim AS c WHERE {expected}"  # noqa: S608 - from the list above
    assert translated(sql, "duckdb") == translated(sql, "spark") == made


def test_a_recursion_may_repeat_rows_where_spark_knows_no_other() -> None:
    sql = (
        "with recursive w(id) as (select 1 union select id from w) select id from w union select 2"
    )
    assert translated(sql, "spark").count("UNION ALL") == 1
    assert "UNION ALL" not in translated(sql, "duckdb")
    assert "UNION ALL" not in translated("select 1 union select 2", "spark")
    assert "UNION ALL" not in translated(
        "with a as (select 1 union select 2) select * from a", "spark"
    )


def test_an_order_that_is_counted_is_a_column_for_spark() -> None:
    sql = """select c.id from claim c where c.kind = :kind
        order by (select sum(g.kind = 'x') from gap g where g.claim = c.id) desc, c.claim limit 2"""
    assert lines(sql, "spark") == snapshot(
        [
            "SELECT id FROM (SELECT c.id, (SELECT SUM(CAST(g.kind = 'x' AS INT)) FROM gap AS",
            "g WHERE g.claim = c.id) AS by_0, c.claim AS by_1 FROM claim AS c WHERE c.kind =",
            ":kind) AS ordered ORDER BY by_0 DESC, by_1 LIMIT 2",
        ]
    )
    plain = "SELECT id FROM claim ORDER BY id NULLS FIRST LIMIT 1"
    assert translated(plain, "spark") == plain.replace(" NULLS FIRST", "")


def test_lists_are_given_as_lists_and_no_limit_as_a_large_one() -> None:
    sql = "select 1 from x where a in (select value from json_each(:a)) limit :limit"
    assert bound(sql, {"a": '["b"]', "limit": -1}) == {"a": ["b"], "limit": NO_LIMIT}
    assert bound(sql, {"a": "[]", "limit": 5}) == {"a": [], "limit": 5}
    assert bound("select ?", ["[]"]) == ["[]"]


def test_values_of_any_engine_are_those_of_sqlite() -> None:
    given = (bytearray(b"x"), Decimal("1.5"), date(2031, 1, 2), {"a": [True]}, False, None, "x", 2)
    expected = (b"x", 1.5, "2031-01-02", '{"a": [true]}', 0, None, "x", 2)
    assert tuple(map(plain, given)) == expected


FIRST = "select (select s.id from statement s where s.document = d.id {}) as first from document d"


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("order by s.position limit 1", "MIN_BY(s.id, s.position)"),
        ("order by s.position desc limit 1", "MAX_BY(s.id, s.position)"),
    ],
)
def test_the_first_of_an_order_is_told_to_spark_by_an_aggregate(order: str, found: str) -> None:
    told = translated(FIRST.format(order), "spark")
    assert found in told
    assert "ORDER BY" not in told


def test_what_is_no_first_of_an_order_stays() -> None:
    for order in ("", "limit 1", "order by s.position", "order by s.position limit 2"):
        told = translated(FIRST.format(order), "spark")
        assert told.upper().count(order.upper()) >= 1
        assert "_BY(" not in told
    rows = "select id from (select s.id from statement s order by s.position limit 1) as one"
    assert "ORDER BY s.position LIMIT 1" in translated(rows, "spark")
