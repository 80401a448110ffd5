"""A mention of a study that has no file.

Evidence lines, traces and reviews name a study by its id, the name of its file.

Wrong: study: smith2011
Right: study: smith2001          (and data/studies/smith2001.yaml)
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus
from kb.corpus.reference import unknown
from kb.problems import Problem


def check(corpus: Corpus) -> Iterator[Problem]:
    """Mentions of a study in documents, claims, studies and guidance."""
    return unknown(corpus, "study")
