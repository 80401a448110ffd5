"""Rows of tables become the records again that they were made of."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kb import audits
from kb.analysis.reach import Reach
from kb.corpus import Corpus, load
from kb.database.rows import claim, document, gap, guidance, source, study, synthesis, term
from kb.engines.rebuilt import Tables, corpus
from kb.engines.rebuilt.term import terms
from kb.schema.tables import table

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = (source, term, document, claim, study, guidance)
"""Rows of what curators write; the others are computed of these."""
ABOUT_FILES = frozenset({"claim_version", "claim_change"})
"""Tables that tell of files beside the records."""
Rows = dict[str, list[dict[str, Any]]]


@cache
def curated(root: str) -> Corpus:
    """Give a knowledge base of this repository."""
    return load(ROOT / root)[0]


@cache
def again(root: str) -> Corpus:
    """Give it as it comes out of its tables."""
    tables = Tables(rows(curated(root), WRITTEN))
    return corpus(tables, terms(tables))


def rows(of: Corpus, subjects: Iterable[ModuleType]) -> Rows:
    """Give the rows of some subjects as a lake would have them: plain."""
    found: Rows = defaultdict(list)
    for subject in subjects:
        for model, row in subject.rows(of):
            found[table(model).name].append(json.loads(json.dumps(row)))
    return found


def comparable(found: Mapping[str, list[dict[str, Any]]]) -> Mapping[str, list[dict[str, Any]]]:
    """Leave out what audits do not read: how a dose was worded, in what order names are found."""
    left_out = {"claim": "keywords", "dose": "wording", "source": "background"}
    return {
        name: [{key: row[key] for key in row if key != left_out.get(name)} for row in of_table]
        for name, of_table in found.items()
        if name not in ABOUT_FILES
    }


@pytest.mark.parametrize("root", [".", "tests/corpus_full"])
def test_records_from_rows_give_the_same_rows(root: str) -> None:
    before, after = (rows(one, WRITTEN) for one in (curated(root), again(root)))
    assert comparable(after) == comparable(before)


@pytest.mark.parametrize("root", [".", "tests/corpus_full"])
def test_records_from_rows_have_the_same_gaps(root: str) -> None:
    assert rows(again(root), [gap]) == rows(curated(root), [gap])


def test_records_from_rows_have_the_same_pools() -> None:
    before, after = (
        {name: found for name, found in rows(one, [synthesis]).items() if name != "figure"}
        for one in (curated("."), again("."))
    )
    assert before["synthesis"]
    assert after == before


def test_every_audit_is_run_by_one_reach() -> None:
    base = curated(".")
    apart = [found for reach in Reach for found in audits.run(base, {reach})]
    assert sorted(found.id for found in apart) == sorted(found.id for found in audits.run(base))
    assert all(audits.run(base, {reach}) for reach in Reach)


def test_what_no_table_tells_is_not_there() -> None:
    nothing = corpus(Tables({}), terms(Tables({})))
    assert not nothing.claims
    assert nothing.kb is None
