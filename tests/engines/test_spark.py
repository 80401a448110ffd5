"""Spark over a lake, on a cluster of real processes of which one is killed.

It is one test, because each part of it needs the same cluster, which takes long to start.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from click.testing import Result
from pyarrow.parquet import read_table
from pyspark import SparkContext

from kb.database.reader import QueryError, connect
from kb.engines.error import EngineError
from kb.engines.lake import LakeFolder, read
from kb.engines.needed import COMPUTED
from kb.engines.session import started
from kb.engines.spark import Spark
from scripts.cluster import Cluster, running
from tests.command import run
from tests.engines.comparing import differences

DEFAULTS = """spark.sql.shuffle.partitions 2
spark.sql.adaptive.enabled false
spark.sql.codegen.wholeStage false
spark.executor.memory 512m
spark.driver.extraJavaOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
spark.executor.extraJavaOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
"""
"""For little data: no time is taken to make it quick for much."""
REFUSED: Sequence[tuple[str, str]] = (
    ("select clam from claim", "`clam` cannot be resolved"),
    ("select * from csv.`/etc/passwd`", "cannot be found|not supported"),
    ("create table t as select 1", "only reading"),
    ("select reflect('java.lang.System', 'exit', 0)", "reflect() runs a program"),
    ("select transform(id) using 'cat' from claim", "TRANSFORM runs a program"),
    ("select 1; select 2", "one query"),
)


@pytest.fixture
def cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    """Run a master and two workers."""
    (tmp_path / "spark-defaults.conf").write_text(DEFAULTS, "utf-8")
    monkeypatch.setenv("SPARK_CONF_DIR", str(tmp_path))
    with running(tmp_path, workers=2) as made:
        yield made


@pytest.fixture
def engine(cluster: Cluster, real_lake: LakeFolder) -> Iterator[Spark]:
    """Open the lake of this repository's knowledge base on the cluster."""
    with closing(Spark(real_lake, cluster.master)) as made:
        yield made


@pytest.mark.slow
def test_spark_reads_a_lake_and_computes_it_anew(
    engine: Spark,
    cluster: Cluster,
    real_database: Path,
    subtests: pytest.Subtests,
) -> None:
    with subtests.test("a process has one Spark"):
        _has_one_spark(engine, cluster)
    with subtests.test("rows are plain, and cut at the limit"):
        answer = engine.query("select :a as a, array(1, 2) as b, true as c", {"a": "x"})
        assert (answer.columns, answer.rows) == (("a", "b", "c"), [("x", "[1, 2]", 1)])
        assert engine.query("select * from range(3)", limit=2).truncated
    with subtests.test("kb asks in the SQL of SQLite"):
        sql = "select id || '!' from claim where id = {} limit 1"
        assert list(engine.rows(sql.format("?"), ["x"])) == []
        assert list(engine.rows(sql.format(":a"), {"a": "x"})) == []
        with pytest.raises(QueryError, match="`clam` cannot be resolved"):
            next(engine.rows("select clam from claim"))
    with subtests.test("a query that takes too long is stopped"):
        _is_refused(engine, "select count(*) from range(1000000000000)", "and was stopped", 0.5)
    for sql, words in REFUSED:
        with subtests.test("what is refused is told", sql=sql):
            _is_refused(engine, sql, words)
    with subtests.test("every view has the rows of the built file"):
        assert not list(differences(engine, real_database))
    with subtests.test("a lake is computed anew though a worker is killed"):
        anew = real_database.with_name("anew")
        result = _computed_anew(engine, cluster, anew)
        assert result.exit_code == 0, result.output
        assert not list(_other_rows(read(anew, check=True), real_database))


def _has_one_spark(engine: Spark, cluster: Cluster) -> None:
    with pytest.raises(EngineError, match=f"runs in this process on {cluster.master}"):
        Spark(engine.lake, "local[1]")
    session, began = started(cluster.master)
    assert not began
    assert session.sparkContext is engine.session.sparkContext


def _is_refused(engine: Spark, sql: str, words: str, seconds: float = 60) -> None:
    with pytest.raises(QueryError) as error:
        engine.query(sql, seconds=seconds)
    assert any(one in str(error.value) for one in words.split("|"))
    assert len(str(error.value).splitlines()) == 1


def _computed_anew(engine: Spark, cluster: Cluster, folder: Path) -> Result:
    """Compute a lake anew, and kill a worker when both are at it."""
    words = ("--lake", engine.lake.folder, "--master", cluster.master, "--group", "100")
    with ThreadPoolExecutor(1) as pool:
        job = pool.submit(run, "recompute", folder, *words)
        _wait_for_both(engine.session.sparkContext, job)
        cluster.workers[0].kill()
        assert not job.done()
        assert cluster.workers[0].wait() == -signal.SIGKILL
        return job.result()


def _wait_for_both(context: SparkContext, job: Future[Result]) -> None:
    """Wait until two tasks run at a time: each worker has one core."""
    tracker, pause = context.statusTracker(), Event()
    while not job.done():
        stages = map(tracker.getStageInfo, tracker.getActiveStageIds())
        if any(stage and stage.numActiveTasks > 1 for stage in stages):
            return
        pause.wait(0.05)


def _other_rows(lake: LakeFolder, built: Path) -> Iterator[str]:
    """Say which computed tables have other rows than the built file."""
    with closing(connect(built)) as connection:
        for name in COMPUTED:
            rows = connection.execute(f"select * from {name}")  # noqa: S608 - a name of kb's own
            wanted = {_exact(tuple(row)) for row in rows}
            found = [_exact(tuple(row.values())) for row in _rows(lake, name)]
            if set(found) != wanted or len(found) != len(wanted):
                yield f"{name}: {sorted(wanted ^ set(found))[:2]}"


def _rows(lake: LakeFolder, name: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = read_table(lake.paths(name)).to_pylist()
    return found


def _exact(row: tuple[object, ...]) -> str:
    """A row with numbers to the last digit but one of floating point."""
    return repr([f"{value:.15g}" if isinstance(value, float) else value for value in row])
