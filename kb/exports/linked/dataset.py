"""The knowledge base as a data set: who made it, from what, and how it may be used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.exports.about import About
from kb.exports.linked.address import Addresses, web
from kb.exports.linked.term import block, iri, text

SPDX = "https://spdx.org/licenses/"


def dataset(about: About, records: Addresses) -> Iterator[str]:
    """Its title, licence and digest, and its curators."""
    told = [
        ("a", ["prov:Entity"]),
        ("dcterms:title", [text(about.title)]),
        ("dcterms:description", [text(about.about)]),
        ("dcterms:license", licence(about)),
        ("dcterms:identifier", [text(f"sha256:{about.digest}")]),
        ("prov:wasAttributedTo", [curators(records)]),
        ("rdfs:comment", [text(about.advice)] if about.advice else []),
    ]
    yield block(iri(records.site), told)
    name = about.publisher or f"The curators of “{about.title}”"
    yield block(curators(records), [("a", ["prov:Agent"]), ("foaf:name", [text(name)])])


def curators(records: Addresses) -> str:
    """Those to whom all judgements are attributed."""
    return iri(f"{records.site}about#curators")


def licence(about: About) -> Sequence[str]:
    """Where the licence is, as the knowledge base says, else in the list of SPDX."""
    return [iri(web(about.licence_url) or web(SPDX + about.licence) or SPDX)]
