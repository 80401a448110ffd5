"""TriG: a nanopublication per claim, with where it comes from and how it may be used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import BinaryIO

from kb.exports.belonging import order
from kb.exports.linked.address import OPTIONS, Addresses, addresses
from kb.exports.linked.dataset import curators, dataset, licence
from kb.exports.linked.resource import joined, links, told
from kb.exports.linked.term import block, date, graph, iri, prefixes, text
from kb.exports.linked.vocabulary import RESOURCES
from kb.exports.selection import Row, Selection

__all__ = ["OPTIONS"]

ABOUT = "A nanopublication per claim: claim, verdict and evidence, with its provenance."
ACCEPTED_BY = "nanopublication tools; any RDF store or parser that knows named graphs"
CANNOT = (
    "signatures and trusty addresses: sign with the key of whoever publishes",
    "studies, findings, statements and sources: `turtle` has them, by the same addresses",
    "headings, figures and references in other forms: `sqlite`, `bibtex`, `csl-json`",
)
EXTENSION = "trig"
MEDIA_TYPE = "application/trig"
STREAMS = True
_TABLES: Mapping[str, str] = {
    "claim": "id",
    "certainty": "claim",
    "certainty_domain": "claim",
    "verdict": "claim",
    "evidence_line": "claim",
}
"""What an assertion tells, by the column that names the claim."""
_JOINS: Mapping[str, str] = {
    "claim_relation": "claim",
    "claim_body_part": "claim",
    "evidence_line": "claim",
    "evidence_table": "claim_id",
}
_CLAIMS = """
    select c.id, c.version, v.date from claim c left join verdict v on v.claim = c.id
    where c.id in (select id from temp.chosen_claim) order by c.id"""
_DERIVED = """
    select 'source' as kind, f.source as id from evidence_line e join finding f on f.id = e.finding
      where e.claim = :claim
    union select 'study', study from evidence_line where claim = :claim
    union select 'statement', statement from statement_claim where claim = :claim
    order by kind, id"""


def write(selection: Selection, out: BinaryIO, base: str) -> None:
    """A nanopublication after the other, four graphs each."""
    records = addresses(selection, base)
    out.write(prefixes().encode())
    for claim in selection.query(_CLAIMS):
        out.writelines(each.encode() for each in _published(selection, claim, records))


def _published(selection: Selection, claim: Row, records: Addresses) -> Iterator[str]:
    own = records.of("version", f"{claim['id']}@{claim['version']}")
    names = {name: iri(f"{own}#{name}") for name in ("Head", "assertion", "provenance", "pubinfo")}
    head = [
        ("a", ["np:Nanopublication"]),
        ("np:hasAssertion", [names["assertion"]]),
        ("np:hasProvenance", [names["provenance"]]),
        ("np:hasPublicationInfo", [names["pubinfo"]]),
    ]
    info = _information(selection, claim, iri(own), records)
    return chain(
        graph(names["Head"], iter([block(iri(own), head)])),
        graph(names["assertion"], _asserted(selection, str(claim["id"]), records)),
        graph(names["provenance"], _derived(selection, claim, names["assertion"], records)),
        graph(names["pubinfo"], info),
    )


def _asserted(selection: Selection, claim: str, records: Addresses) -> Iterator[str]:
    """The claim, what is judged of it, and its evidence."""
    for resource in RESOURCES:
        if resource.table in _TABLES:
            rows = _rows(selection, resource.table, _TABLES[resource.table], claim)
            yield from told(resource, rows, records)
    for name, column in _JOINS.items():
        for link in links(name):
            yield from joined(link, _rows(selection, name, column, claim), records)


def _rows(selection: Selection, name: str, column: str, claim: str) -> Iterator[Row]:
    by = order(selection.connection, name)
    return selection.query(
        f"select * from {name} where {column} = :claim order by {by}",  # noqa: S608 - kb's own
        claim=claim,
    )


def _derived(selection: Selection, claim: Row, assertion: str, records: Addresses) -> Iterator[str]:
    """Who judges, and what the assertion rests on: articles, studies, reports, and the whole."""
    found = selection.query(_DERIVED, claim=claim["id"])
    rests = [iri(records.of(str(row["kind"]), row["id"])) for row in found]
    pairs = [
        ("prov:wasAttributedTo", [curators(records)]),
        ("prov:wasDerivedFrom", [*rests, iri(records.site)]),
    ]
    yield block(assertion, pairs)


def _information(selection: Selection, claim: Row, own: str, records: Addresses) -> Iterator[str]:
    """Who publishes, when it was judged, under which licence, from what."""
    created = [date(str(claim["date"]))] if claim["date"] else []
    pairs = [
        ("dcterms:creator", [curators(records)]),
        ("dcterms:created", created),
        ("dcterms:license", licence(selection.about)),
        ("dcterms:isPartOf", [iri(records.site)]),
        ("pav:version", [text(claim["version"])]),
        ("prov:wasAttributedTo", [curators(records)]),
        ("prov:wasDerivedFrom", [iri(records.of("claim", claim["id"]))]),
    ]
    yield block(own, pairs)
    yield from dataset(selection.about, records)
