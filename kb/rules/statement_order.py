"""A statement, or a heading, that stands before its predecessor in the document.

Statements and headings are listed in reading order, by where they begin, so that the file reads
along with the document.

Wrong: span: [200, 240], then span: [10, 80]
Right: span: [10, 80], then span: [200, 240]
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kb.corpus import Corpus
from kb.problems import Problem


def check(corpus: Corpus) -> Iterator[Problem]:
    """Neighbours in a list that stand the other way round in the document."""
    for document in corpus.documents.values():
        starts = {
            "headings": [heading.span[0] for heading in document.value.headings],
            "statements": [statement.span[0] for statement in document.value.statements],
        }
        for name, places in starts.items():
            for index, (before, here) in enumerate(pairwise(places), 1):
                if here < before:
                    place = document.place(name, index, "span")
                    message = f"begins at {here}, before its predecessor at {before}"
                    hint = f"list {name} in reading order"
                    yield Problem(place, "statement-order", message, hint)
