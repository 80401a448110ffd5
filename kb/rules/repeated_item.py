"""A list names the same thing twice.

The second adds nothing, contradicts the first, or counts a finding twice.

Wrong: body_parts: [ear, nose, ear]
Right: body_parts: [ear, nose]
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import Any

from kb.corpus import Corpus, Record
from kb.corpus.record import FieldPath
from kb.corpus.reference import MENTIONS, Reference, references
from kb.problems import Problem

SEVERAL = frozenset({"arms", "findings", "appraisals", "traces", "evidence"})
"""Lists whose items are more than what they name: a study has several findings of one outcome."""


def check(corpus: Corpus) -> Iterator[Problem]:
    """Lists of mentions, evidence lines, GRADE's domains, and missing values."""
    for target in MENTIONS:
        yield from _mentions(references(corpus, target))
    for claim in corpus.claims.values():
        lines = [(line.study, line.finding) for line in claim.value.evidence]
        yield from _items(claim, ("evidence",), lines, "study")
        if claim.value.certainty:
            domains = [(domain.domain.value,) for domain in claim.value.certainty.domains]
            yield from _items(claim, ("certainty", "domains"), domains, "domain")
    for study in corpus.studies.values():
        names = [(missing.name,) for missing in study.value.missing]
        yield from _items(study, ("missing",), names, "name")


def _mentions(mentions: Iterable[Reference]) -> Iterator[Problem]:
    first: dict[Hashable, Reference] = {}
    for mention in mentions:
        path = mention.path
        last = len(path) - (1 if isinstance(path[-1], int) else 2)  # the item's number
        if last > 0 and path[last - 1] not in SEVERAL:
            kind = _relation(mention) if path[0] == "relations" else None
            file, base = mention.record.text.file, mention.record.base
            key = (file, base, path[:last], mention.id, kind)
            if first.setdefault(key, mention) is not mention:
                yield _problem(mention.record, path, first[key].path, mention.id)


def _relation(mention: Reference) -> str:
    """A record may stand in two relations to another."""
    return str(mention.record.value.relations[mention.path[1]].kind)


def _items(
    record: Record[Any], path: tuple[str, ...], items: Iterable[tuple[str | None, ...]], field: str
) -> Iterator[Problem]:
    first: dict[Hashable, int] = {}
    for index, item in enumerate(items):
        if first.setdefault(item, index) != index:
            there: FieldPath = (*path, first[item], field)
            yield _problem(record, (*path, index, field), there, str(item[0]))


def _problem(record: Record[Any], path: FieldPath, first: FieldPath, words: str) -> Problem:
    hint = f"the first is at {record.place(*first)}; delete one"
    return Problem(record.place(*path), "repeated-item", f"`{words}` is listed twice", hint)
