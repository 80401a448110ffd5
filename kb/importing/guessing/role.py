"""What the columns of a file are, by their names and what stands in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from enum import Enum

from kb.importing.guessing.column import Column
from kb.importing.guessing.kind import Kind
from kb.importing.guessing.stance import is_stance
from kb.importing.reading.shape import ELEMENTS


class Role(Enum):
    """What a column is to a record."""

    doi = "doi"
    pmid = "pmid"
    url = "url"
    year = "year"
    title = "title"
    container = "container"
    authors = "authors"
    source = "source"
    claim = "claim"
    population = "population"
    intervention = "intervention"
    comparator = "comparator"
    outcome = "outcome"
    stance = "stance"
    text = "text"
    start = "start"
    end = "end"
    position = "position"
    annotator = "annotator"
    own_id = "own_id"


NUMBERS = frozenset({Kind.whole, Kind.year})
TELLING = {Role.claim, Role.outcome, Role.title, Role.doi, Role.pmid, Role.text}
"""Roles of which one is enough to know what a row is."""
CITING = {Role.year, Role.container, Role.authors}
"""Roles that sources have, and claims by themselves do not."""
LONG = 30
"""Characters that it has where nothing else tells that it is one."""
SENTENCE = 15
"""Characters that a proposition has at least, on average, if it is not of several words."""
FEWEST_WORDS = 2
"""Words of a short one, on average, that is called a claim or has a label of evidence."""
WORDS = 3
"""Words of one that nothing else tells to be one."""


def _named(
    *names: str, kinds: frozenset[Kind] | None = None, least: int = 0
) -> Callable[..., bool]:
    """A test by the words of a column's name, the kind of its values and their mean length."""

    def suits(column: Column, words: set[str]) -> bool:
        is_kind = kinds is None or column.kind in kinds
        return bool(words & set(names)) and is_kind and column.mean_length >= least

    return suits


_TEXT = frozenset({Kind.text})
_is_title = _named("title", "citation", "reference", kinds=_TEXT)
_is_claim = _named("claim", "statement", "hypothesis", "proposition", kinds=_TEXT)
_IDS = frozenset({"id", "key", "uid", "uuid"})
_SENTENCES = frozenset({"sentence", "text"})
_TESTS: Mapping[Role, Callable[[Column, set[str]], bool]] = {
    Role.doi: lambda column, _: column.kind is Kind.doi,
    Role.pmid: _named("pmid", "pubmed", kinds=NUMBERS),
    Role.own_id: lambda column, _: is_id(column),
    Role.year: _named("year", "published", "publication", kinds=frozenset({Kind.year})),
    Role.stance: lambda column, _: is_stance(column),
    Role.title: lambda column, words: _is_title(column, words) and not words & _IDS,
    Role.container: _named("journal", "container", "venue", kinds=_TEXT),
    Role.authors: _named("author", "authors", kinds=_TEXT),
    Role.source: _named(
        "source", "article", "document", "doc", "paper", "citation", "reference", "study"
    ),
    Role.intervention: _named(
        "intervention", "treatment", "exposure", "drug", "drugs", kinds=_TEXT
    ),
    Role.comparator: _named("comparator", "comparison", "control", kinds=_TEXT),
    Role.outcome: _named("outcome", "endpoint", "significance", kinds=_TEXT),
    Role.population: _named("population", "participants", "condition", "disease", kinds=_TEXT),
    Role.claim: lambda column, words: _is_claim(column, words) and _says_something(column),
    Role.text: _named(
        "text",
        "quote",
        "sentence",
        "passage",
        "evidence",
        "span",
        "excerpt",
        kinds=_TEXT,
        least=SENTENCE,
    ),
    Role.start: _named("start", "begin", "offset", kinds=NUMBERS),
    Role.end: _named("end", "stop", kinds=NUMBERS),
    Role.position: _named("seq", "position", "order", "index", kinds=NUMBERS),
    Role.annotator: _named("annotator", "rater", "coder", "curator"),
}
"""Tests in the order in which they are tried; a column has the first role that suits it."""
Roles = Mapping[Role, str]
"""By role the name of the column that has it."""


def roles(columns: Sequence[Column]) -> Roles:
    """The roles that columns have; of several that suit one, the first has it."""
    found: dict[Role, str] = {}
    for column in columns:
        words = _words(column.name)
        suited = (role for role, test in _TESTS.items() if test(column, words))
        role = next((role for role in suited if role not in found), None)
        if role:
            found[role] = column.name
    return found


def is_called(name: str, words: frozenset[str]) -> bool:
    """Whether one of these words is in the name of a column."""
    return bool(_words(name) & words)


def _words(name: str) -> set[str]:
    """The words in the last part of a column's name."""
    return set(re.findall("[a-z]+", name.rpartition(ELEMENTS)[2].lower()))


def is_id(column: Column) -> bool:
    """Whether a column tells rows apart and is called so."""
    return column.is_unique and is_called(column.name, _IDS)


def worded(columns: Sequence[Column], found: Roles) -> Roles:
    """The roles of columns, where a claim that nothing calls one is found by its words."""
    is_judged = Role.stance in found
    said = found.get(Role.text, "")
    if is_judged and is_called(said, _SENTENCES) and not {Role.start, Role.position} & found.keys():
        others: dict[Role, str] = {
            role: name for role, name in found.items() if role is not Role.text
        }
        return {**others, Role.claim: said}
    if found.keys() & TELLING or (not is_judged and found.keys() & CITING):
        return found
    texts = [
        column
        for column in columns
        if column.kind is Kind.text and not column.words and column.name not in found.values()
    ]
    longest = max(texts, key=lambda column: column.mean_length, default=None)
    least = FEWEST_WORDS if is_judged else WORDS
    if longest is None or (longest.mean_length < LONG and longest.mean_words < least):
        return found
    return {**found, Role.claim: longest.name}


def _says_something(column: Column) -> bool:
    return column.mean_length >= SENTENCE or column.mean_words >= FEWEST_WORDS
