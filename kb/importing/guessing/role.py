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
LONG = 30
"""Characters that it has where nothing else tells that it is one."""
SENTENCE = 15
"""Characters that a proposition has at least, on average."""


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
_IDS = frozenset({"id", "key", "uid", "uuid"})
_TESTS: Mapping[Role, Callable[[Column, set[str]], bool]] = {
    Role.doi: lambda column, _: column.kind is Kind.doi,
    Role.pmid: _named("pmid", "pubmed", kinds=NUMBERS),
    Role.own_id: lambda column, words: column.is_unique and bool(words & _IDS),
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
    Role.claim: _named(
        "claim", "statement", "hypothesis", "proposition", kinds=_TEXT, least=SENTENCE
    ),
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
        words = set(re.findall("[a-z]+", column.name.rpartition(ELEMENTS)[2].lower()))
        suited = (role for role, test in _TESTS.items() if test(column, words))
        role = next((role for role in suited if role not in found), None)
        if role:
            found[role] = column.name
    return found


def roles_of_rows(columns: Sequence[Column]) -> Roles:
    """The roles of columns that stand by themselves: the longest texts are claims if none tells."""
    found = roles(columns)
    return found if found.keys() & TELLING else {**found, **_claim_by_length(columns)}


def _claim_by_length(columns: Sequence[Column]) -> Roles:
    texts = [column for column in columns if column.kind is Kind.text]
    longest = max(texts, key=lambda column: column.mean_length, default=None)
    if longest is None or longest.mean_length < LONG or longest.words:
        return {}
    return {Role.claim: longest.name}
