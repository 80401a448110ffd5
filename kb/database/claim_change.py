"""What is different between two versions of a claim, part by part and field by field."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import ValidationError

from kb.analysis.certainty import assessed
from kb.corpus.released import Content
from kb.database.difference import Difference, difference
from kb.database.reader import distinct
from kb.schema.evidence import CertaintyFile
from kb.schema.vocabulary import VersionPart

Fields = dict[str, Any]
Key = tuple[VersionPart, str]
LISTS = ("relations", "evidence", "contrary_searches", "certainty", "verdict")
"""Keys of a claim that are parts of their own."""


def changes(before: Content, now: Content) -> list[Difference]:
    """Every part that is not what it was, as `table`, in the order of `VersionPart`."""
    old, new = (dict(_parts(content)) for content in (before, now))
    order = list(VersionPart)
    keys = sorted(old.keys() | new.keys(), key=lambda key: (order.index(key[0]), key[1]))
    found = (
        difference(part, name, old.get((part, name)), new.get((part, name))) for part, name in keys
    )
    return [one for one in found if one]


def _parts(content: Content) -> Iterator[tuple[Key, Fields]]:
    """The parts of a version by what tells them apart, each with its fields."""
    claim, *findings = content
    lines = claim.get("evidence", [])
    certainty = claim.get("certainty")
    yield (VersionPart.claim, ""), _flat({k: v for k, v in claim.items() if k not in LISTS})
    if verdict := claim.get("verdict"):
        yield (VersionPart.verdict, ""), _flat(verdict)
    if certainty:
        own = {name: value for name, value in certainty.items() if name != "domains"}
        yield (VersionPart.certainty, ""), {**_level(certainty), **_flat(own)}
        yield from _named(VersionPart.certainty_domain, certainty.get("domains", []), "domain")
    yield from _named(VersionPart.evidence, lines, "study", "finding")
    found = [line["study"] for line in lines if line.get("finding")]
    told = [{"study": study, **one} for study, one in zip(found, findings, strict=False)]
    yield from _named(VersionPart.finding, told, "study", "id")
    searches = claim.get("contrary_searches", [])
    yield from _named(VersionPart.contrary_search, searches, "searched", "query")
    yield from _named(VersionPart.relation, claim.get("relations", []), "kind", "claim")


def _named(
    part: VersionPart, records: Iterable[Fields], *names: str
) -> Iterator[tuple[Key, Fields]]:
    """Records by what names them; those of one name are numbered."""
    told = [(".".join(str(one[name]) for name in names if one.get(name)), one) for one in records]
    for name, (_, one) in zip(distinct([name for name, _ in told]), told, strict=True):
        yield (part, name), _flat({key: value for key, value in one.items() if key not in names})


def _flat(fields: Fields) -> Fields:
    """Fields of fields by names with a dot between; a list as JSON."""
    flat: Fields = {}
    for name, value in fields.items():
        if isinstance(value, dict):
            flat |= {f"{name}.{inner}": each for inner, each in _flat(value).items()}
        else:
            is_list = isinstance(value, list)
            flat[name] = json.dumps(value, ensure_ascii=False) if is_list else value
    return flat


def _level(certainty: Fields) -> Fields:
    """The level that a certainty comes to, where its words are still those of the vocabulary."""
    try:
        return {"level": assessed(CertaintyFile.model_validate(certainty)).value}
    except ValidationError:
        return {}
