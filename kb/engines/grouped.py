"""The groups of a lake, as tables of Spark: every row beside the number of each group it is in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from pyspark.sql import DataFrame

from kb.engines.needed import AT_A_TIME, Needed, Rows
from kb.engines.spark import Spark

_PLACE = "concat(_metadata.file_name, lpad(_metadata.row_index, 12, '0')) as at"
"""What puts rows in the order of a build."""


@contextmanager
def grouped(engine: Spark, needed: Needed, at_a_time: int = AT_A_TIME) -> Iterator[DataFrame]:
    """Rows as `number` of the group, `name` of the table, `at` for their order, `row` as JSON.

    Parameters
    ----------
    at_a_time
        How many records a group has, more or less.
    """
    n = _groups(engine, needed, at_a_time)
    views = {f"placed_{rows.table}": engine.tables[rows.table] for rows in needed.rows}
    with ExitStack() as kept:
        for name, table in views.items():
            table.selectExpr("*", _PLACE).createOrReplaceTempView(name)
            kept.callback(engine.session.catalog.dropTempView, name)
        for name, query in needed.keys.items():
            keys = engine.session.sql(query.format(n=n)).persist()
            kept.callback(keys.unpersist)
            keys.createOrReplaceTempView(name)
            kept.callback(engine.session.catalog.dropTempView, name)
        yield engine.session.sql(" union all ".join(_query(engine, rows) for rows in needed.rows))


def _groups(engine: Spark, needed: Needed, at_a_time: int) -> int:
    rows = engine.lake.told.tables[needed.counted].rows if needed.counted else 1
    return max(1, -(-rows // at_a_time))


def _query(engine: Spark, rows: Rows) -> str:
    columns = ", ".join(f"t.{name}" for name in engine.tables[rows.table].columns)
    return (
        f"select g.number, '{rows.table}' as name, t.at, to_json(struct({columns})) as row"  # noqa: S608 - our own words
        f" from placed_{rows.table} t join {rows.keys} g on g.key = {rows.by} where {rows.where}"
    )
