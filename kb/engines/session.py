"""A session of Spark, started so that what cannot be had is told in a sentence."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import warnings
from collections.abc import Mapping
from pathlib import Path

from py4j.protocol import Py4JError
from pyspark import SparkConf, SparkContext
from pyspark.errors import PySparkException
from pyspark.java_gateway import launch_gateway
from pyspark.sql import SparkSession

from kb.engines.error import EngineError

LOCAL = "local[*]"
"""All cores of this machine."""
OLDEST_JAVA = 17
PATIENCE = 5.0
"""Seconds in which a master must take a connection."""
_MASTER = re.compile(r"spark://(\[[^\]]+\]|[^:/,]+):([0-9]{1,5})")
_LOCAL = re.compile(r"local(\[([0-9]+|\*)(,[0-9]+)?\])?")
_HERE = frozenset({"127.0.0.1", "localhost", "[::1]"})
_VERSION = re.compile(r'version "(?:1\.)?([0-9]+)')
_USUAL = {
    "spark.log.level": "ERROR",
    # Parquet packs ids so well that Spark takes tables of gigabytes for small ones by their files,
    # and sends them whole to every machine; while it runs it knows better
    "spark.sql.autoBroadcastJoinThreshold": "-1",
    "spark.sql.adaptive.autoBroadcastJoinThreshold": "4MB",
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
"""What kb wants where spark-defaults.conf says nothing."""
_ALWAYS = {"spark.sql.catalogImplementation": "in-memory", "spark.sql.runSQLOnFiles": "false"}
"""SQL reads the lake, and no other file or catalogue."""

# said again and again of pandas 3, by which nothing of kb runs on Spark
warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)


def started(master: str = LOCAL) -> tuple[SparkSession, bool]:
    """A session in the one Spark that a process can have, and whether that began just now.

    Raises
    ------
    EngineError
        If Java is not there, the master does not answer, or the process uses another.
    """
    running = SparkContext._active_spark_context  # noqa: SLF001 - nothing else tells
    if running is not None:
        return _beside(running, master), False
    _refuse_silent(master)
    _refuse_without_java()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    try:
        return SparkSession(_context(master)), True
    except (PySparkException, Py4JError) as error:
        raise EngineError(f"Spark does not start on {master}: {said(error)}") from error


def said(error: Exception) -> str:
    """What an exception of Spark or Java says to people, without its code, plan and trace."""
    java = getattr(error, "java_exception", None)
    line = str(java.getMessage() if java is not None else error).strip().partition("\n")[0]
    return re.sub(r"^\[[A-Z_.0-9]+\] | SQLSTATE: \w+.*$", "", line)


def _beside(running: SparkContext, master: str) -> SparkSession:
    """A session of its own in the Spark that this process has, if that is on the same master."""
    if running.master != master:
        message = f"Spark runs in this process on {running.master}, and not on {master}"
        raise EngineError(message, "close that lake first, or take another process")
    return SparkSession(running).newSession()


def _refuse_without_java() -> None:
    """Ask the Java that Spark would take for its version."""
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    hint = f"install Java {OLDEST_JAVA} or newer (Debian: default-jre-headless), or set JAVA_HOME"
    try:
        told = subprocess.run([java or "java", "-version"], check=False, capture_output=True)  # noqa: S603 - the person's own
    except OSError:
        raise EngineError("Spark needs Java, and there is none", hint) from None
    version = _VERSION.search(told.stderr.decode("utf-8", "replace"))
    if version is None or int(version[1]) < OLDEST_JAVA:
        found = f"Java {version[1]}" if version else "no Java"
        raise EngineError(f"Spark needs Java {OLDEST_JAVA} or newer, and {java} is {found}", hint)


def _refuse_silent(master: str) -> None:
    """Ask a master for a connection: Spark itself would try for a minute."""
    if _LOCAL.fullmatch(master):
        return
    address = _MASTER.fullmatch(master)
    if address is None:
        hint = "write spark://HOST:7077, or local[2] for two cores of this machine"
        raise EngineError(f"`{master}` is no master of Spark", hint)
    try:
        place = address[1].strip("[]"), int(address[2])
        socket.create_connection(place, PATIENCE).close()
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or error
        hint = "start it, or name another; without one, Spark runs on this machine"
        raise EngineError(f"no master answers at {master}: {why}", hint) from None


def _context(master: str) -> SparkContext:
    """Spark on the process's own Java, whose log nobody asked for: its errors arrive anyhow."""
    begun = SparkContext._gateway  # noqa: SLF001 - Java stays when Spark ends, and serves again
    gateway = begun or launch_gateway(popen_kwargs={"stderr": subprocess.DEVNULL})
    conf = SparkConf(_jvm=gateway.jvm)
    for name, value in wanted(master).items():
        conf.setIfMissing(name, value)
    for name, value in _ALWAYS.items():
        conf.set(name, value)
    return SparkContext(master, "kb", conf=conf, gateway=gateway)


def wanted(master: str) -> Mapping[str, str]:
    """The usual; and where all of it runs on this machine, no other machine can reach it."""
    address = _MASTER.fullmatch(master)
    if address is not None and address[1] not in _HERE:
        return _USUAL
    here = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    return {**_USUAL, **here}
