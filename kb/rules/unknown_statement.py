"""A mention of a statement, or of its document, that does not exist.

From outside its document a statement is named `document.statement`.

Wrong: statements: [tea-post.slep-well]
Right: statements: [tea-post.sleep-well]
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus
from kb.corpus.reference import Guesses, references
from kb.problems import Problem


def check(corpus: Corpus) -> Iterator[Problem]:
    """Mentions of statements in guidance; documents that could not be read are passed over."""
    names = [f"{document.id}.{statement.id}" for document, _, statement in corpus.statements()]
    known = frozenset(names)
    unread = corpus.names["document"] - corpus.documents.keys()
    guesses = Guesses(names)
    for mention in references(corpus, "statement"):
        document = mention.id.partition(".")[0]
        if mention.id not in known and document not in unread:
            missing = f"document `{document}`"
            if document in corpus.documents:
                missing = f"statement `{mention.id}`"
            yield Problem(
                mention.place, "unknown-statement", f"no {missing}", guesses.hint(mention.id)
            )
