"""A record stands in a relation to itself, at once or by way of others.

No claim is narrower than itself, part of itself, or merged into itself; no review includes itself.

Wrong: tea-sleep is merged into evening-tea-sleep, and evening-tea-sleep into tea-sleep
Right: only tea-sleep is merged into evening-tea-sleep
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kb.corpus import Corpus, Record
from kb.corpus.cycle import cycles
from kb.corpus.reference import references
from kb.problems import Problem
from kb.schema.vocabulary import RelationKind

ONE_WAY = (RelationKind.narrower, RelationKind.component_of)
"""Relations that lead ever upwards; the others may come back."""
FIELDS = {"claim": ("relations", "merged_into"), "study": ("includes",), "guidance": ("relations",)}
"""Kind of record: the fields in which it may name another of its kind."""


def check(corpus: Corpus) -> Iterator[Problem]:
    """Relations to itself, and circles of relations that go one way."""
    for kind, fields in FIELDS.items():
        for mention in references(corpus, kind):
            if mention.id == mention.record.id and mention.path[0] in fields:
                hint = "name another one, or delete the relation"
                yield Problem(mention.place, "self-relation", f"`{mention.id}` names itself", hint)
    merged = {claim.id: [claim.value.merged_into or ""] for claim in corpus.claims.values()}
    yield from _circles(corpus.claims, merged, "merged_into")
    for relation in ONE_WAY:
        for kind, records in (("claim", corpus.claims), ("guidance", corpus.guidance)):
            edges = {record.id: _related(record, kind, relation) for record in records.values()}
            yield from _circles(records, edges, "relations")


def _related(record: Record[Any], kind: str, relation: RelationKind) -> list[str]:
    return [getattr(each, kind) for each in record.value.relations if each.kind is relation]


def _circles(
    records: Mapping[str, Record[Any]], edges: Mapping[str, list[str]], field: str
) -> Iterator[Problem]:
    """One problem a circle of several, at its first record; of one it is found already."""
    others = {key: [name for name in names if name != key] for key, names in edges.items()}
    for circle in cycles(others):
        way = " → ".join(f"`{name}`" for name in [*circle, circle[0]])
        place = records[circle[0]].place(field)
        hint = "delete the step that leads back"
        yield Problem(place, "self-relation", f"a circle: {way}", hint)
