"""Apache Spark over a lake: its tables and stable views, on this machine or on a cluster."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from threading import Event, Thread

from py4j.protocol import Py4JError
from pyarrow.parquet import read_schema
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import from_arrow_schema

from kb.database.reader import ROWS, SECONDS, Answer, QueryError, bounded
from kb.engines.engine import Parameters, Row
from kb.engines.lake import LakeFolder
from kb.engines.reading import refuse_all_but_reading
from kb.engines.session import LOCAL, said, started
from kb.engines.translate import bound, translated
from kb.engines.value import plain

_AGAIN = 0.5
"""Seconds between orders to stop."""
_NUMBERS = count()


class Spark:
    """A lake in a session of Spark: `session` has its tables and stable views.

    Parameters
    ----------
    lake
        Every machine of a cluster must find its files at the same path.
    master
        `local[*]`, or `spark://host:7077`.

    Raises
    ------
    EngineError
        If Spark cannot be had.
    """

    def __init__(self, lake: LakeFolder, master: str = LOCAL) -> None:
        self.lake = lake
        self.session, self._began = started(master)
        self.tables = {name: self._table(name) for name in lake.told.tables}
        for name, rows in self.tables.items():
            rows.createOrReplaceTempView(name)
        for name, view in lake.told.views.items():
            self.session.sql(translated(view.query, "spark")).createOrReplaceTempView(name)

    def query(
        self,
        sql: str,
        parameters: Mapping[str, object] | None = None,
        *,
        seconds: float = SECONDS,
        limit: int = ROWS,
    ) -> Answer:
        """Run one SELECT of unknown origin, in Spark's own SQL: `:name` takes its parameter.

        Raises
        ------
        QueryError
            With a sentence that says what was wrong.
        """
        refuse_all_but_reading(sql)
        with self._stopped_after(seconds), _told():
            found = self.session.sql(sql, dict(parameters or {}))
            rows = found.limit(limit + 1).collect()
        return bounded(found.columns, (tuple(map(plain, row)) for row in rows), limit)

    def rows(self, sql: str, parameters: Parameters = ()) -> Iterator[Row]:
        """The rows of a query of kb's own, which is in the SQL of SQLite.

        Raises
        ------
        QueryError
            With a sentence that says what was wrong.
        """
        given = bound(sql, parameters)
        values = dict(given) if isinstance(given, Mapping) else list(given)
        with _told():
            found = self.session.sql(translated(sql, "spark"), values)
            yield from map(tuple, found.toLocalIterator())

    def close(self) -> None:
        """End the Spark that it began; one that was there before goes on."""
        if self._began:
            self._began = False
            self.session.stop()

    def _table(self, name: str) -> DataFrame:
        """A base table, of which the files tell the columns: Spark would run a job to ask them."""
        paths = self.lake.paths(name)
        return self.session.read.schema(from_arrow_schema(read_schema(paths[0]))).parquet(*paths)

    @contextmanager
    def _stopped_after(self, seconds: float) -> Iterator[None]:
        """End the jobs of a query that takes too long."""
        context, name = self.session.sparkContext, f"kb-{next(_NUMBERS)}"
        done, late = Event(), Event()

        def stop() -> None:
            while not done.wait(_AGAIN if late.is_set() else seconds):
                late.set()
                context.cancelJobGroup(name)  # of jobs that run: the next one may be still planned

        clock = Thread(target=stop, daemon=True)
        context.setJobGroup(name, "a query", interruptOnCancel=True)
        clock.start()
        try:
            yield
        except QueryError:
            if late.is_set():
                raise QueryError(self._late(seconds)) from None
            raise
        finally:
            done.set()
            clock.join()

    def _late(self, seconds: float) -> str:
        why = "" if self._has_workers() else ": the master has no free worker"
        return f"the query took more than {seconds:g} seconds and was stopped{why}"

    def _has_workers(self) -> bool:
        """Whether tasks run in this process, or in any beside it."""
        context = self.session.sparkContext
        known = context._jsc.sc().getExecutorMemoryStatus().size()  # noqa: SLF001 - nothing else tells
        return str(context.master).startswith("local") or known > 1


@contextmanager
def _told() -> Iterator[None]:
    """Tell what Spark refuses in a sentence."""
    try:
        yield
    except (PySparkException, Py4JError) as error:
        raise QueryError(said(error)) from None
