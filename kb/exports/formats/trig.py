"""TriG: a nanopublication per claim, with where it comes from and how it may be used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, groupby
from operator import itemgetter
from typing import BinaryIO

from kb.exports.belonging import order
from kb.exports.linked.address import OPTIONS, Addresses, addresses
from kb.exports.linked.dataset import curators, dataset, licence
from kb.exports.linked.resource import joined, told
from kb.exports.linked.term import block, date, graph, iri, prefixes, text
from kb.exports.linked.vocabulary import LINKS, RESOURCES
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
    select e.claim, 'source' as kind, f.source as id
      from evidence_line e join finding f on f.id = e.finding
      where e.claim in (select id from temp.chosen_claim)
    union select claim, 'study', study from evidence_line
      where claim in (select id from temp.chosen_claim)
    union select claim, 'statement', statement from statement_claim
      where claim in (select id from temp.chosen_claim)
    order by claim, kind, id"""

Behind = Callable[[object], list[Row]]
"""The rows of a claim; claims are asked for in their order."""


def write(selection: Selection, out: BinaryIO, base: str) -> None:
    """A nanopublication after the other, four graphs each."""
    records = addresses(selection, base)
    behind = {name: _behind(selection, name) for name in {**_TABLES, **_JOINS}}
    derived = _in_step(selection.query(_DERIVED), "claim")
    out.write(prefixes().encode())
    for claim in selection.query(_CLAIMS):
        rows = {name: of(claim["id"]) for name, of in behind.items()}
        graphs = _graphs(claim, records)
        out.writelines(
            each.encode()
            for each in chain(
                graph(graphs["Head"], _head(claim, graphs, records)),
                graph(graphs["assertion"], _asserted(rows, records)),
                graph(graphs["provenance"], _derived(graphs, derived(claim["id"]), records)),
                graph(graphs["pubinfo"], _information(selection, claim, records)),
            )
        )


def _behind(selection: Selection, name: str) -> Behind:
    """The rows of a table or view, claim by claim: one query for all, since there may be many."""
    column = {**_TABLES, **_JOINS}[name]
    rows = selection.query(
        f"select * from {name} where {column} in (select id from temp.chosen_claim)"  # noqa: S608
        f" order by {column}, {order(selection.connection, name)}"
    )
    return _in_step(rows, column)


def _in_step(rows: Iterator[Row], column: str) -> Behind:
    groups = groupby(rows, itemgetter(column))
    ahead = next(groups, None)

    def of(claim: object) -> list[Row]:
        nonlocal ahead
        if ahead is None or ahead[0] != claim:
            return []
        found = list(ahead[1])
        ahead = next(groups, None)
        return found

    return of


def _own(claim: Row, records: Addresses) -> str:
    """The address of a nanopublication: in what ends in a slash, signing puts its digest."""
    return records.of("version", f"{claim['id']}@{claim['version']}") + "/"


def _graphs(claim: Row, records: Addresses) -> dict[str, str]:
    own = _own(claim, records)
    return {name: iri(f"{own}{name}") for name in ("Head", "assertion", "provenance", "pubinfo")}


def _head(claim: Row, graphs: Mapping[str, str], records: Addresses) -> Iterator[str]:
    pairs = [
        ("a", ["np:Nanopublication"]),
        ("np:hasAssertion", [graphs["assertion"]]),
        ("np:hasProvenance", [graphs["provenance"]]),
        ("np:hasPublicationInfo", [graphs["pubinfo"]]),
    ]
    yield block(iri(_own(claim, records)), pairs)


def _asserted(rows: Mapping[str, list[Row]], records: Addresses) -> Iterator[str]:
    """The claim, what is judged of it, and its evidence."""
    for resource in RESOURCES:
        if resource.table in _TABLES:
            yield from told(resource, rows[resource.table], records)
    for link in LINKS:
        if link.table in _JOINS:
            yield from joined(link, rows[link.table], records)


def _derived(graphs: Mapping[str, str], found: Iterable[Row], records: Addresses) -> Iterator[str]:
    """Who judges, and what the assertion rests on: articles, studies, reports, and the whole."""
    rests = [iri(records.of(str(row["kind"]), row["id"])) for row in found]
    pairs = [
        ("prov:wasAttributedTo", [curators(records)]),
        ("prov:wasDerivedFrom", [*rests, iri(records.site)]),
    ]
    yield block(graphs["assertion"], pairs)


def _information(selection: Selection, claim: Row, records: Addresses) -> Iterator[str]:
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
    yield block(iri(_own(claim, records)), pairs)
    yield from dataset(selection.about, records)
