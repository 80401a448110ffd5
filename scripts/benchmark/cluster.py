"""Measure a lake on a cluster of one and of two workers, each of one core, on this machine.

    python -m scripts.benchmark.cluster LAKE

Prints a table for docs/scale.md, in seconds: wall clock, and CPU of all processes of the cluster.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from kb.engines.grouped import grouped
from kb.engines.lake import LakeFolder, read
from kb.engines.needed import AT_A_TIME
from kb.engines.recompute import WORKS, recomputed
from kb.engines.spark import Spark
from scripts.cluster import running

DEFAULTS = "spark.sql.shuffle.partitions 16\nspark.executor.memory 2g\nspark.driver.memory 1g\n"
MEMORY = "2g"
FACET = """select population, outcome, verdict, count(*) as n from claim_overview
group by population, outcome, verdict order by n desc limit 20"""
ONE = "select * from claim_overview where claim_id = (select max(id) from claim)"
LONG = 3600.0
T = TypeVar("T")


def main() -> None:
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lake", type=Path)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--groups", action="store_true", help="count what groups get, first")
    asked = parser.parse_args()
    lake = read(asked.lake)
    print(f"{lake.told.tables['claim'].rows:,} claims, {_bytes(lake) / 1e6:,.0f} MB")
    for workers in asked.workers:
        with tempfile.TemporaryDirectory() as folder:
            _measure(lake, workers, Path(folder), is_counted=asked.groups)


def _measure(lake: LakeFolder, workers: int, folder: Path, *, is_counted: bool) -> None:
    (folder / "spark-defaults.conf").write_text(DEFAULTS, "utf-8")
    os.environ["SPARK_CONF_DIR"] = str(folder)
    with running(folder, workers, MEMORY) as cluster:
        engine = _timed(workers, "session and views", lambda: Spark(lake, cluster.master))
        for name, sql in (("one claim", ONE), ("three-way facet", FACET)):
            for turn in ("first", "again"):
                _timed(workers, f"{name}, {turn}", partial(engine.query, sql, seconds=LONG))
        if is_counted:
            _handed_over(engine)
        _timed(workers, "syntheses and gaps anew", lambda: _anew(engine))
        engine.close()


def _anew(engine: Spark) -> None:
    with recomputed(engine) as tables:
        for name, rows in tables.items():
            print(f"{rows.count():>12,} {name}")


def _handed_over(engine: Spark) -> None:
    """Rows and bytes that the groups of each sort get, before they are packed."""
    for needed, work in WORKS:
        with grouped(engine, needed, AT_A_TIME) as rows:
            told = rows.selectExpr("count(*)", "sum(length(row))", "count(distinct number)")
            n, size, groups = told.collect()[0]
        print(f"{n:>12,} rows, {(size or 0) / 1e6:,.0f} MB, {groups:,} groups: {work}")


def _timed(workers: int, name: str, work: Callable[[], T]) -> T:
    started, before = time.perf_counter(), _cpu()
    made = work()
    took = time.perf_counter() - started
    print(f"| {workers} | {name} | {took:.1f} | {_cpu() - before:.1f} |", flush=True)
    return made


def _bytes(lake: LakeFolder) -> int:
    return sum(file.bytes for table in lake.told.tables.values() for file in table.files)


def _cpu() -> float:
    """CPU in s of this process and of all that it or they started, so far."""
    stats = [_stat(path) for path in Path("/proc").glob("[0-9]*/stat")]
    children: dict[int, list[int]] = {}
    for process, parent, _ in filter(None, stats):
        children.setdefault(parent, []).append(process)
    took = {process: ticks for process, _, ticks in filter(None, stats)}
    waiting, total = [os.getpid()], 0
    while waiting:
        process = waiting.pop()
        waiting += children.get(process, [])
        total += took[process]
    return total / os.sysconf("SC_CLK_TCK")


def _stat(path: Path) -> tuple[int, int, int] | None:
    """A process: its number, its parent's, and the ticks of it and of children that ended."""
    try:
        head, _, tail = path.read_text("utf-8", "replace").rpartition(")")
    except OSError:
        return None
    fields = tail.split()
    return int(head.split()[0]), int(fields[1]), sum(map(int, fields[11:15]))


if __name__ == "__main__":
    main()
