"""What is cited: an item of CSL-JSON, and its entry in BibTeX."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kb.citing.entry import entry

Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cited:
    """A record that can be cited; of a source, the entry is the one its curator wrote."""

    item: Item
    bibtex: str
    plain: str
    """A reference in no style in particular."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a claim's citation tells: nobody is named its author."""

    id: str
    claim: str
    version: str
    date: str | None
    """The day of its verdict, as exactly as it is known."""
    container: str
    """The knowledge base."""
    publisher: str | None
    address: str
    """Where this version of it stands."""


def cite(claim: Claim) -> Cited:
    """A claim as an entry of the knowledge base."""
    parts = [int(part) for part in (claim.date or "").split("-") if part]
    item = {
        "id": claim.id,
        "type": "webpage",
        "title": claim.claim.removesuffix("."),
        "container-title": claim.container,
        "publisher": claim.publisher,
        "version": claim.version,
        "URL": claim.address,
        "issued": {"date-parts": [parts]} if parts else None,
    }
    known = {name: value for name, value in item.items() if value}
    plain = f"“{claim.claim}” In: {claim.container}, claim version {claim.version}. {claim.address}"
    return Cited(known, entry(known), plain.rstrip())
