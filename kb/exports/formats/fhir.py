"""FHIR: claims and their evidence as a Bundle of R5 resources, without any profile."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from kb.exports.fhir import assessment, citation, evidence, variable
from kb.exports.fhir.resource import Identity, Resource
from kb.exports.selection import Selection

ABOUT = "Claims, findings, pooled estimates, certainty and verdicts for health IT: R5 core."
ACCEPTED_BY = "FHIR 5.0.0 servers and validators, fhir.resources"
CANNOT = (
    "Documents' statements: their spans, wording, attribution, numbers and inferred sources.",
    "Guidance: recommendations, protocols, hazards, controls, precautions, equipment, questions.",
    "Doses as data: an arm's dose is told in words.",
    "Relations between claims, and which findings a synthesis left out.",
    "Codes for verdicts, gaps, strength, appraisals, evidence that disputes: R5 has only words.",
    "Codes for mean changes, ratios of means, standard errors, prediction intervals: in words.",
    "An exact match: direct evidence is `high`, partly direct `moderate`, indirect `low`.",
    "Authors one by one: they are a line of text.",
    "Profiles of an implementation guide: it is R5 core, the resources as FHIR defines them.",
)
EXTENSION = "json"
MEDIA_TYPE = "application/fhir+json"
STREAMS = True

LABEL = "R5 core: FHIR 5.0.0 without profiles"

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def write(selection: Selection, out: BinaryIO) -> None:
    """One entry a line; every reference leads to an entry of the bundle."""
    identity = Identity(selection.about.slug)
    found = chain.from_iterable(
        room.resources(selection, identity) for room in (citation, variable, evidence, assessment)
    )
    out.writelines(text.encode() for text in _texts(_head(selection, identity), identity, found))


def _head(selection: Selection, identity: Identity) -> Resource:
    digest = selection.about.digest
    asked = "" if selection.is_everything else f"/{selection.asked.told()}"
    return {
        "resourceType": "Bundle",
        "id": identity.id("bundle", f"{digest}{asked}"),
        "meta": {
            "tag": [{"system": identity.system("label"), "code": "R5-core", "display": LABEL}]
        },
        "identifier": {"system": identity.system("digest"), "value": digest},
        "type": "collection",
    }


def _texts(head: Resource, identity: Identity, found: Iterator[Resource]) -> Iterator[str]:
    before = f'{_encode(head)[:-1]}, "entry": ['
    for resource in found:
        yield f"{before}\n{_encode(identity.entry(resource))}"
        before = ","
    yield "\n]}\n"
