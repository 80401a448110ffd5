"""kb's own SQL in the words of other engines."""

from __future__ import annotations

import textwrap

from inline_snapshot import snapshot

from kb.engines.translate import translated

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
            "SELECT COALESCE((SELECT CAST(TO_JSON(ARRAY_AGG(s.id ORDER BY s.heading,",
            "s.position)) AS TEXT) FROM statement AS s WHERE s.document = d.id), '[]') AS ids",
            "FROM document AS d",
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
