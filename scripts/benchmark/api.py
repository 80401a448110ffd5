"""A large file read from Python by `import kb`, beside plain sqlite3 and sqlite-utils."""

from __future__ import annotations

import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import sqlite_utils

import kb
from kb.database.reader import connect
from scripts.benchmark.process import Record, Stages, apart, cost

WAYS = ("kb", "sqlite3", "sqlite-utils")
IMPORTS = {
    "kb": "import kb; kb.open",
    "sqlite3": "import sqlite3",
    "sqlite-utils": "import sqlite_utils",
}
VIEW = "statement_overview"
POINTS = 1000
IMPORT, OPEN, FIRST, BY_ID, ALL, PANDAS = (
    "start Python and import, CPU",
    "open",
    "first query: ten claims",
    f"{POINTS:,} claims by id",
    f"all rows of `{VIEW}`",
    "the same as a DataFrame",
)
"""What is measured, in order."""
Work = Callable[[], object]


def api(built: Path, python: Path, repeats: int) -> dict[str, Record]:
    """Median seconds of each piece of work, by each way."""
    starts = {way: cost([python, "-c", code], repeats)["cpu"] for way, code in IMPORTS.items()}
    return {IMPORT: starts, **apart("scripts.benchmark.api:run", built, str(repeats))}


def run(stages: Stages, built: str, repeats: str) -> None:
    """Do each piece of work by each way, in turn."""
    path = Path(built)
    ids = _ids(path)
    stages.notes[OPEN] = {
        "kb": _median(lambda: kb.open(path).close(), int(repeats)),
        "sqlite3": _median(lambda: _asked(path).close(), int(repeats)),
        "sqlite-utils": _median(lambda: sqlite_utils.Database(_asked(path)).close(), int(repeats)),
    }
    with kb.open(path) as base:
        plain = connect(path)
        utils = sqlite_utils.Database(connect(path))
        plain.row_factory = None
        works = {
            "kb": _typed(base, ids),
            "sqlite3": _plain(plain, ids),
            "sqlite-utils": _utils(utils, ids),
        }
        for name in (FIRST, BY_ID, ALL, PANDAS):
            stages.notes[name] = {way: _median(works[way][name], int(repeats)) for way in WAYS}
        utils.close()
        plain.close()


def _ids(path: Path) -> list[str]:
    """As many ids of claims as are asked for, the same ones again where there are fewer."""
    connection = _asked(path)
    found = [
        row[0] for row in connection.execute("select id from claim order by id limit ?", [POINTS])
    ]
    connection.close()
    return (found * POINTS)[:POINTS]


def _asked(path: Path) -> sqlite3.Connection:
    """A connection that has read something: opening alone reads nothing."""
    connection = connect(path)
    connection.execute("select digest from knowledge_base").fetchone()
    return connection


def _median(work: Work, repeats: int) -> float:
    return statistics.median(_once(work) for _ in range(repeats))


def _once(work: Work) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _typed(base: kb.Base, ids: list[str]) -> Mapping[str, Work]:
    return {
        FIRST: lambda: list(base.claims(limit=10)),
        BY_ID: lambda: [base.claim(one) for one in ids],
        ALL: lambda: list(base.statements()),
        PANDAS: lambda: base.statements().to_pandas(),
    }


def _plain(connection: sqlite3.Connection, ids: list[str]) -> Mapping[str, Work]:
    few, one, every = _queries()
    return {
        FIRST: lambda: connection.execute(few).fetchall(),
        BY_ID: lambda: [connection.execute(one, [own]).fetchone() for own in ids],
        ALL: lambda: connection.execute(every).fetchall(),
        PANDAS: lambda: pd.read_sql_query(every, connection),
    }


def _utils(database: sqlite_utils.Database, ids: list[str]) -> Mapping[str, Work]:
    few, one, every = _queries()

    def rows(sql: str, given: list[Any] | None = None) -> list[dict[str, Any]]:
        return list(database.query(sql, given))

    return {
        FIRST: lambda: rows(few),
        BY_ID: lambda: [rows(one, [own]) for own in ids],
        ALL: lambda: rows(every),
        PANDAS: lambda: pd.DataFrame(rows(every)),
    }


def _queries() -> tuple[str, str, str]:
    """Ten claims, one claim, every statement: what all ways ask for."""
    return (
        "select * from claim_overview order by claim_id limit 10",
        "select * from claim_overview where claim_id = ?",
        f"select * from {VIEW} order by statement_id",  # noqa: S608 - a name of kb's own
    )


def promises(found: Mapping[str, Record]) -> Iterator[tuple[str, str, str, str]]:
    """Rows of the table of promises."""
    for name, promised in ((IMPORT, "< 150 ms"), (OPEN, "< 20 ms"), (ALL, "< 3.0 × tuples")):
        ours, plain = found[name]["kb"], found[name]["sqlite3"]
        beside = f"{ours / plain:.1f} × sqlite3"
        yield (f"from Python: {name}", f"{ours * 1000:,.1f} ms", promised, beside)


def lines(found: Mapping[str, Record]) -> Iterator[tuple[str, str, str, str]]:
    """Rows of a table: what, and milliseconds by each way."""
    for name, took in found.items():
        ours, plain, utils = (f"{took[way] * 1000:,.1f}" for way in WAYS)
        yield (name, ours, plain, utils)
