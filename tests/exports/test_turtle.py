"""The graph of everything: isomorphic after a round trip, conforming, complete."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF, RDFS, XSD

from kb.exports.linked.address import Addresses
from tests.conftest import ROOT
from tests.exports.exported import BASE, export
from tests.exports.linked import faults, lasting

pytestmark = pytest.mark.untraced

GOLDEN = ROOT / "tests" / "exports" / "golden" / "turtle.ttl"
KB = Namespace("kb:")
CITO = Namespace("http://purl.org/spar/cito/")
SEPIO = Namespace("http://purl.obolibrary.org/obo/SEPIO_")


@pytest.fixture(scope="module")
def graph(real: Path) -> Graph:
    """Give the graph of the real knowledge base, only to be read."""
    return Graph().parse(data=export(real, "turtle", base=BASE), format="turtle")


@pytest.fixture(scope="module")
def invented(full: Path) -> Graph:
    """Give the graph of the knowledge base that has every kind of record."""
    return Graph().parse(data=export(full, "turtle", base=BASE), format="turtle")


def test_tiny_knowledge_base_is_written_as_it_was(built: Path) -> None:
    told = export(built / "build/kb.db", "turtle", base=BASE).decode()
    assert lasting(told.partition("\n\n")[2]) == GOLDEN.read_text("utf-8")


def test_two_exports_are_the_same_bytes(full: Path) -> None:
    assert export(full, "turtle") == export(full, "turtle")


def test_a_round_trip_changes_nothing(graph: Graph) -> None:
    again = Graph().parse(data=graph.serialize(format="nt"), format="nt")
    assert len(graph) > 10_000
    assert set(again) == set(graph)  # isomorphic, and quicker told: there are no blank nodes
    assert not [one for one in graph.all_nodes() if isinstance(one, BNode)]


@pytest.mark.slow
def test_real_records_conform(graph: Graph) -> None:
    assert faults(graph, "records") == ""


def test_records_of_every_kind_conform(invented: Graph) -> None:
    assert faults(invented, "records") == ""


def test_shapes_find_what_is_wrong(full: Path) -> None:
    graph = Graph().parse(data=export(full, "turtle", base=BASE), format="turtle")
    line = next(graph.subjects(RDF.type, SEPIO["0000002"]))
    graph.remove((line, KB.direction, None))
    assert "direction" in faults(graph, "records")


@pytest.mark.parametrize("name", ["graph", "invented"])
def test_every_row_is_told(
    name: str, real: Path, full: Path, request: pytest.FixtureRequest
) -> None:
    told: Graph = request.getfixturevalue(name)
    with closing(sqlite3.connect({"graph": real, "invented": full}[name])) as connection:
        for table, kind in KINDS.items():
            (count,) = connection.execute(f"select count(*) from {table}").fetchone()  # noqa: S608
            assert len(set(told.subjects(RDF.type, KB[kind]))) == count, table


KINDS = {
    "appraisal": "Appraisal",
    "arm": "Arm",
    "certainty": "Certainty",
    "certainty_domain": "CertaintyDomain",
    "claim": "Claim",
    "contrary_search": "ContrarySearch",
    "document": "Document",
    "dose": "Dose",
    "evidence_line": "EvidenceLine",
    "finding": "Finding",
    "gap": "Gap",
    "guidance": "Guidance",
    "quantity": "Quantity",
    "source": "Source",
    "source_trace": "SourceTrace",
    "statement": "Statement",
    "study": "Study",
    "synthesis": "Synthesis",
    "term": "Term",
    "verdict": "Verdict",
}


def test_every_word_of_our_own_is_explained(graph: Graph, invented: Graph) -> None:
    for told in (graph, invented):
        used = {*told.predicates(), *told.objects(None, RDF.type)}
        own = {word for word in used if str(word).startswith("kb:")}
        assert own
        for word in own:
            assert next(told.objects(word, RDFS.comment), None), word


def test_every_address_is_below_the_base_or_well_known(graph: Graph) -> None:
    for subject in graph.subjects():
        assert str(subject).startswith((BASE, "kb:"))


def test_no_inferred_source_is_a_citation(graph: Graph, invented: Graph) -> None:
    inferred = set(graph.subject_objects(KB.inferredSource))
    assert inferred
    for trace, source in inferred:
        (statement,) = graph.objects(trace, KB.statement)
        assert (statement, None, source) not in graph
    statements = set(graph.subjects(RDF.type, KB.Statement))
    assert not statements & set(graph.subjects(CITO.citesAsEvidence))
    cited = [one for one in invented.subjects(CITO.citesAsEvidence) if "/statements/" in str(one)]
    assert cited == [URIRef(f"{BASE}statements/{AUTHOR_CITED}")]


AUTHOR_CITED = "hum-post.basil"


def test_numbers_keep_their_value(graph: Graph, real: Path) -> None:
    with closing(sqlite3.connect(real)) as connection:
        rows = connection.execute("select id, study, value from finding where value is not null")
        for record, study, value in rows.fetchall():
            (found,) = graph.objects(URIRef(f"{BASE}studies/{study}#{record}"), KB.value)
            assert isinstance(found, Literal)
            assert found.toPython() == value


def test_years_flags_and_addresses_have_their_types(
    graph: Graph, full: Path, tmp_path: Path
) -> None:
    year = URIRef("http://purl.org/spar/fabio/hasPublicationYear")
    years = {one.datatype for one in graph.objects(None, year) if isinstance(one, Literal)}
    assert years == {XSD.gYear}
    flags = {str(one) for one in graph.objects(None, KB.background)}
    assert flags <= {"true", "false"}
    copy = Path(shutil.copy(full, tmp_path / "kb.db"))
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("update source set url = 'javascript:alert(1)'")
        connection.commit()
    hostile = Graph().parse(data=export(copy, "turtle", base=BASE), format="turtle")
    pages = set(hostile.objects(None, URIRef("http://xmlns.com/foaf/0.1/page")))
    assert pages == {Literal("javascript:alert(1)")}


def test_lists_are_told_one_by_one(graph: Graph, real: Path) -> None:
    with closing(sqlite3.connect(real)) as connection:
        rows = connection.execute("select key, authors from source").fetchall()
    creator = URIRef("http://purl.org/dc/elements/1.1/creator")
    for key, authors in rows:
        found = {str(one) for one in graph.objects(URIRef(f"{BASE}sources/{key}"), creator)}
        assert found == set(json.loads(authors))


def test_filters_choose_records(real: Path) -> None:
    data = export(real, "turtle", {"claim": ["knee-oa-pain"]}, base=BASE)
    chosen = Graph().parse(data=data, format="turtle")
    assert set(chosen.subjects(RDF.type, KB.Claim)) == {URIRef(f"{BASE}claims/knee-oa-pain")}


def test_what_an_address_cannot_hold_is_percent_encoded() -> None:
    records = Addresses("https://example.org/")
    assert records.of("source", "ä/b") == "https://example.org/sources/%C3%A4%2Fb"
    assert records.of("finding", "a b.c") == "https://example.org/studies/a%20b#a%20b.c"
    assert records.of("version", "one@12") == "https://example.org/claim/one@12"
