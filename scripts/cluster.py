"""A cluster of Spark on this machine, to test and to measure with: a process for each part."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import IO, cast

import pyspark

_PARENT_DEATH = 1
"""`PR_SET_PDEATHSIG` of Linux."""
CLASSES = "org.apache.spark.deploy"


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where the master listens, and its workers."""

    master: str
    workers: tuple[subprocess.Popen[str], ...]


@contextmanager
def running(folder: Path, workers: int, memory: str = "512m") -> Iterator[Cluster]:
    """Run a master and workers of one core each; all are ended, whatever happens.

    Parameters
    ----------
    folder
        Where they work; its spark-defaults.conf is theirs.
    memory
        Of each worker.
    """
    with ExitStack() as ends:
        place = ("--host", "127.0.0.1", "--port", "0", "--webui-port", "0")
        began = _began(ends, folder, f"{CLASSES}.master.Master", *place)
        master = _told(began, "Starting Spark master").split()[-1]
        size = ("--cores", "1", "--memory", memory, "--work-dir", str(folder))
        words = (f"{CLASSES}.worker.Worker", *place, *size, master)
        made = [_began(ends, folder, *words) for _ in range(workers)]
        for process in made:
            _told(process, "Successfully registered with master")
        yield Cluster(master, tuple(made))


def _began(ends: ExitStack, folder: Path, *words: str) -> subprocess.Popen[str]:
    """Start a part of Spark."""
    program = Path(pyspark.__file__).parent / "bin" / "spark-class"
    own = {
        "SPARK_CONF_DIR": str(folder),
        "SPARK_DAEMON_JAVA_OPTS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "SPARK_DAEMON_MEMORY": "256m",
        "SPARK_LOCAL_IP": "127.0.0.1",
    }
    process = subprocess.Popen(  # noqa: S603 - Spark's own program
        [str(program), *words],
        env={**os.environ, **own},
        preexec_fn=_end_with_this_process,  # noqa: PLW1509 - no thread of ours holds a lock
        stderr=subprocess.PIPE,
        text=True,
    )
    ends.enter_context(process)
    ends.callback(process.terminate)
    return process


def _told(process: subprocess.Popen[str], sign: str) -> str:
    """Wait for a line of its log; the rest goes unread."""
    log = cast("IO[str]", process.stderr)
    line = next(line for line in log if sign in line)
    Thread(target=log.read, daemon=True).start()
    return line


def _end_with_this_process() -> None:
    """Have Linux kill it when the process that started it is killed and can end nothing."""
    ctypes.CDLL(None).prctl(_PARENT_DEATH, signal.SIGKILL)
