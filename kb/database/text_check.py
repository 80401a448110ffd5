"""A text held against the claims, sentence by sentence: what `kb check-text` and the site tell."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from kb.database.resemblance import Index, Resemblance, resembling
from kb.database.sentence import Said, said, telling
from kb.spans import sentences

CLAIMS = 3
"""Claims to tell of at most, for one sentence."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence with its numbers, the words by which it was compared, and what it resembles."""

    sentence: str
    numbers: list[Said]
    compared: list[str]
    found: list[Resemblance]


def parts(text: str) -> list[str]:
    """The sentences of a text; the text itself where it has none."""
    return sentences(text) or [text]


def checked(
    connection: sqlite3.Connection, told: Sequence[str], limit: int = CLAIMS
) -> list[Checked]:
    """Sentences, each with the claims that it resembles most."""
    index = Index(connection)
    return [Checked(one, said(one), telling(one), resembling(index, one, limit)) for one in told]


def as_object(one: Checked) -> dict[str, object]:
    """A sentence for programs."""
    return {
        "text": one.sentence,
        "numbers": list(map(asdict, one.numbers)),
        "claims": [_claim(each, one.numbers) for each in one.found],
    }


def _claim(one: Resemblance, numbers: list[Said]) -> dict[str, object]:
    return {
        **one.claim,
        "do_not_say": one.not_to_say,
        "share": round(one.share, 3),
        "words": list(one.words),
        "measured": one.measured and asdict(one.measured),
        "citation": one.citation,
        "beyond_measured": [number.text for number in numbers if one.is_beyond(number)],
        "gaps": one.gaps,
    }
