"""Claims whose files changed, as they were and as they are, read without the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kb.corpus.listing import path
from kb.corpus.record import Record
from kb.corpus.validate import validate
from kb.problems import Problem
from kb.reading.files import as_text
from kb.reading.tree import Tree
from kb.reading.yaml_text import YamlText
from kb.schema.claim import ClaimFile


class Change(NamedTuple):
    """A claim before and after."""

    before: Record[ClaimFile]
    after: Record[ClaimFile]


def changes(tree: Tree, held: Mapping[str, YamlText]) -> list[Change] | None:
    """The claims of all files that changed; None where a file holds no claim, or another.

    Parameters
    ----------
    held
        What the files held before, by path from the root.
    """
    found = [*_changes(tree, held)]
    return found if len(found) == len(held) else None


def _changes(tree: Tree, held: Mapping[str, YamlText]) -> Iterator[Change]:
    for file, text in held.items():
        before, after = _claim(text), _claim(_now(tree, file))
        if before and after and file == path("claim", before.id) == path("claim", after.id):
            yield Change(before, after)


def _now(tree: Tree, file: str) -> YamlText | None:
    content = tree.files[file]
    text = as_text(content, file) if isinstance(content, bytes) else content
    return None if isinstance(text, Problem) else tree.read(text, file)[0]


def _claim(text: YamlText | None) -> Record[ClaimFile] | None:
    value = text and validate(ClaimFile, text)[0]
    return Record(value.id, value, text) if text and value else None
