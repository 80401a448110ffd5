"""Syntheses and gaps of a lake, computed anew by Spark with the functions of a local build.

Records are put into groups, each with all that its syntheses or audits look at, and each group is
worked on by whichever machine is free: where one is lost, another does its groups again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import reduce

from pyspark.sql import DataFrame, functions

from kb.analysis.reach import Reach
from kb.corpus import Corpus
from kb.engines.group import RESULT, Gaps, Made, cells, pools, worker
from kb.engines.grouped import grouped
from kb.engines.needed import AT_A_TIME, COMPUTED, DOCUMENTS, EVERYTHING, STUDIES, SYNTHESES, Needed
from kb.engines.rebuilt import Tables
from kb.engines.rebuilt.term import Terms, terms
from kb.engines.spark import Spark
from kb.schema.tables import MODELS, table

WORKS: tuple[tuple[Needed, Callable[[Corpus], Made]], ...] = (
    (SYNTHESES, pools),
    (DOCUMENTS, Gaps(Reach.document)),
    (STUDIES, Gaps(Reach.study)),
    (EVERYTHING, Gaps(Reach.everything)),
)


@contextmanager
def recomputed(engine: Spark, at_a_time: int = AT_A_TIME) -> Iterator[Mapping[str, DataFrame]]:
    """The computed tables of a lake, anew, each in the order of its key.

    Parameters
    ----------
    at_a_time
        How many records a group has, more or less.
    """
    known = engine.session.sparkContext.broadcast(_terms(engine))
    with ExitStack() as kept:
        kept.callback(known.destroy)
        made = [
            kept.enter_context(grouped(engine, needed, at_a_time))
            .groupBy("number")
            .applyInArrow(worker(known, work), RESULT)
            for needed, work in WORKS
        ]
        found = reduce(lambda one, other: one.unionAll(other), made).persist()
        kept.callback(found.unpersist)
        yield {name: _typed(engine, found, name) for name in COMPUTED}


def _terms(engine: Spark) -> Terms:
    """All terms: every machine gets them, because any record may be about any of them."""
    rows = {
        name: [cells(name, row.asDict()) for row in engine.tables[name].toLocalIterator()]
        for name in ("term", "term_broader")
    }
    return terms(Tables(rows))


def _typed(engine: Spark, found: DataFrame, name: str) -> DataFrame:
    """The rows of one table with its columns."""
    columns = engine.tables[name].schema
    key = [column.name for column in table(MODELS[name]).primary_key.columns]
    rows = found.where(functions.col("name") == name)
    return (
        rows.select(functions.from_json("row", columns).alias("row")).select("row.*").orderBy(key)
    )
