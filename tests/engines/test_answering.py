"""What a process that answers gives back, asked here: over the same connection."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from kb.database.reader import Answer, QueryError
from kb.engines.answering import Opening, Question, main

VALUES = (
    "select 1.5 as number, true as flag, date '2031-01-02' as day, [1] as list, 'x'::blob as blob"
)
ASKED: dict[str, Answer | str] = {
    "select i from numbers where i > $least": Answer(("i",), [(2,), (3,)], truncated=False),
    "select [i] as list from numbers": Answer(("list",), [("[1]",), ("[2]",)], truncated=True),
    VALUES: Answer(
        ("number", "flag", "day", "list", "blob"),
        [(1.5, 1, "2031-01-02", "[1]", b"x")],
        truncated=False,
    ),
    "select length(repeat('x', 4200000000))": "the query took more than 3,500 MB of memory",
    "select 1; select 2": "one statement at a time: remove what follows the first semicolon",
    "create table x (a int)": "only reading is allowed here",
    "select j from numbers": 'Referenced column "j" not found',
}


@pytest.fixture
def _memory() -> Iterator[None]:
    """Take back what the process is refused."""
    before = resource.getrlimit(resource.RLIMIT_DATA)
    yield
    resource.setrlimit(resource.RLIMIT_DATA, before)


@pytest.mark.usefixtures("_memory")
def test_answers_and_refusals_come_back_until_nobody_asks(tmp_path: Path) -> None:
    view = "create view numbers as select range as i from range(1, 4)"
    for answer, expected in zip(_answers(view, ASKED, tmp_path), ASKED.values(), strict=True):
        if isinstance(expected, Answer):
            assert answer == expected
        else:
            assert isinstance(answer, QueryError)
            assert str(answer).startswith(expected)


@pytest.mark.usefixtures("_memory")
def test_a_lake_that_went_in_the_meantime_is_told(tmp_path: Path) -> None:
    view = "create view numbers as select * from read_parquet('gone.parquet')"
    (answer,) = _answers(view, ["select 1"], tmp_path)
    assert "gone.parquet" in str(answer)


def _answers(view: str, asked: Iterable[str], folder: Path) -> list[object]:
    """Have this process answer what another thread asks it, over a connection."""
    ours, theirs = Pipe()
    with theirs, ThreadPoolExecutor(1) as pool:
        found = pool.submit(_asked, ours, (Opening((view,), 3_500), str(folder)), asked)
        main(os.dup(theirs.fileno()))
        return found.result()


def _asked(connection: Connection, opening: object, asked: Iterable[str]) -> list[object]:
    """Ask everything, and close the connection."""
    with connection:
        connection.send(opening)
        return [_answer(connection, sql) for sql in asked]


def _answer(connection: Connection, sql: str) -> object:
    given: dict[str, object] = {"least": 1} if "$least" in sql else {}
    connection.send(Question(sql, given, 60, 2))
    return connection.recv()
