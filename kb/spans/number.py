"""The numbers of a text, in digits and in English words, so that each can be accounted for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

_ONES = "one two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS = {word: n for n, word in enumerate(f"zero {_ONES} {_TEENS}".split())}
_UNITS |= {word: 10 * n for n, word in enumerate(_TENS.split(), start=2)}
_LARGE = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SCALES = {"dozen": 12, "hundred": 100, **_LARGE}
_FRACTIONS = "third fourth fifth sixth seventh eighth ninth tenth"
_PARTS = {word: n for n, word in enumerate(_FRACTIONS.split(), start=3)}
_PARTS |= {"half": 2, "quarter": 4}
_PARTS |= {"halves": 2, **{f"{word}s": n for word, n in _PARTS.items()}}
_TIMES = {
    **dict.fromkeys(("halve", "halves", "halved", "halving"), 0.5),
    **dict.fromkeys(("double", "doubles", "doubled", "doubling", "twice"), 2.0),
    **dict.fromkeys(("triple", "triples", "tripled", "tripling", "thrice"), 3.0),
    **dict.fromkeys(("quadruple", "quadruples", "quadrupled", "quadrupling"), 4.0),
}


def _any(alternatives: Iterable[str]) -> str:
    """A pattern of whole words, the longest first."""
    return rf"\b(?:{'|'.join(sorted(alternatives, key=len, reverse=True))})\b"


def _words_pattern() -> str:
    """English number words; what counts is told by ``numbers``."""
    gap = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*|[-\u2010\u2011])"  # at most one line's end
    ones = rf"(?<!\bno[ -])(?!one another\b|one['’]s\b){_any(_ONES.split())}"
    ordinal = rf"(?!-{_any(['first', *_FRACTIONS.split()])})"
    small = rf"(?:{_any(_TENS.split())}(?:{gap}{ones})?{ordinal}|{_any(_TEENS.split())}|{ones})"
    small = rf"(?:{small}|\bzero\b)"
    hundred = rf"(?:{small}{gap})?\bhundred\b(?:{gap}(?:and{gap})?{small}(?!{gap}hundred\b))?"
    group = rf"(?:{hundred}|{small})"
    more = rf"{group}(?!{gap}{_any(_SCALES)})"
    return "|".join(
        (
            rf"\b(?:{'|'.join([*_ONES.split(), 'ten', 'hundred'])})fold\b",
            rf"{ones}{gap}{_any(_PARTS)}",
            rf"{small}{gap}and{gap}a{gap}\b(?:half|quarter)\b",
            rf"(?:(?:{small}|half(?:{gap}a)?){gap})?\bdozen\b",
            rf"(?:{group}{gap})?{_any(_LARGE)}(?:{gap}(?:and{gap})?{more})?",
            group,
            _any(["half", "quarter", *_TIMES]),
        )
    )


_VULGAR = "[¼-¾⅐-⅞]"
_DIGITS = (
    r"(?P<digits>\d{1,3}(?:[,\u2009\u202f]\d{3})+(?!\d)(?:[.·]\d+)?"
    r"|(?<!\d[.·])\d++[.·]\d++(?![.·]\d)|\d++"
    r"|(?<![\w.,·)])[.·]\d++(?![.·]\d))?"
)
_INITIALS = "bdefhmnoqstz"  # of all number words: most places are told by one look
_NUMBER = re.compile(
    rf"(?=\d|[.·]\d|{_VULGAR}){_DIGITS}(?P<vulgar>{_VULGAR})?"
    rf"(?:[ \u00a0-](?P<scale>{_any(_SCALES)}))?"
    rf"|\b(?=[{_INITIALS}])(?P<words>{_words_pattern()})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NumberToken:
    """One number of a text: its span, its text, and its value without sign or unit."""

    start: int
    end: int
    text: str
    value: float


def numbers(text: str) -> Iterator[NumberToken]:
    """Every number of a text, in order.

    In digits, wherever they stand: ``21`` in 21%, both of 5-10, the 2 of VO2, the 1 of max1;
    with groups of three (1,000), a decimal point (0.5, .05, 0·5), a vulgar fraction (1½), or a
    scale (1.2 million). No sign: 5-10 would have one. Superscripts and subscripts are exponents,
    notes and formulae, not numbers.

    In words: zero to ninety-nine, dozen, hundred, thousand to trillion, and their compounds (two
    hundred and five, half a dozen); half and quarter, also counted (two thirds, one and a half);
    double, triple, quadruple and halve with their forms, twice, thrice, and twofold and its like.
    A number before *-second* is taken for a time. Not numbers: once, single, couple, pair, both;
    ordinals and lone thirds; the indefinite dozens, hundreds, thousands; no one, one another,
    one's. Every other *one* is a number, since no list can tell the pronoun.
    """
    for match in _NUMBER.finditer(text):
        if match[0]:
            yield NumberToken(match.start(), match.end(), match[0], _value(match))


def _value(match: re.Match[str]) -> float:
    if match["words"]:
        return _value_of_words(re.findall("[a-z]+", match["words"].casefold()))
    digits = re.sub("[,\u2009\u202f]", "", match["digits"] or "0").replace("·", ".")
    part = unicodedata.numeric(match["vulgar"]) if match["vulgar"] else 0.0
    return (float(digits) + part) * _SCALES.get((match["scale"] or "").lower(), 1)


def _value_of_words(said: list[str]) -> float:
    """Add up number words: those before a scale are counted in it."""
    if said[0] in _TIMES and len(said) == 1:
        return _TIMES[said[0]]
    total, current = 0.0, 0.0
    for before, word in pairwise(["", *(w.removesuffix("fold") for w in said)]):
        counted = current or 1.0
        if word in _LARGE:
            total, current = total + counted * _LARGE[word], 0.0
        elif word in _SCALES:
            current = counted * _SCALES[word]
        elif word in _PARTS:
            current = current + 1 / _PARTS[word] if before == "a" else counted / _PARTS[word]
        else:
            current += _UNITS.get(word, 0)
    return total + current
