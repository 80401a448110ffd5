"""Nanopublications: each whole by the guidelines, conforming, the same after a round trip."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from inline_snapshot import snapshot
from rdflib import Dataset, Graph, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, PROV, RDF

from tests.conftest import ROOT
from tests.exports.exported import BASE, export
from tests.exports.judging import judged
from tests.exports.linked import faults, lasting

pytestmark = pytest.mark.untraced

GOLDEN = ROOT / "tests" / "exports" / "golden" / "trig.trig"
NP = Namespace("http://www.nanopub.org/nschema#")
PARTS = ("hasAssertion", "hasProvenance", "hasPublicationInfo")


def read(path: Path) -> Dataset:
    """Give the graphs of a built file."""
    dataset = Dataset()
    dataset.parse(data=export(path, "trig", base=BASE), format="trig")
    return dataset


@pytest.fixture(scope="module")
def published(real: Path) -> Dataset:
    """Give the nanopublications of the real knowledge base, only to be read."""
    return read(real)


def union(dataset: Dataset) -> Graph:
    """Give all graphs as one."""
    graph = Graph()
    for subject, predicate, value, _ in dataset.quads():
        graph.add((subject, predicate, value))
    return graph


def test_tiny_knowledge_base_is_written_as_it_was(built: Path) -> None:
    told = export(built / "build/kb.db", "trig", base=BASE).decode()
    assert lasting(told) == GOLDEN.read_text("utf-8")


def test_each_claim_is_a_nanopublication_of_four_graphs(published: Dataset, real: Path) -> None:
    with closing(sqlite3.connect(real)) as connection:
        claims = dict(connection.execute("select id, version from claim"))
    named = {str(graph.identifier): graph for graph in published.graphs() if len(graph)}
    expected = {f"{BASE}claim/{claim}@{version}/" for claim, version in claims.items()}
    assert set(named) == {
        f"{one}{part}"
        for one in expected
        for part in ("Head", "assertion", "provenance", "pubinfo")
    }
    for one in expected:
        head = named[f"{one}Head"]
        assert (URIRef(one), RDF.type, NP.Nanopublication) in head
        for part in PARTS:
            (graph,) = head.objects(URIRef(one), NP[part])
            assert len(named[str(graph)])


def test_provenance_is_of_the_assertion_and_info_of_the_whole(published: Dataset) -> None:
    heads = [graph for graph in published.graphs() if str(graph.identifier).endswith("/Head")]
    assert heads
    for head in heads:
        (one,) = head.subjects(RDF.type, NP.Nanopublication)
        (assertion,) = head.objects(one, NP.hasAssertion)
        (provenance, info) = (
            published.graph(URIRef(str(name)))
            for part in PARTS[1:]
            for name in head.objects(one, NP[part])
        )
        assert list(provenance.objects(assertion, PROV.wasAttributedTo))
        assert list(provenance.objects(assertion, PROV.wasDerivedFrom))
        assert set(provenance.subjects()) == {assertion}
        assert list(info.objects(one, DCTERMS.license)) == [
            URIRef("https://creativecommons.org/licenses/by/4.0/")
        ]
        assert list(info.objects(one, PROV.wasAttributedTo))


def test_assertion_rests_on_the_sources_of_its_evidence(published: Dataset, real: Path) -> None:
    with closing(sqlite3.connect(real)) as connection:
        (version,) = connection.execute(
            "select version from claim where id = 'knee-oa-pain'"
        ).fetchone()
        sources = connection.execute(
            "select f.source from evidence_line e join finding f on f.id = e.finding"
            " where e.claim = 'knee-oa-pain'"
        ).fetchall()
    assertion = URIRef(f"{BASE}claim/knee-oa-pain@{version}/assertion")
    rests = set(union(published).objects(assertion, PROV.wasDerivedFrom))
    assert {URIRef(f"{BASE}sources/{source}") for (source,) in sources} <= rests
    assert sources


def test_real_nanopublications_conform(published: Dataset) -> None:
    assert faults(union(published), "nanopublications") == ""


def test_shapes_find_what_is_wrong(built: Path) -> None:
    graph = union(read(built / "build/kb.db"))
    graph.remove((None, DCTERMS.license, None))
    assert "license" in faults(graph, "nanopublications")


def test_a_round_trip_changes_nothing(full: Path) -> None:
    dataset = read(full)
    again = Dataset()
    again.parse(data=dataset.serialize(format="trig"), format="trig")
    names = {graph.identifier for graph in dataset.graphs() if len(graph)}
    assert names == {graph.identifier for graph in again.graphs() if len(graph)}
    for name in names:
        assert isomorphic(dataset.graph(name), again.graph(name))


def test_every_triple_on_a_claim_is_in_turtle_too(full: Path) -> None:
    whole = Graph().parse(data=export(full, "turtle", base=BASE), format="turtle")
    told = read(full)
    assertions = [one for one in told.graphs() if str(one.identifier).endswith("/assertion")]
    assert assertions
    for assertion in assertions:
        assert not [triple for triple in assertion if triple not in whole]


@pytest.mark.parametrize(
    ("change", "licence"),
    [
        ("licence_url = null", "https://spdx.org/licenses/CC-BY-4.0"),
        ("licence_url = 'see > there'", "https://spdx.org/licenses/CC-BY-4.0"),
        ("licence_url = 'https://x.org/<a>'", "https://x.org/%3Ca%3E"),
    ],
)
def test_licence_is_always_an_address(
    full: Path, tmp_path: Path, change: str, licence: str
) -> None:
    copy = Path(shutil.copy(full, tmp_path / "kb.db"))
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute(f"update knowledge_base set {change}")  # noqa: S608 - the test's own
        connection.commit()
    graph = union(read(copy))
    assert set(graph.objects(None, DCTERMS.license)) == {URIRef(licence)}


def test_publisher_is_whom_judgements_are_attributed_to(full: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(full, tmp_path / "kb.db"))
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("update knowledge_base set publisher = 'The Humming Society'")
        connection.commit()
    name = URIRef("http://xmlns.com/foaf/0.1/name")
    graph = union(read(copy))
    assert {str(one) for one in graph.objects(None, name)} == {"The Humming Society"}


@pytest.mark.slow
def test_the_nanopub_library_takes_each_and_can_sign_it(real: Path, tmp_path: Path) -> None:
    path = tmp_path / "mixed.trig"
    path.write_bytes(export(real, "trig", {"verdict": ["mixed"]}, base=BASE))
    with closing(sqlite3.connect(real)) as connection:
        ((n,),) = connection.execute("select count(*) from verdict where rating = 'mixed'")
    assert judged("nanopublications", path) == {"n": n, "faults": []}


@pytest.mark.slow
def test_the_nanopub_library_finds_what_is_wrong(tiny: Path, tmp_path: Path) -> None:
    path = tmp_path / "wrong.trig"
    told = export(tiny, "trig", {"claim": ["wrist-pain"]}, base=BASE).decode()
    path.write_text(told.replace("/provenance>", "/derivation>", 1), "utf-8")
    assert judged("nanopublications", path)["faults"] == snapshot(["The provenance graph is empty"])
