"""Words of other vocabularies are words that their own files have.

Of PROV-O, SKOS, Dublin Core and FOAF rdflib holds the lists. Of the others these are the words that
stand in the files named, as they were read in November 2026.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path

import pytest
from rdflib import Dataset, Namespace, URIRef
from rdflib.namespace import DC, DCTERMS, FOAF, PROV, RDF, RDFS, SKOS, DefinedNamespace

from kb.exports.linked.term import PREFIXES
from kb.exports.linked.vocabulary import SOURCES
from tests.exports.exported import BASE, export

FABIO = """Book BookChapter ConferencePaper DoctoralThesis Expression JournalArticle MastersThesis
    Report Thesis WebPage hasPubMedId hasPublicationYear"""
"""FaBiO of 2026-05-18: docs/current/fabio.ttl and fabio.html in SPAROntologies/fabio."""
CITO = "citesAsEvidence"
"""CiTO: docs/current/resources/cito in SPAROntologies/cito."""
PRISM = "doi number pageRange publicationName volume"
"""PRISM Basic 2.0, which FaBiO takes for the same things; a W3C submission of 2020-09-10."""
PAV = "version"
"""PAV 2.3: pav.ttl in pav-ontology/pav. What it holds is free text."""
NANOPUBLICATION = "Nanopublication hasAssertion hasProvenance hasPublicationInfo"
"""The nanopublication schema: what the nanopub library asks for (tests/exports/judges)."""
SEPIO = {
    "SEPIO_0000000": "proposition",
    "SEPIO_0000002": "evidence line",
    "SEPIO_0000006": "has_evidence_line",
    "SEPIO_0000007": "has_supporting_evidence_line",
    "SEPIO_0000008": "has_disputing_evidence_line",
    "SEPIO_0000009": "has_inconclusive_evidence_line",
    "SEPIO_0000084": "has_evidence_item",
    "SEPIO_0000085": "evidence_has_supporting_activity",
    "SEPIO_0000101": "contradicts",
    "SEPIO_0000125": "research study",
}
"""SEPIO of 2023-02-19 with labels: sepio-base.owl in monarch-initiative/SEPIO-ontology."""
KNOWN: dict[str, Container[URIRef] | type[DefinedNamespace]] = {
    "dc": DC,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    **{
        name: {Namespace(PREFIXES[name])[word] for word in words}
        for name, words in (
            ("fabio", FABIO.split()),
            ("cito", CITO.split()),
            ("prism", PRISM.split()),
            ("pav", PAV.split()),
            ("np", NANOPUBLICATION.split()),
            ("obo", SEPIO),
        )
    },
}


def words(path: Path, name: str) -> set[URIRef]:
    """Give the predicates and classes of an export."""
    told = Dataset()
    told.parse(data=export(path, name, base=BASE), format=name)
    quads = list(told.quads())
    found = {quad[1] for quad in quads} | {quad[2] for quad in quads if quad[1] == RDF.type}
    return {URIRef(str(each)) for each in found}


def unknown(found: set[URIRef]) -> Iterator[URIRef]:
    """Give those that are no words of kb's own, and of which no list tells."""
    for word in sorted(found):
        spaces = [name for name, space in PREFIXES.items() if word.startswith(space)]
        if spaces != ["kb"] and not any(word in KNOWN[name] for name in spaces):
            yield word


@pytest.mark.parametrize("name", ["turtle", "trig"])
def test_every_word_is_in_its_vocabulary(full: Path, name: str) -> None:
    found = words(full, name)
    assert found
    assert list(unknown(found)) == []


def test_every_kind_of_source_is_a_class_of_fabio() -> None:
    found = {URIRef(PREFIXES["fabio"] + each.removeprefix("fabio:")) for each in SOURCES.values()}
    assert list(unknown(found)) == []


def test_a_word_that_is_none_is_told() -> None:
    wrong = {PROV.Entity, URIRef(f"{PROV}wasInferredFrom"), URIRef("kb:own"), URIRef("x:y")}
    assert list(unknown(wrong)) == [URIRef(f"{PROV}wasInferredFrom"), URIRef("x:y")]
