"""A mention of a piece of guidance that has no file, or is not of the kind needed.

A hazard's `controls` must be guidance of kind control: measures are found by it.

Wrong: controls: [pour-carefully]          (a recommendation)
Right: controls: [lid-on-cup]              (kind: control)
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus
from kb.corpus.reference import Reference, references, unknown
from kb.problems import Problem
from kb.schema.guidance import ControlFile


def check(corpus: Corpus) -> Iterator[Problem]:
    """Mentions of guidance in guidance, and controls that are none."""
    yield from unknown(corpus, "guidance")
    for mention in references(corpus, "guidance"):
        if mention.field == "controls":
            yield from _no_control(corpus, mention)


def _no_control(corpus: Corpus, mention: Reference) -> Iterator[Problem]:
    named = corpus.guidance.get(mention.id)
    if named and not isinstance(named.value, ControlFile):
        kind = getattr(named.value, "kind", "guidance")
        message = f"`{mention.id}` is a {kind}, not a control"
        hint = "name guidance of kind control"
        yield Problem(mention.place, "unknown-guidance", message, hint)
