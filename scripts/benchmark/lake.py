"""A lake of a large file: what writing it takes, and questions to DuckDB beside SQLite."""

from __future__ import annotations

import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path

from kb.database.reader import connect
from kb.engines.duck import Duck
from kb.engines.lake import read
from scripts.benchmark.process import MEGABYTE, ROOT, Record, Stages, apart

MILLISECOND = 1e-3
QUESTIONS: Mapping[str, str] = {
    "one facet": "select direction, count(*) from claim group by direction",
    "three facets": """select c.population, c.direction, v.rating, count(*) from claim c
        left join verdict v on v.claim = c.id group by c.population, c.direction, v.rating""",
    "statements by hedging": """select attribution, hedging, count(*) from statement_overview
        group by attribution, hedging""",
    "claims by verdict": """select verdict, count(*), avg(n_statements) from claim_overview
        group by verdict""",
    "one claim": "select * from claim_overview where claim_id = 'claim-7'",
}
"""Questions that both engines understand."""


OPENING = "open, and one facet"
HEAD = ("by", "CPU s", "peak MB", "MB")
ASKED = ("question", "SQLite, ms", "DuckDB, ms", "rows of the answer")
Row = tuple[str, str, str, str]


def lake(built: Path, folder: Path, repeats: int) -> dict[str, Record]:
    """What writing a lake takes (s, MB), and median ms of each question for both engines."""
    kb = Path(sys.executable).with_name("kb")
    command = (kb, "export", "lake", folder, "--root", ROOT, "--db", built, "--quiet")
    written = apart("scripts.benchmark.exports:run", *command)["run"]
    written["megabytes"] = sum(file.stat().st_size for file in folder.rglob("*.*")) / MEGABYTE
    written["file"] = built.stat().st_size / MEGABYTE
    answers = apart("scripts.benchmark.lake:ask", built, folder, str(repeats))
    return {"write": written, **answers}


def ask(stages: Stages, built: str, folder: str, repeats: str) -> None:
    """Put each question to both engines, in this process; first to each that is just opened."""
    first, *_ = QUESTIONS.values()
    once, times = partial(_median, repeats=1), partial(_median, repeats=int(repeats))
    with ExitStack() as open_ones:
        file = open_ones.enter_context(closing(connect(Path(built))))
        began = {"sqlite": once(partial(_rows, file, first))}
        started = time.perf_counter()
        duck = open_ones.enter_context(closing(Duck(read(Path(folder)))))
        duck.query(first)
        began["duckdb"] = (time.perf_counter() - started) / MILLISECOND
        stages.notes[OPENING] = began | {"rows": len(_rows(file, first))}
        for name, sql in QUESTIONS.items():
            stages.notes[name] = {
                "sqlite": times(partial(_rows, file, sql)),
                "duckdb": times(partial(duck.query, sql, seconds=600)),
                "rows": len(_rows(file, sql)),
            }


def rows(found: Mapping[str, Record]) -> Iterator[Row]:
    """What writing took, as a row of a table."""
    took = found["write"]
    rate = f"{took['cpu']:.1f}, {took['file'] / took['cpu']:.0f} MB of the file a second"
    size = f"{took['megabytes']:.1f}, of a file of {took['file']:,.0f}"
    yield ("`kb export lake`, its start included", rate, f"{took['peak']:.0f}", size)


def answers(found: Mapping[str, Record]) -> Iterator[Row]:
    """What each question took, as rows of a table."""
    for name in (OPENING, *QUESTIONS):
        took = found[name]
        yield (name, _few(took["sqlite"]), _few(took["duckdb"]), f"{took['rows']:.0f}")


def _few(milliseconds: float) -> str:
    """A time with as many digits as mean something."""
    return f"{milliseconds:,.0f}" if milliseconds >= 100 else f"{milliseconds:.2g}"  # noqa: PLR2004


def _rows(connection: sqlite3.Connection, sql: str) -> list[tuple[object, ...]]:
    return connection.execute(sql).fetchall()


def _median(question: Callable[[], object], repeats: int) -> float:
    """Median ms."""
    took = []
    for _ in range(repeats):
        started = time.perf_counter()
        question()
        took.append((time.perf_counter() - started) / MILLISECOND)
    return statistics.median(took)
