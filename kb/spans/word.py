"""The words of a text: where a phrase stands, and which runs of words two texts share.

A span is half-open, in code points of its text: ``text[start:end]``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

Span = tuple[int, int]

_LETTER = r"(?:[^\W_\u02bc][\u0300-\u036f]*)"
_INNER = r"['\u2019\u02bc\uff07\u00ad\u200c\u200d\u2060]"  # apostrophes, and what is not seen
_WORD = re.compile(f"{_LETTER}+(?:{_INNER}{_LETTER}+)*")
_UNSAID = re.compile(_INNER)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text; ``folded`` is what it is compared by."""

    start: int
    end: int
    folded: str


@dataclass(frozen=True, slots=True)
class CopiedRun:
    """A run of words that stands in two texts.

    Parameters
    ----------
    own, document
        Its span in our own text and in the document.
    words
        How many words it has.
    text
        The run as our own text has it.
    """

    own: Span
    document: Span
    words: int
    text: str


def words(text: str) -> list[Word]:
    """The words of a text, in order: runs of letters and digits.

    Case, apostrophes, soft hyphens, and the ways Unicode writes one letter make no difference;
    hyphens, other punctuation and whitespace divide words.
    """
    return [Word(m.start(), m.end(), _folded(m[0])) for m in _WORD.finditer(text)]


def folded(text: str) -> list[str]:
    """The words of a text as they are compared, without their places: faster than ``words``."""
    if text.isascii():
        return [word.replace("'", "") for word in _WORD.findall(text.lower())]
    return [_folded(word) for word in _WORD.findall(text)]


def _folded(word: str) -> str:
    if word.isascii():
        return word.replace("'", "").lower()
    bare = _UNSAID.sub("", unicodedata.normalize("NFKC", word))
    return unicodedata.normalize("NFKC", bare.casefold())


class WordIndex:
    """A document's words, prepared once for many comparisons.

    Parameters
    ----------
    text
        The document.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded = folded(text)
        self._runs: dict[int, frozenset[tuple[str, ...]]] = {}

    @cached_property
    def words(self) -> list[Word]:
        """The words with their places, found when first asked for."""
        return words(self.text)

    def shares_run(self, said: Sequence[str], size: int) -> bool:
        """Whether ``size`` consecutive words, folded, stand in the document."""
        if size not in self._runs:
            self._runs[size] = frozenset(_runs(self._folded, size))
        return not self._runs[size].isdisjoint(_runs(said, size))

    def longest_run(self, said: Sequence[str]) -> tuple[int, int, int]:
        """The longest shared run: its place in ``said``, in the document, and its length."""
        matcher = SequenceMatcher(None, said, self._folded, autojunk=False)
        match = matcher.find_longest_match()
        return match.a, match.b, match.size


def _runs(said: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    return zip(*(said[skip:] for skip in range(size)), strict=False)


def copied_run(own: str, document: str | WordIndex, limit: int = 8) -> CopiedRun | None:
    """The longest run of more than ``limit`` consecutive words that ``own`` took from a document.

    Parameters
    ----------
    own
        A text of ours.
    document
        The document's text; its ``WordIndex`` where many texts are compared with it.
    limit
        So many words in a row may be shared; at least 0.
    """
    index = WordIndex(document) if isinstance(document, str) else document
    said = folded(own)
    if not index.shares_run(said, limit + 1):
        return None
    first, there, size = index.longest_run(said)
    span, place = _extent(words(own), first, size), _extent(index.words, there, size)
    return CopiedRun(span, place, size, own[slice(*span)])


def _extent(said: Sequence[Word], first: int, size: int) -> Span:
    return said[first].start, said[first + size - 1].end


def standing(text: str, phrase: str) -> list[Span]:
    """Every place of a phrase, overlapping ones too, with any whitespace between its words."""
    pattern = re.compile(r"\s+".join(map(re.escape, phrase.split())))
    places = []
    match = pattern.search(text) if pattern.pattern else None
    while match:
        places.append(match.span())
        match = pattern.search(text, match.start() + 1)
    return places


def find(text: str, start_words: str, end_words: str) -> list[Span]:
    """The passages that begin with ``start_words`` and end with ``end_words``.

    Each place of the first words is taken with the nearest last words that do not end before
    them; the two may overlap. Whitespace is folded, the rest is exact. One span is an answer,
    several ask for more words.
    """
    ends = standing(text, end_words)
    found = []
    for start, stop in standing(text, start_words):
        span = next(((start, end) for at, end in ends if at >= start and end >= stop), None)
        if span:
            found.append(span)
    return found
