"""An entry of citations.bib that no record cites.

A source is there for a document, a study's report, a trace or the place of a finding; one that is
kept for context is named in `background` of data/kb.yaml.

Wrong: @article{smith2001, ...}     (and no record that names smith2001)
Right: background: [smith2001]      (in data/kb.yaml)
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus
from kb.corpus.reference import is_whole, mentioned
from kb.problems import Problem

LENDERS = ("crossref", "xdata")
"""Fields by which an entry takes what it lacks from others."""


def check(corpus: Corpus) -> Iterator[Problem]:
    """Entries that nothing cites and that lend nothing to others, once every file can be read."""
    if not is_whole(corpus):
        return
    used = mentioned(corpus, "source")
    lenders = {
        lender
        for key, entry in corpus.sources.items()
        for name in LENDERS
        for lender in entry.fields.get(name, "").lower().replace(" ", "").split(",")
        if lender != key.lower()
    }
    for key, entry in corpus.sources.items():
        if key not in used and key.lower() not in lenders:
            hint = f"cite it, delete it, or write `background: [{key}]` in data/kb.yaml"
            message = f"nothing cites the source `{key}`"
            yield Problem(entry.place, "unused-source", message, hint)
