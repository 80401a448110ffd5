"""Rows of versions of claims: the released ones, the one that stands, and what is different."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlmodel import SQLModel

from kb.corpus import Corpus
from kb.corpus.released import Content, Released, digest
from kb.database.claim_change import changes
from kb.schema.version import ClaimChange, ClaimVersion

Row = tuple[type[SQLModel], dict[str, Any]]


def by_claim(corpus: Corpus) -> Mapping[str, Sequence[Released]]:
    """The released versions of each claim that has some."""
    found: defaultdict[str, list[Released]] = defaultdict(list)
    for one in corpus.released:
        found[one.claim].append(one)
    return found


def rows(claim: str, now: Content, released: Sequence[Released]) -> Iterator[Row]:
    """Each version of a claim of which this is the content now, and the changes since."""
    current = digest(now)
    dates: dict[str, str | None] = {one.version: one.date for one in released}
    changed = {one.version: [*_changes(one, now)] for one in released if one.version != current}
    for position, version in enumerate(dict.fromkeys([*dates, current]), 1):
        yield (
            ClaimVersion,
            {
                "claim": claim,
                "version": version,
                "position": position,
                "date": dates.get(version),
                "current": version == current,
                "n_changes": len(changed.get(version, ())),
            },
        )
    for found in changed.values():
        yield from ((ClaimChange, row) for row in found)


def _changes(old: Released, now: Content) -> Iterator[dict[str, Any]]:
    """A row for each field that is different by now."""
    found = (
        (part, name, *values)
        for part in changes(old.content, now)
        for name, values in part.fields.items()
    )
    for number, (part, name, before, after) in enumerate(found, 1):
        yield {
            "id": f"{old.claim}.{old.version}.{number}",
            "claim": old.claim,
            "version": old.version,
            "part": part.table,
            "record": part.id or None,
            "kind": part.kind,
            "field_name": name,
            "before": _text(before),
            "now": _text(after),
        }


def _text(value: object) -> str | None:
    return None if value is None else str(value)
