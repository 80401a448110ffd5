"""Linked data as its own tools read it: rdflib, pyshacl; contexts and shapes from files."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from pyshacl import validate
from rdflib import Dataset, Graph

HERE = Path(__file__).parent
SCHEMA_ORG = {
    "@vocab": "http://schema.org/",
    **{name: {"@type": "@id"} for name in ("url",)},
    **{name: {"@type": "http://schema.org/Date"} for name in ("datePublished",)},
}
"""Of the context at https://schema.org what is needed here: tests have no network."""


def json_ld(data: bytes, context: dict[str, Any]) -> Graph:
    """Give the graph of a JSON-LD document, its own context being one that cannot be fetched."""
    document = json.loads(data)
    document["@context"] = context
    return Graph().parse(data=json.dumps(document), format="json-ld")


def lasting(text: str) -> str:
    """Give a text without what changes with kb itself: the digest."""
    return re.sub("sha256:[0-9a-f]{64}", "sha256:DIGEST", text)


def faults(graph: Graph | Dataset, shapes: str) -> str:
    """Give what SHACL says against a graph: nothing if it conforms."""
    shape = Graph().parse(HERE / "shapes" / f"{shapes}.ttl")
    conforms, _, text = validate(graph, shacl_graph=shape, advanced=True)
    return "" if conforms else str(text)
