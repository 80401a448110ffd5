"""Pools arrive in the database with what went into them, on the scale that readers know."""

from __future__ import annotations

import math
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kb.database.build import build
from kb.database.reader import connect
from tests.evidence import claim, corpus, finding, line, study


def rows(target: Path, sql: str) -> list[dict[str, object]]:
    """Give the rows of a query over a built file."""
    with closing(connect(target)) as connection:
        return [dict(row) for row in connection.execute(sql)]


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a built file with a pool of differences, one of ratios, and a single study."""
    cm = [study(f"s{at}", finding(value=at, se=0.5, n=10)) for at in (1, 2, 3)]
    ratios = [
        study(f"r{at}", finding(estimate_type="ratio_of_means", value=1 + at / 10, se=0.1))
        for at in (1, 2)
    ]
    change = study("change", finding(estimate_type="mean_change", value=1))
    claims = [
        claim([(f"s{at}", "taller") for at in (1, 2, 3)] + [("change", "taller")]),
        claim([("r1", "taller"), ("r2", "taller")], id="ratio"),
        claim([("s1", "taller")], id="single"),
        claim([], id="unfit", evidence=[line("change", "taller"), line("s1", None)]),
    ]
    made = corpus([*cm, *ratios, change], *claims)
    return build(made, tmp_path_factory.mktemp("pools") / "kb.db").path


def test_a_pool_tells_its_scale_and_counts(target: Path) -> None:
    (pool,) = rows(target, "select * from synthesis_table where claim_id = 'taller'")
    assert pool["estimate"] == pytest.approx(2)
    told = ("measure", "unit", "outcome", "instrument", "null_value", "n", "n_dropped")
    assert [pool[name] for name in told] == [
        *("mean_difference", "cm", "height of the plant", "height by ruler", 0, 30, 1),
    ]
    assert pool["model"] == "random effects; REML; knapp-hartung-floor"
    assert [pool[f"k_{what}"] for what in ("reports", "studies", "cohorts")] == [3, 3, 3]


def test_a_pool_of_ratios_is_told_as_a_ratio(target: Path) -> None:
    (pool,) = rows(target, "select * from synthesis_table where claim_id = 'ratio'")
    inputs = rows(target, "select yi from synthesis_input where claim = 'ratio' order by finding")
    assert [one["yi"] for one in inputs] == pytest.approx([math.log(1.1), math.log(1.2)])
    assert 1.1 < float(str(pool["estimate"])) < 1.2
    assert float(str(pool["pi_low"])) > 0
    assert (pool["null_value"], pool["n"]) == (1, None)


def test_the_pool_without_each_is_kept_where_two_are_left(target: Path) -> None:
    left = rows(target, "select synthesis, finding, estimate from synthesis_without")
    assert [tuple(one.values()) for one in left] == [
        ("taller.pool", "s1.taller", pytest.approx(2.5)),
        ("taller.pool", "s2.taller", pytest.approx(2)),
        ("taller.pool", "s3.taller", pytest.approx(1.5)),
    ]


def test_findings_out_of_the_pool_say_why(target: Path) -> None:
    sql = """select claim, finding, synthesis, used, yi from synthesis_input
        where not used order by claim"""
    assert [tuple(one.values()) for one in rows(target, sql)] == [
        ("single", "s1.taller", None, 0, 1.0),
        ("taller", "change.taller", "taller.pool", 0, None),
        ("unfit", "change.taller", None, 0, None),
    ]
    assert not rows(target, "select * from synthesis_input where not used and reason is null")


def test_one_study_makes_no_row(target: Path) -> None:
    claims = rows(target, "select claim_id from synthesis_table order by claim_id")
    assert [one["claim_id"] for one in claims] == ["ratio", "taller"]


def test_weights_sum_to_a_hundred(target: Path) -> None:
    sql = "select sum(weight) as sum from synthesis_input where used group by claim"
    assert [one["sum"] for one in rows(target, sql)] == pytest.approx([100, 100])


def test_a_row_can_be_read_by_anyone(target: Path) -> None:
    with closing(sqlite3.connect(target)) as connection:
        assert connection.execute("pragma foreign_key_check").fetchall() == []
