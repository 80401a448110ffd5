"""Web Annotations: statements as marks on the documents that make them."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from kb.exports.linked import jsonld
from kb.exports.linked.address import OPTIONS, Addresses, addresses, web
from kb.exports.linked.jsonld import Node
from kb.exports.selection import Selection

__all__ = ["OPTIONS"]

ABOUT = "Where each statement stands in its document, for tools that mark passages of texts."
ACCEPTED_BY = "W3C Web Annotation tools, as annotation servers and clients; any JSON-LD parser"
CANNOT = (
    "the documents' text: a quotation is an anchor of at most eight words",
    "places in a page as browsers show it: characters are counted in the text with the digest",
    "verdicts, evidence and gaps: `turtle` has them",
)
EXTENSION = "jsonld"
MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
STREAMS = True
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# a plus before `claim`: else each chosen claim is tried for each statement
_STATEMENTS = """
    select t.id, t.kind, t.gist, t.anchor, t.note, t.char_start, t.char_end, d.id as document,
      d.title, d.sha256, d.language, s.url,
      (select group_concat(claim, ' ') from
        (select claim from statement_claim where statement = t.id
          and +claim in (select id from temp.chosen_claim) order by claim)) as claims
    from statement t join document d on d.id = t.document join source s on s.key = d.source
    where t.id in (select id from temp.chosen_statement)
    order by d.id, t.position"""


def write(selection: Selection, out: BinaryIO, base: str) -> None:
    """A page of annotations, one a line, in reading order."""
    records = addresses(selection, base)
    about = selection.about
    head = {
        "@context": CONTEXT,
        "id": f"{records.site}annotations",
        "type": "AnnotationPage",
        "label": about.title,
        "rights": web(about.licence_url),
    }
    rows = selection.query(_STATEMENTS)
    jsonld.write(out, jsonld.filled(head), "items", _annotations(rows, records))


def _annotations(rows: Iterator[Mapping[str, object]], records: Addresses) -> Iterator[Node]:
    for row in rows:
        claims = str(row["claims"] or "").split()
        yield jsonld.filled(
            {
                "id": records.of("statement", row["id"]),
                "type": "Annotation",
                "motivation": ["describing", *(["linking"] if claims else [])],
                "body": [*_bodies(row), *(_claim(records.of("claim", each)) for each in claims)],
                "target": _target(row, records),
            }
        )


def _bodies(row: Mapping[str, object]) -> Iterator[Node]:
    """What the statement says, in a curator's words; its kind; the words that mark it."""
    text = row["gist"] or row["note"]
    if text:
        yield {"type": "TextualBody", "purpose": "describing", "value": text}
    yield {"type": "TextualBody", "purpose": "classifying", "value": row["kind"]}
    if row["anchor"]:
        yield _anchor(row)


def _claim(address: str) -> Node:
    return {"type": "SpecificResource", "purpose": "linking", "source": address}


def _named(digest: object) -> str:
    """A text by the digest of its bytes (RFC 6920): the same wherever it is kept."""
    encoded = base64.urlsafe_b64encode(bytes.fromhex(str(digest))).decode().rstrip("=")
    return f"ni:///sha-256;{encoded}"


def _target(row: Mapping[str, object], records: Addresses) -> Node:
    """The document's text, known by its digest, and the place in it.

    Where the anchor is all that stands there, its words tell the place too. A shorter one does not:
    selectors side by side have to select the same.
    """
    source = {
        "id": _named(row["sha256"]),
        "type": "Text",
        "format": "text/plain",
        "language": row["language"],
        "label": row["title"],
        "via": [web(row["url"]), records.of("document", row["document"])],
    }
    position = _position(row)
    is_whole = row["anchor"] and len(str(row["anchor"])) == position["end"] - position["start"]
    return {
        "type": "SpecificResource",
        "source": source,
        "selector": [position, _quotation(row)] if is_whole else [position],
    }


def _anchor(row: Mapping[str, object]) -> Node:
    """The words by which a person finds the place, within it."""
    return {
        "type": "SpecificResource",
        "purpose": "highlighting",
        "source": _named(row["sha256"]),
        "selector": {**_position(row), "refinedBy": _quotation(row)},
    }


def _position(row: Mapping[str, object]) -> Node:
    """Characters are code points, from 0."""
    return {"type": "TextPositionSelector", "start": row["char_start"], "end": row["char_end"]}


def _quotation(row: Mapping[str, object]) -> Node:
    return {"type": "TextQuoteSelector", "exact": row["anchor"]}
