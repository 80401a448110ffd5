"""A claim with more than one outcome.

A claim is true or false, and has its evidence, for one outcome. “Improves sleep and mood” is two
claims, each linked to the statement that makes them. The sentence of a claim must not name a second
outcome joined to its own.

Wrong: claim: Evening tea improves sleep quality and mood.
Right: claim: Evening tea improves sleep quality.     (and a second claim on mood)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.corpus import Corpus
from kb.problems import Problem
from kb.schema.vocabulary import TermKind
from kb.spans import Word, words

_AND = r"(?:and/or|and|or|as well as|&)"
_CHANGES = """better betters build builds decrease decreases ease eases fewer greater higher improve
improves increase increases less lessen lessens lower lowers more raise raises reduce reduces
relieve relieves strengthen strengthens worsen worsens"""
_BEFORE = rf"(?:(?:{'|'.join(_CHANGES.split())})\s+)?(?:(?:the|their|its|a|an)\s+)?"
JOINED = re.compile(rf"\s*(?:,\s*)?{_AND}\s+{_BEFORE}|\s*,\s*{_BEFORE}")
"""What stands between two things of a list."""
WORD_JOINED = re.compile(_AND)
MAY_JOIN = re.compile(rf",|{_AND}")
"""Without any of these a sentence has no list."""
AFTER_A_LIST = re.compile(rf"\s*(?:[.;:!?)]|$|,?\s{_AND}\s)")
NO_LIST_AFTER = frozenset({"between", "for", "with", "without", "despite"})
"""After these words two things are taken together, or are not what the sentence claims."""

Names = Mapping[str, Mapping[int, Mapping[tuple[str, ...], frozenset[str]]]]
"""First word of names, how many words they have (most first), and of each the outcomes meant."""


@dataclass(frozen=True, slots=True)
class Naming:
    """Outcomes that the words at a place may mean."""

    start: int
    end: int
    outcomes: frozenset[str]


def check(corpus: Corpus) -> Iterator[Problem]:
    """Claims whose sentence joins another outcome to theirs."""
    names = _names(corpus)
    for claim in corpus.claims.values():
        text, outcome = claim.value.claim, claim.value.outcome
        if not outcome or not MAY_JOIN.search(text):
            continue
        if other := _other(text, list(_namings(text, names)), outcome):
            named = f"“{text[other.start : other.end]}” is another outcome"
            message = f"{named} than `{outcome}`: a claim has one"
            hint = "make a claim of each, and link the statement to both"
            yield Problem(claim.place("claim"), "compound-claim", message, hint)


def _other(text: str, namings: Sequence[Naming], outcome: str) -> Naming | None:
    """The outcome joined to a claim's own, where the claim names its own nowhere else."""
    own = [naming for naming in namings if outcome in naming.outcomes]
    for group in _lists(text, namings) if own else ():
        if all(naming in group for naming in own):
            return next((naming for naming in group if naming not in own), None)
    return None


def _names(corpus: Corpus) -> Names:
    """Labels and synonyms of all outcomes, in folded words."""
    meant: dict[tuple[str, ...], set[str]] = {}
    for term in corpus.terms.values():
        if corpus.term_kinds[term.id] is TermKind.outcome:
            for name in (term.value.label, *term.value.synonyms):
                meant.setdefault(_folded(words(name)), set()).add(term.id)
    names: dict[str, dict[int, dict[tuple[str, ...], frozenset[str]]]] = {}
    for folded in sorted(filter(None, meant), key=len, reverse=True):
        alike = names.setdefault(folded[0], {}).setdefault(len(folded), {})
        alike[folded] = frozenset(meant[folded])
    return names


def _namings(text: str, names: Names) -> Iterator[Naming]:
    """The outcomes named in a text, the longest name at each place."""
    said = words(text)
    folded = _folded(said)
    at = 0
    while at < len(said):
        for length, alike in names.get(folded[at], {}).items():
            if outcomes := alike.get(folded[at : at + length]):
                yield Naming(said[at].start, said[at + length - 1].end, outcomes)
                at += length - 1
                break
        at += 1


def _lists(text: str, namings: Sequence[Naming]) -> Iterator[list[Naming]]:
    """Namings joined to one another by commas, `and` or `or`."""
    group: list[Naming] = []
    is_list = False
    for naming in namings:
        between = text[group[-1].end : naming.start] if group else ""
        if group and JOINED.fullmatch(between):
            group.append(naming)
            is_list = is_list or bool(WORD_JOINED.search(between))
        else:
            yield from _complete(text, group, is_list=is_list)
            group, is_list = [naming], False
    yield from _complete(text, group, is_list=is_list)


def _complete(text: str, group: list[Naming], *, is_list: bool) -> Iterator[list[Naming]]:
    """A group that is a list; commas alone make one only where it ends, or goes on."""
    before = text[: group[0].start].split()[-1:] if group else []
    if len(group) > 1 and not NO_LIST_AFTER.intersection(word.lower() for word in before):
        is_list = is_list or bool(AFTER_A_LIST.match(text, group[-1].end))
        yield from [group] if is_list else []


def _folded(said: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.folded for word in said)
