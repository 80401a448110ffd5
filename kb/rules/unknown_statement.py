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
    known = {f"{document.id}.{statement.id}" for document, _, statement in corpus.statements()}
    unread = corpus.names["document"] - corpus.documents.keys()
    guesses = Guesses(corpus.documents)
    within = {
        key: Guesses([statement.id for statement in document.value.statements])
        for key, document in corpus.documents.items()
    }
    for mention in references(corpus, "statement"):
        document = mention.id.partition(".")[0]
        if mention.id in known or document in unread:
            continue
        message, hint = f"no document `{document}`", guesses.hint(document)
        if document in within:
            message, hint = f"no statement `{mention.id}`", _hint(within[document], mention.id)
        yield Problem(mention.place, "unknown-statement", message, hint)


def _hint(guesses: Guesses, name: str) -> str:
    """The likeliest statement of the same document: its name alone says what was meant."""
    document, _, statement = name.partition(".")
    near = guesses.likeliest(statement)
    return f"did you mean `{document}.{near}`?" if near else guesses.hint(statement)
