"""A trace lacks what makes it honest.

A source that the author cites, or that a curator infers, is named. One that is inferred also has
the curator's confidence, and the features that were held against it. One that was not located has
what was searched.

Wrong: basis: curator_inferred, source: smith2001
Right: basis: curator_inferred
       confidence: probable
       source: smith2001
       features: [{feature: weeks, said: six, found: six, match: yes}]
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus
from kb.problems import Problem
from kb.schema.document import TraceFile
from kb.schema.vocabulary import Basis


def check(corpus: Corpus) -> Iterator[Problem]:
    """Traces of statements, each with all that it lacks."""
    for document, index, statement in corpus.statements():
        for at, trace in enumerate(statement.traces):
            if missing := list(_missing(trace)):
                message = f"a trace that is {trace.basis.value} needs {', '.join(missing)}"
                place = document.place("statements", index, "traces", at, "basis")
                yield Problem(place, "incomplete-trace", message, "add it, or correct the basis")


def _missing(trace: TraceFile) -> Iterator[str]:
    if trace.basis is Basis.not_located:
        if not trace.searched:
            yield "`searched`"
        return
    if not (trace.source or trace.study):
        yield "`source` or `study`"
    if trace.basis is Basis.curator_inferred:
        if trace.confidence is None:
            yield "`confidence`"
        if not trace.features:
            yield "`features`"
