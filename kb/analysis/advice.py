"""Guidance by the documents that give it."""

from __future__ import annotations

from itertools import chain

from kb.schema.guidance import GuidanceFile, ProgressionFile, ProtocolFile, StepFile


def statements(guidance: GuidanceFile) -> list[str]:
    """The statements that give a piece of guidance or a part of it, each once."""
    found = list(guidance.statements)
    if isinstance(guidance, ProtocolFile):
        parts: list[StepFile | ProgressionFile] = [*guidance.steps, *guidance.progression]
        found += chain.from_iterable(part.statements for part in parts)
    return list(dict.fromkeys(found))


def first_by_document(ids: list[str]) -> dict[str, str]:
    """Document to the first of some statements that stands in it."""
    found: dict[str, str] = {}
    for statement in ids:
        found.setdefault(statement.partition(".")[0], statement)
    return found
