"""An id stands twice in a list whose items are told apart by it.

Statements of a document, arms and findings of a study, and steps of a protocol are linked by id.

Wrong: two statements with the id `sleep-well` in one document
Right: sleep-well, and sleep-well-again for the second
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from kb.corpus import Corpus, Record
from kb.problems import Problem
from kb.schema.guidance import ProtocolFile


class _Identified(Protocol):
    id: str


def check(corpus: Corpus) -> Iterator[Problem]:
    """Lists of records that stand in one file."""
    for document in corpus.documents.values():
        yield from _repeated(document, "statements", document.value.statements)
    for study in corpus.studies.values():
        yield from _repeated(study, "arms", study.value.arms)
        yield from _repeated(study, "findings", study.value.findings)
    for guidance in corpus.guidance.values():
        if isinstance(guidance.value, ProtocolFile):
            yield from _repeated(guidance, "steps", guidance.value.steps)


def _repeated(record: Record[Any], name: str, items: Sequence[_Identified]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for index, item in enumerate(items):
        if first.setdefault(item.id, index) != index:
            place = record.place(name, index, "id")
            hint = f"the first is at {record.place(name, first[item.id], 'id')}; rename one"
            message = f"`{item.id}` stands twice in `{name}`"
            yield Problem(place, "repeated-id", message, hint)
