"""A group of rows gives the rows that a local build makes of the same records."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyarrow as pa
import pytest

from kb import audits
from kb.analysis.reach import Reach
from kb.corpus import Corpus, load
from kb.database.rows import Row, claim, document, gap, guidance, source, study, synthesis, term
from kb.engines.group import Gaps, Made, as_json, cells, pools, worker
from kb.engines.needed import COMPUTED
from kb.engines.rebuilt import Tables
from kb.engines.rebuilt.term import Terms, terms
from kb.schema.tables import table

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Held:
    """Terms, as a broadcast holds them."""

    value: Terms


@cache
def curated() -> Corpus:
    """Give the knowledge base of this repository."""
    return load(ROOT)[0]


def told(rows: Iterable[Row]) -> list[tuple[str, str]]:
    """Give rows by table and as JSON."""
    return [(table(model).name, as_json(model, row)) for model, row in rows]


def made(rows: list[tuple[str, str]], work: Callable[[Corpus], Made]) -> list[tuple[str, str]]:
    """Give what is made of rows that come last first, as a cluster may hand them over."""
    placed = [(name, f"{at:06}", row) for at, (name, row) in enumerate(rows)][::-1]
    names, places, values = zip(*placed, strict=True) if placed else ((), (), ())
    given = pa.table({"name": names, "at": places, "row": values})
    held = Held(known())
    return [(one["name"], one["row"]) for one in worker(held, work)(given).to_pylist()]


@cache
def known() -> Terms:
    """Give all terms."""
    base = curated()
    rows: dict[str, list[dict[str, object]]] = {}
    for model, row in term.rows(base):
        rows.setdefault(table(model).name, []).append(dict(row))
    return terms(Tables(rows))


@cache
def written() -> list[tuple[str, str]]:
    """Give the rows of all that audits look at."""
    subjects = (source, document, claim, study, guidance)
    return [row for subject in subjects for row in told(subject.rows(curated()))]


def test_pools_of_a_group_are_those_of_a_build() -> None:
    wanted = [row for row in told(synthesis.rows(curated())) if row[0] in COMPUTED]
    assert made(written(), pools) == wanted


@pytest.mark.parametrize("reach", Reach)
def test_gaps_of_a_group_are_those_of_a_build(reach: Reach) -> None:
    wanted = told(gap.found(audits.run(curated(), {reach})))
    assert wanted
    assert made(written(), Gaps(reach)) == wanted


def test_of_no_rows_none_are_made() -> None:
    assert made([], pools) == []


def test_cells_are_what_they_mean() -> None:
    row = {"guidance": "mat", "commercial": 1, "requirement": None}
    assert cells("equipment", dict(row)) == {**row, "commercial": True}
    assert cells("finding", {"recipe_inputs": "{}"}) == {"recipe_inputs": {}}
    assert cells("finding", {"id": "a.b"}) == {"id": "a.b"}
