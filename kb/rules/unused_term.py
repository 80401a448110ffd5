"""A term that nothing uses.

The vocabulary holds what claims, studies and guidance speak of; a term left over is often a second
spelling of one in use, or a slip in a record that meant it.

Wrong: id: sleeping-quality          (while every claim says `sleep-quality`)
Right: a claim with `outcome: sleeping-quality`, or no such term
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus
from kb.corpus.reference import is_whole, mentioned
from kb.problems import Problem


def check(corpus: Corpus) -> Iterator[Problem]:
    """Terms that no claim, study, guidance or other term names, once every file can be read."""
    if not is_whole(corpus):
        return
    used = mentioned(corpus, "term")
    for term in corpus.terms.values():
        if term.id not in used:
            hint = "use it in a claim, a study or guidance, or delete it"
            message = f"nothing uses the term `{term.id}`"
            yield Problem(term.place("id"), "unused-term", message, hint)
