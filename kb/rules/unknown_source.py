"""A BibTeX key that is not in citations.bib.

Documents, reports, findings and traces lead to their sources by these keys.

Wrong: place: smith2011[abstract]
Right: place: smith2001[abstract]          (and @article{smith2001, ...})
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus
from kb.corpus.reference import unknown
from kb.problems import Problem


def check(corpus: Corpus) -> Iterator[Problem]:
    """Mentions of a source in documents, claims, studies and guidance."""
    return unknown(corpus, "source")
