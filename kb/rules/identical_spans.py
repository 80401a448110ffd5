"""Two statements of one document have the same span and the same kind.

One place that does one thing is one statement; what it says of several outcomes are several claims.

Wrong: two statements of kind effect with `span: [10, 80]`
Right: one statement with two claims, or two spans: each clause has its own
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus
from kb.problems import Problem


def check(corpus: Corpus) -> Iterator[Problem]:
    """Pairs of statements, named at the second."""
    first: dict[tuple[str, int, int, str], int] = {}
    for document, index, statement in corpus.statements():
        start, end = statement.span
        key = (document.id, start, end, statement.kind.value)
        if first.setdefault(key, index) != index:
            other = document.value.statements[first[key]].id
            hint = "make them one, or give each its own clause"
            message = f"`{statement.id}` has the span and the kind of `{other}`"
            place = document.place("statements", index, "span")
            yield Problem(place, "identical-spans", message, hint)
