"""Turtle: every record that belongs, with its provenance, as one graph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from kb.exports.linked.address import OPTIONS, addresses
from kb.exports.linked.dataset import dataset
from kb.exports.linked.resource import definitions, joined, told
from kb.exports.linked.term import prefixes
from kb.exports.linked.vocabulary import LINKS, RESOURCES
from kb.exports.selection import Selection

__all__ = ["OPTIONS"]

ABOUT = "Everything as linked data (PROV-O, FaBiO, CiTO, SEPIO, SKOS), for SPARQL and reasoning."
ACCEPTED_BY = "any RDF store or parser, as Jena, GraphDB, rdflib"
CANNOT = (
    "headings, and what guidance of single kinds adds (steps, progressions, equipment): `sqlite`",
    "figures, and references in BibTeX and CSL: `bibtex`, `csl-json`",
)
EXTENSION = "ttl"
MEDIA_TYPE = "text/turtle"
STREAMS = True


def write(selection: Selection, out: BinaryIO, base: str) -> None:
    """What the words mean, the data set, then the records, kind by kind."""
    out.writelines(each.encode() for each in _blocks(selection, base))


def _blocks(selection: Selection, base: str) -> Iterator[str]:
    records = addresses(selection, base)
    yield prefixes()
    yield from definitions()
    yield "\n"
    yield from dataset(selection.about, records)
    for resource in RESOURCES:
        yield from told(resource, selection.rows(resource.table), records)
    for link in LINKS:
        yield from joined(link, selection.rows(link.table), records)
