"""Spaces at which no line ends: those between a number and what it says nothing without."""

from __future__ import annotations

import re

KEPT = "\N{NO-BREAK SPACE}"
_SYMBOLS = (
    "%|‰|°C?|×|±|/[a-z]+|[A-Za-zµ]+(?:/[A-Za-z0-9²]+)+|[ckm]?m[²³]?|in|ft|mi|lb|k?g|[mµ]g|m?L|m?s"
    "|min|h|wk|mo|k?Hz|k?N|k?W|k?J|kcal|METs?|mph|mmHg|max"
)
_WORDS = (
    "(?:milli)?seconds?|minutes?|hours?|days?|weeks?|months?|years?|degrees?|points?|percent"
    "|(?:kilo|centi|milli)?met(?:re|er)s?|people|times"
)
_SIGN = "[=<>≤≥≈±×]"
_NUMBER = r"[−+-]?\.?\d"
_SPACES = re.compile(
    rf"(?<=\d) (?=(?:{_SYMBOLS}|{_WORDS})(?![\w/]))"
    r"|(?<=%) (?=CI\b)"
    rf"|(?<=\S) (?={_SIGN} {_NUMBER})"
    rf"|(?<={_SIGN}) (?={_NUMBER})"
)


def unbroken(text: str) -> str:
    """Text in which `95 % CI`, `n = 20` and numbers with their units stay on one line."""
    return _SPACES.sub(KEPT, text)
