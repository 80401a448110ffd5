"""SQL of unknown origin: reads, and nothing else, in bounded time and space."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from inline_snapshot import snapshot

from kb.database.reader import LARGEST_ANSWER, LIMITS, QueryError, connect, query
from kb.schema.view import views


def _endless(sql: str) -> str:
    """Put an endless table `n` of numbers `i` at a query's disposal."""
    return f"with recursive n(i) as (select 1 union all select i + 1 from n) {sql}"  # noqa: S608 - ours


@pytest.fixture(scope="module")
def db(built: Path) -> Iterator[sqlite3.Connection]:
    """Open the built file of the tiny knowledge base, once: it stays usable throughout."""
    with closing(connect(built / "build" / "kb.db")) as connection:
        yield connection


def _refusal(connection: sqlite3.Connection, sql: str, seconds: float = 10) -> str:
    with pytest.raises(QueryError) as caught:
        query(connection, sql, seconds=seconds)
    assert query(connection, "select count(*) from claim").rows == [(6,)]
    return str(caught.value)


def test_a_file_that_is_not_there_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        connect(tmp_path / "kb.db")
    assert list(tmp_path.iterdir()) == []


def test_a_path_with_odd_signs_is_opened(built: Path, tmp_path: Path) -> None:
    odd = tmp_path / "a?mode=rw#%41 b.db"
    odd.write_bytes((built / "build" / "kb.db").read_bytes())
    with closing(connect(odd)) as connection:
        assert query(connection, "select count(*) from claim").rows == [(6,)]


def test_an_answer_has_names_and_rows(db: sqlite3.Connection) -> None:
    answer = query(db, "select id, status as state from claim where id like 'w%' order by 1")
    assert answer.columns == ("id", "state")
    assert answer.rows == [("wrist-pain", "reviewed"), ("wrist-pain-unchanged", "draft")]
    assert not answer.truncated


@pytest.mark.parametrize("view", [view.name for view in views()])
def test_every_view_can_be_read(db: sqlite3.Connection, view: str) -> None:
    assert query(db, f'select * from "{view}"').columns  # noqa: S608 - kb's own names


@pytest.mark.parametrize(
    "sql",
    [
        "select claim from claim_fts where claim_fts match 'wrist' order by rank",
        "select snippet(claim_fts, 0, '', '', '', 5) from claim_fts where claim_fts match 'pain'",
        "select name from pragma_table_info('claim')",
        "pragma table_info(claim)",
        "pragma foreign_key_list(claim)",
        "pragma index_list(claim)",
        "select value from claim_overview, json_each('[1, 2]')",
        "explain query plan select * from claim_overview",
        "explain select 1",
        "values (1)",
        "with one(a) as (select 1) select a from one",
        _endless("select i from n limit 3"),
        "select sql from sqlite_master",
        "select row_number() over (order by id) from claim",
        "  ;; select 1 ;",
    ],
)
def test_all_ways_of_reading_are_open(db: sqlite3.Connection, sql: str) -> None:
    assert query(db, sql).rows


def test_parameters_are_filled_in_by_name_or_place(db: sqlite3.Connection) -> None:
    assert query(db, "select :a || :b", {"a": "x'; drop", "b": 1}).rows == [("x'; drop1",)]
    assert query(db, "select ?", [None]).rows == [(None,)]


@pytest.mark.parametrize(
    "sql",
    [
        "insert into claim (id) values ('x')",
        "update claim set claim = ''",
        "delete from claim",
        "replace into cohort values ('x')",
        "drop table claim",
        "alter table claim rename to c",
        "create table x (a)",
        "create temp table x (a)",
        "create temp view x as select 1",
        "create temp trigger x after insert on claim begin select 1; end",
        "create virtual table temp.x using fts5(a)",
        "create virtual table temp.x using fts5vocab(main, claim_fts, 'row')",
        "insert into claim_fts(claim_fts) values ('rebuild')",
        "insert into claim_fts(claim_fts, rank) values ('merge', 16)",
        "attach ':memory:' as x",
        "attach '/etc/passwd' as x",
        "detach main",
        "vacuum",
        "vacuum into 'stolen.db'",
        "analyze",
        "reindex",
        "begin",
        "begin immediate",
        "commit",
        "rollback",
        "savepoint s",
        "pragma writable_schema = 1",
        "pragma journal_mode = wal",
        "pragma query_only = 0",
        "pragma user_version = 7",
        "pragma temp_store_directory = '/'",
        "pragma wal_checkpoint",
        "pragma database_list",
        "pragma mmap_size = 1000000000",
        "pragma hard_heap_limit = 1",
        "select * from pragma_database_list",
        "select load_extension('x')",
        "select LOAD_EXTENSION('x', 'y')",
    ],
)
def test_whatever_is_not_reading_is_refused(
    db: sqlite3.Connection, built: Path, sql: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sha256((built / "build" / "kb.db").read_bytes()).digest()
    assert _refusal(db, sql).startswith("only reading is allowed here (")
    assert sha256((built / "build" / "kb.db").read_bytes()).digest() == before
    assert list(tmp_path.iterdir()) == []
    assert [path.name for path in built.joinpath("build").glob("kb.db?*")] == []


@pytest.mark.parametrize(
    "sql",
    [
        "select zeroblob(2000000000)",
        "select randomblob(2000000000)",
        "select length(hex(zeroblob(900000)))",
        "select replace(hex(zeroblob(9000)), '0', hex(zeroblob(9000)))",
        _endless("select group_concat(hex(zeroblob(9000))) from (select i from n limit 99)"),
        _endless("select json_group_array(hex(zeroblob(9000))) from (select i from n limit 99)"),
    ],
)
def test_a_value_too_long_to_bear_is_refused(db: sqlite3.Connection, sql: str) -> None:
    assert _refusal(db, sql) == "a value is longer than 1,000,000 bytes"


def test_a_query_that_fills_the_memory_is_stopped(db: sqlite3.Connection) -> None:
    before = getrusage(RUSAGE_SELF).ru_maxrss
    message = _refusal(db, _endless("select json_group_array(hex(zeroblob(90000))) from n"))
    assert message == "the query took more than 300,000,000 bytes of memory"
    assert getrusage(RUSAGE_SELF).ru_maxrss - before < 600_000  # kB


def test_a_pattern_too_long_to_match_is_refused(db: sqlite3.Connection) -> None:
    sql = "select 'a' like hex(zeroblob(501))"
    assert _refusal(db, sql) == "LIKE or GLOB pattern too complex"


def test_more_columns_than_a_page_can_bear_are_refused(db: sqlite3.Connection) -> None:
    assert _refusal(db, f"select {'1, ' * 200} 1") == "too many columns in result set"


@pytest.mark.parametrize(
    "sql",
    [
        _endless("select count(*) from n"),
        _endless("select i from n where i < 0"),
        _endless("select count(i) over () from n"),
        _endless("select max(instr(hex(zeroblob(9000 + i % 2)), hex(zeroblob(4000))||1)) from n"),
        "select count(*) from term a, term b, term c, term d, term e, term f, term g, term h",
    ],
)
def test_a_query_without_end_is_stopped(db: sqlite3.Connection, sql: str) -> None:
    started = time.monotonic()
    message = _refusal(db, sql, seconds=0.2)
    assert message == "the query took more than 0.2 seconds and was stopped"
    assert time.monotonic() - started < 5


def test_rows_beyond_the_limit_are_cut(db: sqlite3.Connection) -> None:
    answer = query(db, _endless("select i from n"), limit=3)
    assert (answer.rows, answer.truncated) == ([(1,), (2,), (3,)], True)
    assert not query(db, "values (1), (2), (3)", limit=3).truncated


def test_an_answer_of_large_rows_is_cut(db: sqlite3.Connection) -> None:
    answer = query(db, _endless("select zeroblob(1000000) from n"), limit=10**9)
    assert (len(answer.rows), answer.truncated) == (LARGEST_ANSWER // 1_000_000, True)


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("", snapshot("this gives no rows: write a query that begins with SELECT or WITH")),
        (
            "-- a remark",
            snapshot("this gives no rows: write a query that begins with SELECT or WITH"),
        ),
        (
            "select 1; select 2",
            snapshot("one statement at a time: remove what follows the first semicolon"),
        ),
        (
            "select :a",
            snapshot("the query has parameters (`?` or `:name`) that were given no value"),
        ),
        ("selec 1", snapshot('near "selec": syntax error (line 1, character 1)')),
        (
            "select c.verdikt\nfrom claim_overview c",
            snapshot(
                "no such column: c.verdikt (line 1, character 8); did you mean verdict or severity?"
            ),
        ),
        (
            "select 1\n  from claims",
            snapshot(
                "no such table: claims (line 2, character 8);"
                " did you mean claim or claim_gap or claim_version?"
            ),
        ),
        (
            "select lenth('a')",
            snapshot("no such function: lenth (line 1, character 8); did you mean length?"),
        ),
        (
            "select 1 from claim a, claim b where id = 1",
            snapshot("ambiguous column name: id (line 1, character 38)"),
        ),
        ("select x, x from claim", snapshot("no such column: x")),
        ("select 1 from zzzzzzz", snapshot("no such table: zzzzzzz (line 1, character 15)")),
        (
            f"select {'z' * 70}",
            snapshot(f"no such column: {'z' * 70} (line 1, character 8)"),
        ),
        (
            "select '\ud800'",
            snapshot("the query holds a character that is none (half of a surrogate pair)"),
        ),
        ("select 1\0", snapshot("the query contains a null character")),
        (
            "select cast(x'ff' as text) as a",
            snapshot("Could not decode to UTF-8 column 'a' with text '\ufffd'"),
        ),
        ("select * from claim_fts where claim_fts match '\"'", snapshot("unterminated string")),
    ],
)
def test_a_mistake_gives_a_sentence(db: sqlite3.Connection, sql: str, message: str) -> None:
    assert _refusal(db, sql) == message


def test_a_parameter_too_large_for_sqlite_gives_a_sentence(db: sqlite3.Connection) -> None:
    with pytest.raises(QueryError, match="too large"):
        query(db, "select ?", [2**64])


def test_a_name_that_is_missing_gives_a_sentence(db: sqlite3.Connection) -> None:
    with pytest.raises(QueryError, match="the query's parameter `:a` was given no value"):
        query(db, "select :a", {"b": 1})
    with pytest.raises(QueryError, match="name the parameters, as `:name`"):
        query(db, "select ?", {"b": 1})


def test_the_connection_is_as_before(built: Path) -> None:
    with closing(connect(built / "build" / "kb.db")) as connection:
        before = {name: connection.getlimit(name) for name in LIMITS}
        _refusal(connection, "attach ':memory:' as x")
        assert {name: connection.getlimit(name) for name in LIMITS} == before
        assert connection.execute("select length(zeroblob(2000000))").fetchone()[0] == 2_000_000
        connection.execute("attach ':memory:' as x")


def test_a_table_whose_name_holds_quotes_does_no_harm(tmp_path: Path) -> None:
    odd = tmp_path / "odd.db"
    with closing(sqlite3.connect(odd)) as connection:
        connection.execute('create virtual table "a""b" using fts5(c)')
    with closing(connect(odd)) as connection:
        assert query(connection, 'select count(*) from "a""b"').rows == [(0,)]


@given(st.text(max_size=80) | st.text("select*from claim()'\";,-/\0 ", max_size=40))
@example("select\ud800")
@example("explain")
@example("pragma")
@example("select 1e999, -1e999, null, x'00'")
def test_any_text_gives_rows_or_a_sentence(db: sqlite3.Connection, sql: str) -> None:
    with suppress(QueryError):
        query(db, sql, seconds=1)
    assert query(db, "select 1").rows == [(1,)]
