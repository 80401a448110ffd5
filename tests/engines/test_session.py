"""What Spark needs is asked for before Spark is, and told in a sentence."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest
from pyspark import SparkContext

from kb.engines import session
from kb.engines.error import EngineError, LibraryError
from kb.engines.lake import LakeFolder
from kb.engines.opening import opened
from tests.command import run


@pytest.fixture(autouse=True)
def _no_spark_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget what another test may have started in this process."""
    monkeypatch.setattr(SparkContext, "_active_spark_context", None)
    monkeypatch.setattr(SparkContext, "_gateway", None)


def java(folder: Path, script: str) -> Path:
    """Give a home of Java whose program is a script."""
    program = folder / "bin" / "java"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    return folder


def test_without_java_it_says_how_to_have_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(EngineError, match="needs Java, and there is none") as error:
        session.started()
    assert "default-jre-headless" in error.value.hint


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ("echo 'openjdk version \"11.0.2\" 2019-01-15' >&2", "is Java 11"),
        ("echo 'java version \"1.8.0_42\"' >&2", "is Java 8"),
        ("exit 1", "is no Java"),
    ],
)
def test_a_java_that_is_too_old_is_told(
    script: str, found: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(java(tmp_path, script)))
    with pytest.raises(EngineError, match=found):
        session.started("local[1]")


# pyspark leaves the pipe to it to the garbage collector
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_java_that_does_not_start_spark_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = 'echo \'openjdk version "17.0.1"\' >&2; test "$1" = -version'
    monkeypatch.setenv("JAVA_HOME", str(java(tmp_path, script)))
    with pytest.raises(EngineError, match=r"Spark does not start on local\[\*\]: "):
        session.started()


@pytest.mark.parametrize("master", ["yarn", "spark://", "spark://host", "local[x]", "host:7077"])
def test_what_names_no_master_is_told(master: str) -> None:
    with pytest.raises(EngineError, match="is no master of Spark"):
        session.started(master)


def test_a_master_that_does_not_answer_is_told() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        master = f"spark://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(EngineError, match="no master answers at spark://127"):
            session.started(master)


def test_a_port_that_no_machine_has_is_told() -> None:
    with pytest.raises(EngineError, match="no master answers at spark://127"):
        session.started("spark://127.0.0.1:99999")


def test_a_folder_that_is_no_lake_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    result = run("recompute", tmp_path)
    assert result.exit_code == 1
    assert "is no lake: it has no kb.json" in result.output
    assert "hint: choose another place" in result.output


def test_without_pyspark_the_extra_is_named(
    tiny_lake: LakeFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("kb.engines.spark", "kb.engines.session"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(LibraryError, match="pyspark") as error:
        opened("spark", tiny_lake.folder)
    assert "kb[spark]" in error.value.hint
