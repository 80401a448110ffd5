"""Words by which sets say how a piece of evidence stands to a claim."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher

from kb.importing.guessing.column import Column
from kb.importing.guessing.kind import Kind

DIRECTIONS: dict[str, tuple[str, ...]] = {
    "supports": (
        *("support", "supports", "supported", "supporting", "confirms", "confirmed", "agrees"),
        *("agree", "entails", "entailment", "proven", "significantly increased"),
        *("significantly increase", "significantly decreased", "significantly decrease"),
    ),
    "disputes": (
        *("refute", "refutes", "refuted", "contradict", "contradicts", "contradicted"),
        *("contradiction", "dispute", "disputes", "disputed", "disagree", "disagrees", "disproven"),
    ),
    "inconclusive": (
        *("neutral", "mixed", "mixture", "inconclusive", "unclear", "uncertain"),
        *("does not support", "no significant difference", "no difference"),
    ),
    "no_information": (
        *("not enough info", "not enough information", "nei", "noinfo", "no information"),
        *("no evidence", "not addressed", "irrelevant"),
    ),
}
_KNOWN = {word: direction for direction, words in DIRECTIONS.items() for word in words}
KNOWN_SHARE = 0.3
"""Of its cells, how many of a column must be known words to be taken for such labels."""
ALIKE = 0.93
"""From where two words are taken for spellings of one: `significantly increase(d)`."""


def direction(word: str) -> str | None:
    """What a word says, if it is known."""
    return _KNOWN.get(plain(word))


def plain(word: str) -> str:
    """A word without case, signs and doubled blanks."""
    return " ".join(re.findall(r"\w+", word.casefold().replace("_", " ")))


def is_stance(column: Column) -> bool:
    """Whether a column says how evidence stands to claims."""
    if column.kind is not Kind.text or not column.is_counted:
        return False
    known = sum(n for word, n in column.counts.items() if direction(word))
    return known >= KNOWN_SHARE * max(column.n - column.n_empty, 1)


def spellings(counts: Counter[str]) -> dict[str, str]:
    """For each word the most frequent one that it may be a spelling of; often itself."""
    found: dict[str, str] = {}
    for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        found[word] = next((other for other in found.values() if _alike(word, other)), word)
    return found


def _alike(word: str, other: str) -> bool:
    one, two = plain(word), plain(other)
    if one == two:
        return bool(one)
    has_number = any(map(str.isdigit, one + two))
    return not has_number and SequenceMatcher(None, one, two).ratio() >= ALIKE
