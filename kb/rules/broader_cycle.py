"""Terms that include one another in a circle.

`broader` leads from a narrow term to those that include it; a circle would make every term in it
the same, and a search for one find all.

Wrong: sleep-quality is broader than rest, and rest than sleep-quality
Right: rest is broader than sleep-quality
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus
from kb.corpus.cycle import cycles
from kb.problems import Problem


def check(corpus: Corpus) -> Iterator[Problem]:
    """One problem a circle, at its first term."""
    edges = {term.id: term.value.broader for term in corpus.terms.values()}
    for circle in cycles(edges):
        way = " → ".join(f"`{term}`" for term in [*circle, circle[0]])
        place = corpus.terms[circle[0]].place("broader")
        hint = "delete the step that leads to a narrower term"
        yield Problem(place, "broader-cycle", f"a circle of broader terms: {way}", hint)
