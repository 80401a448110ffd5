"""Whether a statement stands where it is said to, and holds no more of the text than it may."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kb.importing.refusal import Refused
from kb.importing.texts import Texts
from kb.schema.document import ANCHOR_WORDS
from kb.schema.vocabulary import StatementKind
from kb.spans import WordIndex, copied_run, folded

COPIED = ("anchor", "attribution_words")
"""Fields with words of the document."""


def check(statement: Mapping[str, Any], texts: Texts) -> None:
    """Hold a statement against the text of its document.

    Raises
    ------
    Refused
        If its place is none, or its words do not stand there, or are too many.
    """
    if statement["kind"] == StatementKind.noise and statement.get("claim"):
        raise Refused("incomplete-statement", "this is noise, and noise makes no claims", "claim")
    for name in COPIED:
        _few(name, statement.get(name) or "")
    start, end = statement["char_start"], statement["char_end"]
    if not 0 <= start < end:
        message = f"the span {start} to {end} ends before it begins, or begins before the text"
        raise Refused("span-outside-document", message)
    found = texts.at(statement["document"], start, end)
    if found is None:
        return  # there is no such document: the table says so
    length, there = found
    if end > length:
        message = f"the span ends at {end}, but the document has {length} characters"
        raise Refused("span-outside-document", message)
    quote, anchor = _plain(statement.get("quote")), _plain(statement.get("anchor"))
    if quote and quote != _plain(there):
        raise Refused("quote-not-in-span", _elsewhere("quote", statement, texts))
    if anchor not in _plain(there):
        raise Refused("anchor-not-in-span", _elsewhere("anchor", statement, texts))
    credited = _plain(statement.get("attribution_words"))
    if credited and credited not in _plain(texts.whole(statement["document"])):
        message = "the words of `attribution_words` do not stand in the document"
        raise Refused("anchor-not-in-span", message)
    _own(statement.get("gist"), there)


def _few(name: str, words: str) -> None:
    if len(words) > ANCHOR_WORDS and (count := len(folded(words))) > ANCHOR_WORDS:
        message = (
            f"`{name}` has {count} words, but at most {ANCHOR_WORDS} may be copied; longer words"
            " that are only to be compared are a `quote`"
        )
        raise Refused("anchor-too-long", message)


def _plain(text: str | None) -> str:
    """A text in which blanks and line breaks make no difference."""
    return " ".join((text or "").split())


def _elsewhere(name: str, statement: Mapping[str, Any], texts: Texts) -> str:
    """Words that are not at their place, and where they are."""
    words = statement[name]
    place = texts.whole(statement["document"]).find(words)
    message = f"the words of `{name}` do not stand at"
    message = f"{message} {statement['char_start']} to {statement['char_end']}"
    return message if place < 0 else f"{message}, but at {place} to {place + len(words)}"


def _own(gist: str | None, there: str) -> None:
    if gist and (run := copied_run(gist, WordIndex(there), ANCHOR_WORDS)):
        message = (
            f"{run.words} words in a row of `gist` are those of the document, and a gist is in own"
            " words: leave it out, or call the words a `quote`"
        )
        raise Refused("copied-words", message)
