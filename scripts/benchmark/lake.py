"""A lake of a large file: what writing it takes, and questions to DuckDB beside SQLite."""

from __future__ import annotations

import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path

from kb.database.reader import connect
from kb.engines.duck import Duck
from kb.engines.lake import read
from scripts.benchmark.process import MEGABYTE, Record, Stages, apart

MILLISECOND = 1e-3
QUESTIONS: Mapping[str, str] = {
    "one facet": "select direction, count(*) from claim group by direction",
    "three facets": """select c.population, c.direction, v.rating, count(*) from claim c
        left join verdict v on v.claim = c.id group by c.population, c.direction, v.rating""",
    "gaps by kind": "select kind, severity, count(*) from gap_report group by kind, severity",
    "claims by verdict": """select verdict, count(*), avg(n_statements) from claim_overview
        group by verdict""",
    "one claim": "select * from claim_overview where claim_id = 'claim-7'",
}
"""Questions that both engines understand."""


def lake(root: Path, built: Path, folder: Path, repeats: int) -> dict[str, Record]:
    """What writing a lake takes (s, MB), and median ms of each question for both engines."""
    kb = Path(sys.executable).with_name("kb")
    command = (kb, "export", "lake", folder, "--root", root, "--db", built, "--quiet")
    written = apart("scripts.benchmark.exports:run", *command)["run"]
    written["megabytes"] = sum(file.stat().st_size for file in folder.rglob("*.*")) / MEGABYTE
    answers = apart("scripts.benchmark.lake:ask", built, folder, str(repeats))
    return {"write": written, **answers}


def ask(stages: Stages, built: str, folder: str, repeats: str) -> None:
    """Put each question to both engines, in this process."""
    with closing(connect(Path(built))) as file, closing(Duck(read(Path(folder)))) as duck:
        for name, sql in QUESTIONS.items():
            stages.notes[name] = {
                "sqlite": _median(partial(_rows, file, sql), int(repeats)),
                "duckdb": _median(partial(duck.query, sql, seconds=600), int(repeats)),
            }


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
