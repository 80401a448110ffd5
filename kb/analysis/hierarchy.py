"""How terms include one another."""

from __future__ import annotations

from kb.corpus import Corpus


def is_within(corpus: Corpus, narrow: str, broad: str) -> bool:
    """Whether a term is another one, or is included by it at any height."""
    seen, waiting = set[str](), [narrow]
    while waiting:
        term = waiting.pop()
        if term == broad:
            return True
        if term not in seen:
            seen.add(term)
            waiting += corpus.terms[term].value.broader
    return False


def are_related(corpus: Corpus, one: str, other: str) -> bool:
    """Whether one of two terms includes the other, or they are the same."""
    return is_within(corpus, one, other) or is_within(corpus, other, one)


def is_everyone(corpus: Corpus, term: str) -> bool:
    """Whether a term stands at the top and includes others: it singles nobody out."""
    others = (other.value.broader for other in corpus.terms.values())
    return not corpus.terms[term].value.broader and any(term in broader for broader in others)
