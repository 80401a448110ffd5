"""More than eight words are copied from a document in one place.

An anchor, the words of an attribution and the text of a heading are copied so that a person finds
the place. Eight words are enough; more is the document's text, which is not ours to publish.

Wrong: anchor: a cup of tea an hour before bed makes you sleep
Right: anchor: an hour before bed
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus, Record
from kb.corpus.record import FieldPath
from kb.problems import Problem
from kb.schema.document import ANCHOR_WORDS, DocumentFile
from kb.spans import folded


def check(corpus: Corpus) -> Iterator[Problem]:
    """Anchors, attributions' words and headings."""
    for document in corpus.documents.values():
        for path, text in _copied(document.value):
            if len(text) > ANCHOR_WORDS and (count := len(folded(text))) > ANCHOR_WORDS:
                yield _problem(document, path, count)


def _copied(document: DocumentFile) -> Iterator[tuple[FieldPath, str]]:
    for index, heading in enumerate(document.headings):
        yield ("headings", index, "text"), heading.text
    for index, statement in enumerate(document.statements):
        yield ("statements", index, "anchor"), statement.anchor or ""
        yield ("statements", index, "attribution_words"), statement.attribution_words or ""


def _problem(document: Record[DocumentFile], path: FieldPath, count: int) -> Problem:
    message = f"`{path[-1]}` has {count} words, but at most {ANCHOR_WORDS} may be copied"
    hint = "keep the words that tell the place"
    if path[0] == "headings":
        hint = "leave words out, with `…` for them"
    return Problem(document.place(*path), "anchor-too-long", message, hint)
