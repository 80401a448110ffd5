"""What templates turn values into words with."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from kb.schema import amount, spelling
from kb.schema.wording import counted, kind_of_gap, relation, said, words

_UNIT = re.compile(r"(?<=\d) (?=%|[a-zµ°]{1,3}\b)|(?<=[nNkp]) (?=[=<] ?\d)|(?<=[=<]) (?=\d)")
"""Spaces at which a line must not break."""


def shelf(record: str) -> str:
    """The part of the site where records of a kind stand, as `claims` for a claim."""
    return {"guidance": "guidance", "study": "studies"}.get(record, f"{record}s")


def prose(text: str | None) -> str:
    """A text in which a number keeps its unit, and `n =` its number, on one line."""
    return _UNIT.sub("\N{NO-BREAK SPACE}", text or "")


FILTERS: Mapping[str, Callable[..., Any]] = {
    "counted": counted,
    "converted_to": amount.converted_measure,
    "gap": kind_of_gap,
    "in_unit": amount.speed_in,
    "measured_to": amount.measured,
    "number": spelling.number,
    "prose": prose,
    "relation": lambda kind, forward: relation(kind, forward=bool(forward)),
    "said": said,
    "shelf": shelf,
    "ucum": amount.spelled,
    "words": words,
}
"""What templates turn values into words with."""
