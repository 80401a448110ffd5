"""Exports of a large file, each as a command of its own, beside other programs on the same rows."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from scripts.benchmark.process import MEGABYTE, Record, Stages, apart

VIEW = "statement_overview"
FORMATS = ("csv", "jsonl", "parquet")
SHELL = "sqlite3 -csv"
UTILS = "sqlite-utils rows --csv"
_HERE = Path(sys.executable).parent


def exports(root: Path, built: Path) -> dict[str, Record]:
    """Rows per second and peak memory of each way to write the view's rows, start included."""
    words = ("--root", root, "--db", built, "--view", VIEW, "-o", os.devnull, "--quiet")
    query = f"select * from {VIEW}"  # noqa: S608 - a name of kb's own
    commands: dict[str, tuple[str | Path, ...]] = {
        name: (_HERE / "kb", "export", name, *words) for name in FORMATS
    }
    if shell := shutil.which("sqlite3"):
        commands[SHELL] = (shell, "-csv", built, query)
    commands[UTILS] = (_HERE / "sqlite-utils", "rows", built, VIEW, "--csv")
    n = _count(built)
    return {name: _rate(n, command) for name, command in commands.items()}


def _count(built: Path) -> int:
    with closing(sqlite3.connect(built)) as connection:
        n: int = connection.execute("select count(*) from statement").fetchone()[0]
    return n


def _rate(n: int, command: tuple[str | Path, ...]) -> Record:
    took = apart("scripts.benchmark.exports:run", *command)["run"]
    return {"rows": n / took["wall"], "peak": took["peak"]}


def run(stages: Stages, *command: str) -> None:
    """Run one command, the only child of this process: so its peak memory is known."""
    wall = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - ours
    wall = time.perf_counter() - wall
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu, peak = usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / MEGABYTE
    stages.notes["run"] = {"wall": wall, "cpu": cpu, "peak": peak}
