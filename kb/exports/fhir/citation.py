"""Sources, and the knowledge base itself, as Citations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kb.exports.about import About
from kb.exports.bibliography import item, sources
from kb.exports.fhir.resource import Identity, Resource, notes
from kb.exports.linked.address import web
from kb.exports.selection import Row, Selection
from kb.schema.vocabulary import Standing
from kb.schema.wording import words

RETRACTED = "retracted"
ARTIFACT_STATUS = "http://terminology.hl7.org/CodeSystem/cited-artifact-status-type"
_PLACES = {"doi": "https://doi.org", "pmid": "https://pubmed.ncbi.nlm.nih.gov"}


def resources(selection: Selection, identity: Identity) -> Iterator[Resource]:
    """The knowledge base, then its sources."""
    yield _whole(identity, selection.about)
    for row in sources(selection):
        yield _source(identity, row)


def _whole(identity: Identity, about: About) -> Resource:
    """The knowledge base: title, version, licence, and what to bear in mind."""
    address = web(about.source_url)
    return identity.resource(
        "Citation",
        "knowledge-base",
        about.slug,
        version=about.digest,
        title=about.title,
        status="active",
        publisher=about.publisher,
        description=about.about,
        copyright=f"{about.licence} {about.licence_url or ''}",
        note=notes(about.advice),
        citedArtifact={
            "title": [{"text": about.title}],
            "webLocation": [{"url": address}] if address else [],
        },
    )


def _source(identity: Identity, row: Row) -> Resource:
    cited = item(row)
    address = web(row["url"])
    return identity.resource(
        "Citation",
        "source",
        row["key"],
        title=row["title"] or row["citation"],
        status="active",
        summary=[{"text": row["reference"]}],
        citedArtifact={
            "identifier": [
                {"system": system, "value": row[name]}
                for name, system in _PLACES.items()
                if row[name]
            ],
            "currentState": _state(row),
            "title": [{"text": row["title"] or row["citation"]}],
            "publicationForm": [_form(cited)],
            "webLocation": [{"url": address}] if address else [],
            "contributorship": {"summary": [{"value": authors} for authors in _authors(cited)]},
            "note": notes(row["note"], _standing(row)),
        },
    )


def _state(row: Row) -> list[Resource]:
    if row["standing"] != Standing.retracted:
        return []
    return [{"coding": [{"system": ARTIFACT_STATUS, "code": RETRACTED}]}]


def _standing(row: Row) -> str:
    """What has become of it, where that is known."""
    if row["standing"] in {Standing.unknown, Standing.current}:
        return ""
    return f"Standing: {words(row['standing'])}."


def _authors(cited: Mapping[str, Any]) -> Iterator[str]:
    """All authors as one line of text."""
    names = [
        person.get("literal")
        or " ".join(
            filter(None, map(person.get, ("given", "non-dropping-particle", "family", "suffix")))
        )
        for person in cited.get("author", ())
    ]
    if names:
        yield "; ".join(names)


def _form(cited: Mapping[str, Any]) -> Resource:
    """Where it came out; the day as exactly as it is known."""
    issued = cited.get("issued", {})
    return {
        "publishedIn": {"title": cited.get("container-title")},
        "volume": cited.get("volume"),
        "issue": cited.get("issue"),
        "articleDate": _day(issued.get("date-parts", [[]])[0]),
        "publicationDateText": issued.get("literal"),
        "pageString": cited.get("page"),
    }


def _day(parts: list[int]) -> str | None:
    written = "-".join([f"{part:04}" if at == 0 else f"{part:02}" for at, part in enumerate(parts)])
    return (
        written
        if re.fullmatch(r"[1-9][0-9]{3}(-(0[1-9]|1[0-2])(-[0-3][0-9])?)?", written)
        else None
    )
