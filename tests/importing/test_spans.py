"""Quotes are looked up at their places, in whatever texts, and not all at once."""

from __future__ import annotations

import sqlite3
import tracemalloc
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager

from hypothesis import given
from hypothesis import strategies as st

from kb.importing.spans import spans

Placed = tuple[int, int, str]
"""Start, end, text."""
TABLES = """
    create table source (key text, import_id text);
    create table passage
      (id integer primary key, source text, char_start integer, char_end integer, text text);
    create index ix_passage_source on passage (source);
    create table quote
      (evidence_line text, source text, char_start integer, char_end integer, text text);
    insert into source values ('S', 'set'), ('T', 'set'), ('U', 'other');
"""
PLACED = st.builds(
    lambda start, text: (start, start + len(text), text),
    st.integers(0, 12),
    st.text("ab ", min_size=1, max_size=6),
)


@contextmanager
def _texts(
    passages: Sequence[Placed], quotes: Sequence[Placed], source: str = "S"
) -> Iterator[sqlite3.Connection]:
    """Give a database with the passages of one source, and quotes of it."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(TABLES)
        connection.executemany(
            "insert into passage (source, char_start, char_end, text) values (?, ?, ?, ?)",
            [(source, *one) for one in passages],
        )
        connection.executemany(
            "insert into quote values (?, ?, ?, ?, ?)",
            [(f"line-{at:06}", source, *one) for at, one in enumerate(quotes)],
        )
        yield connection


@given(st.lists(PLACED, max_size=6), st.lists(PLACED, max_size=6))
def test_the_passages_around_are_found_however_they_overlap(
    passages: list[Placed], quotes: list[Placed]
) -> None:
    expected = []
    for at, (start, end, text) in enumerate(quotes):
        around = [one for one in sorted(passages, key=lambda one: one[0]) if one[0] < end]
        around = [one for one in around if one[1] > start]
        there = "".join(one[2][max(start - one[0], 0) : end - one[0]] for one in around)
        if not around:
            what = f"no text of `S` is there at {start} to {end}"
            expected.append(("span-without-text", what, 1))
        elif there.replace(" ", "") != text.replace(" ", ""):
            what = f"the quote of `line-{at:06}` is not at {start} to {end}"
            expected.append(("span-differs", what, 1))
    with _texts(passages, quotes) as connection:
        assert list(spans(connection, "set")) == expected


def test_quotes_of_another_import_are_left_alone() -> None:
    with _texts([(0, 3, "Tea")], [(0, 3, "Mud")], "U") as connection:
        assert list(spans(connection, "set")) == []


def test_many_passages_of_one_source_are_not_looked_through_for_each_quote() -> None:
    assert _steps(2_000) < 3 * _steps(1_000)


def _steps(n: int) -> int:
    """How many steps, in hundreds, the database makes for so many passages and quotes."""
    texts = [(10 * at, 10 * at + 9, f"{at:09}") for at in range(n)]
    steps: list[None] = []
    with _texts(texts, texts) as connection:
        connection.set_progress_handler(lambda: steps.append(None), 100)
        assert list(spans(connection, "set")) == []
    return len(steps)


def test_the_quotes_of_a_large_set_are_not_all_in_memory() -> None:
    texts = [(10_000 * at, 10_000 * at + 9_000, f"{at:09}" * 1_000) for at in range(1_000)]
    with _texts(texts, texts) as connection:
        del texts
        tracemalloc.start()
        try:
            assert list(spans(connection, "set")) == []
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert most < 1_000_000  # of nine million characters
