"""A statement lacks what it says, where, how surely or on whose word; or noise has too much.

Every statement has a gist in own words, an anchor, hedging, and an attribution; an attribution
other than none has the words that make it. Noise, as advertising, has a span and a kind, and makes
no claims.

Wrong: kind: effect, without `hedging`
Right: kind: effect
       hedging: hedged
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus, Record
from kb.problems import Problem
from kb.schema.document import DocumentFile, StatementFile
from kb.schema.vocabulary import Attribution, StatementKind

NEEDED = ("gist", "anchor", "attribution", "hedging")


def check(corpus: Corpus) -> Iterator[Problem]:
    """Statements, each with all that it lacks."""
    for document, index, statement in corpus.statements():
        if statement.kind is StatementKind.noise:
            yield from _noise(document, index, statement)
        elif missing := [name for name in _needed(statement) if getattr(statement, name) is None]:
            message = f"`{statement.id}` lacks {', '.join(f'`{name}`' for name in missing)}"
            place = document.place("statements", index, "id")
            hint = "add it; of advertising and page furniture the kind is noise"
            yield Problem(place, "incomplete-statement", message, hint)


def _needed(statement: StatementFile) -> tuple[str, ...]:
    if statement.attribution in {None, Attribution.none}:
        return NEEDED
    return (*NEEDED, "attribution_words")


def _noise(
    document: Record[DocumentFile], index: int, statement: StatementFile
) -> Iterator[Problem]:
    if statement.claims:
        message = f"`{statement.id}` is noise, and noise makes no claims"
        place = document.place("statements", index, "claims")
        hint = "delete `claims`, or give the statement the kind it has"
        yield Problem(place, "incomplete-statement", message, hint)
