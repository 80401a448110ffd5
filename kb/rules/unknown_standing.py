"""A source's `standing` in citations.bib that is no word of the vocabulary.

What has become of a source since it was published: current, corrected, expression_of_concern,
retracted, superseded, preprint or unknown, which is also what leaving it out means.

Wrong: standing = {withdrawn}
Right: standing = {retracted}
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus
from kb.corpus.validate import nearest
from kb.problems import Problem
from kb.schema.vocabulary import Standing


def check(corpus: Corpus) -> Iterator[Problem]:
    """Entries whose `standing` the vocabulary does not have."""
    words = [word.value for word in Standing]
    for entry in corpus.sources.values():
        standing = entry.fields.get("standing")
        if standing is not None and standing not in words:
            hint = nearest(standing, words) or f"one of: {', '.join(words)}"
            message = f"`standing` cannot be `{standing}`"
            yield Problem(entry.place_of("standing"), "unknown-standing", message, hint)
