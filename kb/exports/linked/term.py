"""Terms of RDF as Turtle and TriG spell them.

Our own writer, since a graph in memory (rdflib's, a kilobyte a triple) would not hold 100,000
claims: what is written goes out at once. rdflib reads all of it again in the tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

PREFIXES: Mapping[str, str] = {
    "cito": "http://purl.org/spar/cito/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "fabio": "http://purl.org/spar/fabio/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "kb": "kb:",
    "np": "http://www.nanopub.org/nschema#",
    "obo": "http://purl.obolibrary.org/obo/",
    "pav": "http://purl.org/pav/",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Vocabularies by their prefix; `kb:` is a scheme of our own, as in the JSON Schemas."""
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ODD = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]')
"""Letters that would end a text, or that a reader could not see."""
_DATES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}
"""Types of dates by their length: as exactly as they are known."""

_NEXT = " ;\n    "
Pair = tuple[str, Sequence[str]]
"""A predicate with its objects."""


def text(value: object, kind: str = "") -> str:
    """A literal; nothing in it can end it."""
    escaped = _ODD.sub(lambda odd: _ESCAPES.get(odd[0], f"\\u{ord(odd[0]):04X}"), str(value))
    return f'"{escaped}"^^{kind}' if kind else f'"{escaped}"'


def date(value: str) -> str:
    """A date, of which the day or the month may not be known."""
    return text(value, _DATES.get(len(value), ""))


def iri(address: str) -> str:
    """An address that is percent-encoded already."""
    return f"<{address}>"


def prefixes() -> str:
    """The lines that declare all prefixes."""
    return "".join(f"@prefix {name}: <{space}> .\n" for name, space in PREFIXES.items())


def block(subject: str, pairs: Sequence[Pair]) -> str:
    """A subject with all that is said of it, or nothing if nothing is."""
    told = [f"{name} {', '.join(objects)}" for name, objects in pairs if objects]
    return f"{subject} {_NEXT.join(told)} .\n" if told else ""


def graph(name: str, blocks: Iterator[str]) -> Iterator[str]:
    """A named graph of TriG."""
    yield f"{name} {{\n"
    yield from blocks
    yield "}\n"
