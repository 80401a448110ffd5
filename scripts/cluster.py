"""A cluster of Spark on this machine, to test and to measure with: a process for each part."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import IO, cast

import pyspark

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
        _, line = _started(ends, folder, f"{CLASSES}.master.Master", place, "Starting Spark master")
        master = line.split()[-1]
        size = ("--cores", "1", "--memory", memory, "--work-dir", str(folder))
        made = [
            _started(
                ends,
                folder,
                f"{CLASSES}.worker.Worker",
                (*place, *size, master),
                "Successfully registered with master",
            )
            for _ in range(workers)
        ]
        yield Cluster(master, tuple(process for process, _ in made))


def _started(
    ends: ExitStack, folder: Path, name: str, words: tuple[str, ...], sign: str
) -> tuple[subprocess.Popen[str], str]:
    """Start a process and read its log to the line that has a sign."""
    program = Path(pyspark.__file__).parent / "bin" / "spark-class"
    own = {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_CONF_DIR": str(folder)}
    process = subprocess.Popen(  # noqa: S603 - Spark's own program
        [str(program), name, *words],
        env={**os.environ, **own, "SPARK_DAEMON_MEMORY": "256m"},
        stderr=subprocess.PIPE,
        text=True,
    )
    ends.callback(process.wait)
    ends.callback(process.terminate)
    log = cast("IO[str]", process.stderr)
    line = next(line for line in log if sign in line)
    Thread(target=log.read, daemon=True).start()
    return process, line
