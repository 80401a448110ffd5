"""DuckDB over a lake: reads, and nothing else."""

from __future__ import annotations

import os
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from kb.database.place import MANIFEST
from kb.database.reader import QueryError
from kb.engines.duck import Duck
from kb.engines.error import EngineError
from kb.engines.lake import LakeFolder, read

hidden = [("secret",)]
"""What DuckDB would take for a table if it looked at the variables of a program."""


def refusal(duck: Duck, sql: str, seconds: float = 10) -> str:
    """Ask what cannot be answered; what is told."""
    with pytest.raises(QueryError) as told:
        duck.query(sql, seconds=seconds)
    return str(told.value)


def test_a_query_takes_parameters_and_says_when_there_is_more(duck: Duck) -> None:
    sql = "select claim_id from claim_overview where kind = $kind order by all"
    answer = duck.query(sql, {"kind": "effect"}, limit=2)
    assert answer.columns == ("claim_id",)
    assert (len(answer.rows), answer.truncated) == (2, True)
    assert not duck.query(sql, {"kind": "effect"}).truncated


def test_values_are_those_of_sqlite(duck: Duck) -> None:
    sql = """select 1.5, 2::hugeint, true, date '2031-01-02', [1, 2], {'a': [true]}, 'x'::blob,
        null, 'ä', bitstring '101'"""
    assert duck.query(sql).rows == [
        (1.5, 2, 1, "2031-01-02", "[1, 2]", '{"a": [true]}', b"x", None, "ä", "101")
    ]


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_csv('/etc/passwd')",
        "select * from read_text('/etc/passwd')",
        "select * from glob('/etc/*')",
        "select * from '/etc/passwd'",
        "select * from hidden",
        "select * from query('create table x (a int)')",
    ],
)
def test_nothing_but_the_lake_is_read(duck: Duck, sql: str) -> None:
    assert refusal(duck, sql).startswith(
        ("Cannot access file", "Table with name", "Expected a single SELECT")
    )


@pytest.mark.parametrize(
    "sql",
    [
        "create table x (a int)",
        "copy (select 1) to 'x.csv'",
        "attach 'x.db'",
        "install httpfs",
        "set memory_limit = '100GB'",
        "pragma database_list",
        "",
    ],
)
def test_nothing_but_reading_is_allowed(duck: Duck, sql: str) -> None:
    assert refusal(duck, sql) == (
        "only reading is allowed here: write a query that begins with SELECT or WITH"
    )


def test_what_is_wrong_with_sql_is_told_in_a_line(duck: Duck) -> None:
    assert refusal(duck, "select 1; select 2").startswith("one statement at a time")
    assert refusal(duck, "selec 1") == 'syntax error at or near "selec" (line 1)'
    assert refusal(duck, "select\nclam from claim").startswith('Referenced column "clam" not found')
    assert refusal(duck, "select\nclam from claim").endswith(" (line 2)")
    assert "following parameters: x" in refusal(duck, "select $x")


@pytest.mark.parametrize(
    "sql",
    [
        "select sum(a.range * b.range) from range(10000000) a, range(10000000) b",
        "select levenshtein(repeat('ab', 1000000), repeat('ba', 1000000))",  # one call: hours
    ],
)
def test_a_query_that_takes_too_long_is_stopped(duck: Duck, sql: str) -> None:
    assert refusal(duck, sql, 0.1) == "the query took more than 0.1 seconds and was stopped"
    assert duck.query("select 1", seconds=60).rows == [(1,)]


def test_a_query_that_takes_too_much_memory_is_told(tiny_lake: LakeFolder) -> None:
    with closing(Duck(tiny_lake, megabytes=100)) as duck:
        for sql in (
            "select length(string_agg(repeat('x', 1000000), '')) from range(300)",
            "select length(repeat('x', 4000000000))",  # one call
        ):
            assert refusal(duck, sql, 60) == "the query took more than 100 MB of memory"


class Deadly:
    """What ends the process that unpacks it."""

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (3,)


def test_a_process_that_ends_is_begun_again(duck: Duck) -> None:
    with pytest.raises(QueryError, match="ended before it had an answer, with the status 3"):
        duck.query("select $a", {"a": Deadly()})
    assert duck.query("select 1", seconds=60).rows == [(1,)]


def test_a_value_that_cannot_be_handed_over_is_told(duck: Duck) -> None:
    with pytest.raises(QueryError, match="a parameter has a value that no query takes"):
        duck.query("select $a", {"a": lambda: 1})
    assert duck.query("select 1", seconds=60).rows == [(1,)]


def test_nothing_is_left_when_it_is_closed_while_it_answers(
    tiny_lake: LakeFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    duck = Duck(tiny_lake)
    assert duck.query("select 1", seconds=60).rows == [(1,)]
    assert len(list(tmp_path.iterdir())) == 1
    with ThreadPoolExecutor(1) as pool:
        waits = pool.submit(refusal, duck, "select sum(range) from range(1000000000000)", 600)
        duck.close()
        assert waits.result() == "the lake was closed"
    assert refusal(duck, "select 1") == "the lake was closed"
    duck.close()
    assert not list(tmp_path.iterdir())


def test_without_a_place_for_what_does_not_fit_into_memory_it_is_told(
    tiny_lake: LakeFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    with closing(Duck(tiny_lake)) as duck:
        assert refusal(duck, "select 1").startswith("DuckDB cannot be had in a process of its own")


def test_kb_asks_in_the_sql_of_sqlite(duck: Duck) -> None:
    sql = "select id from claim where id like :id order by id limit 1"
    assert list(duck.rows(sql, {"id": "wrist%"})) == [("wrist-pain",)]
    assert list(duck.rows("select id from claim where id = ?", ["wrist-pain"])) == [("wrist-pain",)]


def test_what_duckdb_does_not_understand_is_told(duck: Duck) -> None:
    with pytest.raises(QueryError, match="Function with name no_such does not exist"):
        duck.rows("select no_such(id) from claim")


def test_a_lake_that_duckdb_cannot_read_is_told(tiny_lake: LakeFolder, tmp_path: Path) -> None:
    copy = shutil.copytree(tiny_lake.folder, tmp_path / "lake")
    path = copy / "claim" / "part-00000.parquet"
    path.write_bytes(b"?" * path.stat().st_size)
    with pytest.raises(EngineError, match=r"DuckDB cannot read the lake .*: .*claim/part-00000"):
        Duck(read(copy))


@pytest.mark.parametrize("query", ["select * from read_csv('/etc/passwd')", "((", "drop table x"])
def test_a_view_of_a_manifest_can_do_no_more_than_others(
    tiny_lake: LakeFolder, tmp_path: Path, query: str
) -> None:
    copy = shutil.copytree(tiny_lake.folder, tmp_path / "lake")
    told = read(copy).told
    views = {"evil": told.views["claim_gap"].model_copy(update={"query": query})}
    made = told.model_copy(update={"views": views})
    (copy / MANIFEST).write_text(made.model_dump_json(), "utf-8")
    with pytest.raises(EngineError, match="DuckDB cannot read the lake") as refused:
        Duck(read(copy))
    assert str(refused.value).isprintable()
