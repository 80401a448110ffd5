"""`kb.open` of a lake: what a built file gives, as far as DuckDB can."""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import kb
from kb.api.chooser import KINDS
from kb.engines.lake import LakeFolder


@pytest.fixture(scope="module")
def lake(real_lake: LakeFolder) -> Iterator[kb.Base]:
    """Open the lake of this repository's knowledge base."""
    with kb.open(real_lake.folder) as base:
        yield base


@pytest.fixture(scope="module")
def file(real_database: Path) -> Iterator[kb.Base]:
    """Open the built file that the lake is of."""
    with kb.open(real_database) as base:
        yield base


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_record_is_the_same(lake: kb.Base, file: kb.Base, name: str) -> None:
    found, expected = getattr(lake, name)(), getattr(file, name)()
    assert len(found) == len(expected)
    assert list(found.tuples()) == list(expected.tuples())
    assert [one.id for one in found[1:3]] == [one.id for one in expected[1:3]]


ASKED: tuple[Callable[[kb.Base], Any], ...] = (
    lambda base: base.sources(year=(2015, None), order="-year").ids,
    lambda base: base.sources(year=[2019, 2020]).ids,
    lambda base: base.sources(doi=True).ids,
    lambda base: base.sources(pmid=False, limit=7).ids,
    lambda base: base.evidence(estimate=">0.5", strength=">=moderate", derived=False).ids,
    lambda base: base.evidence(population="older adults").ids,
    lambda base: base.statements(claim_id=["knee-oa-pain", "falls"]).ids,
    lambda base: base.statements(claim_id=False).ids,
    lambda base: base.findings().order_by("-value", "finding_id")[5:9].ids,
    lambda base: base.gaps(severity=">=minor").ids,
    lambda base: base.claims(verdict="mixed").ids,
    lambda base: base.claims(population="older-adults", order="studies").ids,
    lambda base: base.claims(order="severity", limit=12).ids,
    lambda base: base.claims(order="verdict", certainty=">=low").ids,
    lambda base: base.claims(n=">=20", speed=(1, None, "km/h"), document=[]).ids,
    lambda base: base.claims(n=(20, 60), gap="origin-not-located").ids,
    lambda base: base.claims(kind=["effect", "risk"], direction="increase").ids,
    lambda base: base.claim("knee-oa-pain"),
    lambda base: base.claim("knee-oa-pain").evidence.ids,
    lambda base: base.claim("knee-oa-pain").gaps.ids,
    lambda base: base.claim("knee-oa-pain").judgement,
    lambda base: base.claim("knee-oa-pain").cite("bibtex"),
    lambda base: base.guidance(kind="hazard").ids,
    lambda base: base.about,
    lambda base: base.claims(population="older-adults").to_polars().to_dicts(),
    lambda base: base.sql("select count(*) as n from claim_overview")[0],
)


@pytest.mark.parametrize("asked", ASKED, ids=range(len(ASKED)))
def test_what_is_asked_has_one_answer(
    lake: kb.Base, file: kb.Base, asked: Callable[[kb.Base], Any]
) -> None:
    assert asked(lake) == asked(file)


def test_sql_is_that_of_the_engine(lake: kb.Base) -> None:
    sql = "select mode(kind) as kind from claim where kind <> $other"
    assert lake.sql(sql, other="mechanism")[0] == {"kind": "effect"}
    with pytest.raises(kb.QueryError, match="only reading is allowed here"):
        lake.sql("drop table claim")
    with pytest.warns(kb.TruncatedWarning, match="only the first 2 rows"):
        assert len(lake.sql("from claim", limit=2)) == 2


def test_wrong_values_are_told_as_of_a_file(lake: kb.Base) -> None:
    with pytest.raises(kb.UnknownValueError, match="did you mean `older-adults`"):
        lake.claims(population="older-adultz")
    with pytest.raises(kb.UnknownRecordError, match="did you mean `knee-oa-pain`"):
        lake.claim("knee-oa-pains")


def test_what_needs_the_built_file_says_so(lake: kb.Base, tmp_path: Path) -> None:
    for asked in (
        lambda: lake.search("pain"),
        lambda: lake.claims(text="pain").ids,
        lambda: lake.studies(text="pain").ids,
    ):
        with pytest.raises(kb.LakeError, match="no full-text index") as told:
            asked()
        assert "open the built file" in told.value.hint
    with pytest.raises(kb.LakeError, match="this needs the built file"):
        lake.export("csv", tmp_path / "x.csv")
    with pytest.raises(kb.LakeError, match="this needs the built file"):
        lake.check_text("Walking eases pain.")


def test_what_the_engine_does_not_understand_is_told(lake: kb.Base) -> None:
    with pytest.raises(kb.LakeError, match="this lake cannot answer this: Scalar Function"):
        lake.connection.execute("select no_such(id) from claim")


def test_many_threads_ask_one_lake(lake: kb.Base) -> None:
    ids = lake.claims(limit=12).ids
    with ThreadPoolExecutor(4) as pool:
        assert [one.claim_id for one in pool.map(lake.claim, ids)] == ids


def test_a_lake_that_was_closed_answers_no_more(tiny_lake: LakeFolder) -> None:
    base = kb.open(str(tiny_lake.folder), engine="duckdb")
    assert repr(base).endswith(f"; {tiny_lake.folder}>")
    base.close()
    base.close()
    with pytest.raises(kb.ClosedError, match="tiny was closed"):
        base.claims().first()


def test_a_lake_is_known_by_the_digest_of_its_manifest(tiny_lake: LakeFolder) -> None:
    digest = hashlib.sha256((tiny_lake.folder / "kb.json").read_bytes()).hexdigest()
    kb.open(tiny_lake.folder, sha256=digest).close()
    with pytest.raises(kb.OpenError):
        kb.open(tiny_lake.folder, sha256="0" * 64)


def test_the_lake_of_a_knowledge_base_is_found_by_its_root(
    tiny_lake: LakeFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "kb.yaml").write_text("title: x\n")
    shutil.copytree(tiny_lake.folder, tmp_path / "build" / "lake")
    with kb.open(tmp_path, engine="duckdb") as base:
        assert base.path == tmp_path / "build" / "lake"
    monkeypatch.chdir(tmp_path / "data")
    with kb.open(engine="duckdb") as base:
        assert len(base.claims()) == 6


def test_what_cannot_be_opened_says_why(
    tiny_lake: LakeFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(kb.OpenError, match="is a lake, which SQLite does not read"):
        kb.open(tiny_lake.folder, engine="sqlite")
    with pytest.raises(kb.OpenError, match="is no lake"):
        kb.open(tmp_path, engine="duckdb")
    monkeypatch.setitem(sys.modules, "kb.engines.duck", None)
    with pytest.raises(kb.MissingLibraryError, match=r"install kb\[lake\]"):
        kb.open(tiny_lake.folder)
