"""Run a piece of work in a process of its own, and say what it took."""

from __future__ import annotations

import importlib
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

Record = dict[str, float]
ROOT = Path(__file__).resolve().parents[2]
MEGABYTE = 1e6


def apart(work: str, *words: str | Path) -> dict[str, Record]:
    """Call a function by its name (`module:function`) in a new process; the stages it noted."""
    command = [sys.executable, "-m", __name__, work, *map(str, words)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT)  # noqa: S603 - ours
    stages: dict[str, Record] = json.loads(done.stdout)
    return stages


class Stages:
    """Notes of the stages of one process: wall clock and CPU in s, peak memory so far in MB."""

    def __init__(self) -> None:
        self.notes: dict[str, Record] = {}

    def note(self, name: str, work: Callable[[], object]) -> object:
        """Do a stage once, as a command does, with cold caches; its result."""
        wall, cpu = time.perf_counter(), time.process_time()
        result = work()
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MEGABYTE
        self.notes[name] = {"wall": wall, "cpu": cpu, "peak": peak}
        return result


def cost(command: Sequence[str | Path], repeats: int) -> Record:
    """Median wall clock and CPU in s of a command, its start and imports included."""
    took = [_once(command) for _ in range(repeats)]
    return {name: statistics.median(one[name] for one in took) for name in ("wall", "cpu")}


def _once(command: Sequence[str | Path]) -> Record:
    started, before = time.perf_counter(), _children()
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)  # noqa: S603 - ours
    return {"wall": time.perf_counter() - started, "cpu": _children() - before}


def _children() -> float:
    """CPU in s of all processes started from here that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _main(work: str, *words: str) -> None:
    module, _, function = work.partition(":")
    stages = Stages()
    getattr(importlib.import_module(module), function)(stages, *words)
    sys.stdout.write(json.dumps(stages.notes))


if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    _main(*sys.argv[1:])
