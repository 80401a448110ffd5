"""What a sentence tells: the words that it can be compared by, and its numbers as changes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from kb.database.search import MOST_WORDS
from kb.spans import numbers

STOP = frozenset(
    re.findall(
        r"\w+",
        """a about after all also an and any are as at be because been but by can could did do does
        for from get gets had has have how if in into is it its just like many may might more most
        much not of off on once or our out over people per percent percentage should so some such
        than that the their them then there these they this those through times to too up use using
        very was we were what when which while who will with would you your less fewer fold half
        twice double studies study research shows show found""",
    )
)
"""Words that tell nothing of what a sentence is about."""
_PERCENT = re.compile(r"\s*(?:%|per ?cent\b)", re.IGNORECASE)
_SHARE = re.compile(r"(?:%|per ?cent)\s+of\b", re.IGNORECASE)
_COMPARED = re.compile(
    r"\s*(?:more|less|fewer|extra|higher|lower|greater|smaller|longer|shorter|\w+er than)\b",
    re.IGNORECASE,
)
_TIMES = re.compile(r"\s*(?:times\b|fold\b|-fold\b|×)", re.IGNORECASE)
_WAYS = re.compile(
    r"\b(?:(?P<fall>less|fewer|lower\w*|smaller|shorter|reduc\w*|cuts?|cutting|drop\w*|decreas\w*)"
    r"|more(?! than\b)|extra|higher|greater|larger|longer|increas\w*|rais\w*|gain\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A number of the sentence.

    Parameters
    ----------
    ratio
        What it tells of a change by percent or times: 60 % more is 1.6.
    is_mixed
        Whether the sentence tells of more and of less, so that the number may be of another claim.
    """

    text: str
    value: float
    ratio: float | None
    is_mixed: bool


def said(sentence: str) -> list[Said]:
    """The numbers of a sentence."""
    is_mixed = len(set(_falls(sentence))) > 1
    return [
        Said(
            text=token.text + (mark[0] if (mark := _PERCENT.match(sentence, token.end)) else ""),
            value=token.value,
            ratio=_ratio(sentence, token.value, token.end),
            is_mixed=is_mixed,
        )
        for token in numbers(sentence)
    ]


def _ratio(sentence: str, value: float, end: int) -> float | None:
    """60 % more is 1.6, 20 % less is 0.8, twice or 2 times is 2; 60 % of all is no change."""
    if mark := _PERCENT.match(sentence, end):
        if _SHARE.search(sentence) and not _COMPARED.match(sentence, mark.end()):
            return None
        is_fall = _is_fall(sentence[:end], sentence[mark.end() :])
        return 1 - value / 100 if is_fall else 1 + value / 100
    return value if _TIMES.match(sentence, end) else None


def _is_fall(before: str, after: str) -> bool:
    """Whether the word nearest to a percentage tells of less: the next one, or the last before."""
    following = "".join(after.split()[:1])
    return (_falls(following) or _falls(before)[-1:] or _falls(after)[:1] or [False])[0]


def _falls(text: str) -> list[bool]:
    """For each word that tells of a change, whether it is of less."""
    return [way["fall"] is not None for way in _WAYS.finditer(text)]


def telling(sentence: str) -> list[str]:
    """The words of a sentence by which claims are compared with it."""
    told = dict.fromkeys(re.findall(r"\w+", unicodedata.normalize("NFC", sentence).casefold()))
    return [word for word in told if word not in STOP and not word[0].isdigit()][:MOST_WORDS]
