"""A term that no file in data/terms has, or a term of another kind than its field needs.

Terms are the knowledge base's own vocabulary; each is listed once, in a file of its kind.

Wrong: outcome: stomach          (a body part)
Right: outcome: stomach-pain     (an outcome)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kb.corpus import Corpus
from kb.corpus.reference import Guesses, Reference, known, references
from kb.problems import Problem
from kb.schema.vocabulary import TermKind

KINDS: Mapping[str, TermKind] = {
    "population": TermKind.population,
    "intervention": TermKind.intervention,
    "comparator": TermKind.intervention,
    "outcome": TermKind.outcome,
    "measures": TermKind.outcome,
    "measure": TermKind.measure,
    "body_parts": TermKind.body_part,
    "equipment": TermKind.equipment,
}
"""Field to the kind of term that it holds; `broader` holds the kind of its own term."""


def check(corpus: Corpus) -> Iterator[Problem]:
    """Terms in claims, studies, guidance and other terms."""
    names = known(corpus, "term")
    guesses = {
        kind: Guesses(name for name, its in corpus.term_kinds.items() if its is kind)
        for kind in TermKind
    }
    for mention in references(corpus, "term"):
        kind = KINDS.get(mention.field) or corpus.term_kinds[mention.record.id]
        found = corpus.term_kinds.get(mention.id)
        if found is not kind and (found or names is not None):
            yield _problem(mention, kind, found, guesses[kind].hint(mention.id))


def _problem(mention: Reference, kind: TermKind, found: TermKind | None, hint: str) -> Problem:
    message = f"no {_words(kind)} `{mention.id}`"
    if found:
        message = f"`{mention.id}` is {_with_article(found)}, not {_with_article(kind)}"
    return Problem(mention.place, "unknown-term", message, hint)


def _words(kind: TermKind) -> str:
    return kind.value.replace("_", " ")


def _with_article(kind: TermKind) -> str:
    if kind is TermKind.equipment:
        return "equipment"
    return f"{'an' if kind.value[0] in 'aeiou' else 'a'} {_words(kind)}"
