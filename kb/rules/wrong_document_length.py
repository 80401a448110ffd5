"""A document does not have as many characters as it says.

The number bounds every span. Checked when the document is at hand (`--documents DIR`).

Wrong: characters: 4000     (of a text of 4164)
Right: characters: 4164
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus
from kb.problems import Problem


def check(corpus: Corpus) -> Iterator[Problem]:
    """The documents at hand."""
    for key, text in corpus.texts.items():
        document = corpus.documents[key]
        if document.value.characters != len(text):
            message = f"the document has {len(text)} characters, not {document.value.characters}"
            place = document.place("characters")
            hint = f"write `characters: {len(text)}`"
            yield Problem(place, "wrong-document-length", message, hint)
