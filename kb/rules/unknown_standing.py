"""What has become of a source is said by a word that kb does not know.

`standing` in citations.bib is `current`, `corrected`, `expression_of_concern`, `retracted`,
`superseded`, `preprint` or `unknown`; left out, it is unknown.

Wrong: @article{smith2001, standing = {withdrawn}}
Right: @article{smith2001, standing = {retracted}}
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus
from kb.corpus.validate import shown
from kb.problems import Problem, nearest
from kb.schema.vocabulary import Standing

WORDS = tuple(word.value for word in Standing)


def check(corpus: Corpus) -> Iterator[Problem]:
    """Entries with a standing."""
    for entry in corpus.entries:
        word = entry.fields.get("standing")
        if word is not None and word not in WORDS:
            message = f"`standing` of `{entry.key}` cannot be {shown(word)}"
            hint = nearest(word, WORDS) or f"one of: {', '.join(WORDS)}"
            yield Problem(entry.place_of("standing"), "unknown-standing", message, hint)
