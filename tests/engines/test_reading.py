"""Spark is asked nothing but queries, and on this machine nobody else reaches it."""

from __future__ import annotations

import pytest

from kb.database.reader import QueryError
from kb.engines.reading import refuse_all_but_reading
from kb.engines.session import wanted


@pytest.mark.parametrize("sql", ["select 1", "with a as (select 1) select * from a;", "(select 1)"])
def test_queries_are_let_through(sql: str) -> None:
    refuse_all_but_reading(sql)


@pytest.mark.parametrize("sql", ["", "select (", "drop view claim", "set spark.ui.port = 1"])
def test_all_else_is_refused_in_one_line(sql: str) -> None:
    with pytest.raises(QueryError) as error:
        refuse_all_but_reading(sql)
    assert len(str(error.value).splitlines()) == 1


@pytest.mark.parametrize("master", ["local[2]", "spark://127.0.0.1:7077", "spark://[::1]:7077"])
def test_a_spark_of_this_machine_listens_on_loopback(master: str) -> None:
    assert wanted(master)["spark.driver.bindAddress"] == "127.0.0.1"


def test_a_cluster_elsewhere_can_reach_the_driver() -> None:
    assert "spark.driver.bindAddress" not in wanted("spark://10.0.0.1:7077")
