"""What all resources have: identity, narrative, references to one another; nothing empty."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from kb.exports.linked.address import NOWHERE

Resource = dict[str, object]

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that FHIR's strings, or XHTML, cannot hold."""
_XHTML = "http://www.w3.org/1999/xhtml"


@dataclass(frozen=True, slots=True)
class Identity:
    """Names of one knowledge base's records: the same in every export."""

    slug: str

    def system(self, kind: str) -> str:
        """The namespace of the ids of a kind of record."""
        return f"{NOWHERE}{self.slug}/{kind}"

    def id(self, kind: str, record: object) -> str:
        """A UUID, for FHIR's own ids have no room for ours."""
        return str(uuid5(NAMESPACE_URL, f"{self.system(kind)}/{record}"))

    def reference(self, kind: str, record: object, label: object = None) -> Resource | None:
        """A reference to a resource of the bundle; none to nothing."""
        if record is None:
            return None
        return {"reference": f"urn:uuid:{self.id(kind, record)}", "display": label}

    def resource(self, type_: str, kind: str, record: object, **elements: object) -> Resource:
        """A resource for a record, with a narrative of its title and description."""
        title = elements.get("title") or elements.get("name")
        return {
            "resourceType": type_,
            "id": self.id(kind, record),
            "text": narrative(title, elements.get("description")),
            "identifier": [{"system": self.system(kind), "value": record}],
            **elements,
        }

    def entry(self, resource: Resource) -> object:
        """A bundle's entry, without what is empty."""
        return filled({"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource})


def narrative(*lines: object) -> Resource | None:
    """Text for who reads a resource as it is."""
    paragraphs = "".join(f"<p>{html.escape(clean(str(line)))}</p>" for line in lines if line)
    if not paragraphs:
        return None
    return {"status": "generated", "div": f'<div xmlns="{_XHTML}">{paragraphs}</div>'}


def notes(*lines: object) -> list[Resource]:
    """Annotations, one a line that is there."""
    return [{"text": line} for line in lines if line]


def clean(text: str) -> str:
    """Text as FHIR's strings may be."""
    return _UNPRINTABLE.sub("", text).strip()


def filled(value: object) -> object:
    """A value without anything empty in it: FHIR allows no empty strings, lists or objects."""
    if isinstance(value, str):
        return clean(value) or None
    if isinstance(value, dict):
        parts = ((name, filled(part)) for name, part in value.items())
        return {name: part for name, part in parts if part is not None} or None
    if isinstance(value, list):
        return [found for part in value if (found := filled(part)) is not None] or None
    return value
