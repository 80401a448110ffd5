"""A mention of a claim that has no file.

Statements, other claims and guidance name a claim by its id, the name of its file.

Wrong: claim: tea-slep
Right: claim: tea-sleep          (and data/claims/tea-sleep.yaml)
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus
from kb.corpus.reference import unknown
from kb.problems import Problem


def check(corpus: Corpus) -> Iterator[Problem]:
    """Mentions of a claim in documents, claims, studies and guidance."""
    return unknown(corpus, "claim")
