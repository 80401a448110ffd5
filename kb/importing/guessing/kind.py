"""What sort of thing the values of a column are."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from enum import StrEnum


class Kind(StrEnum):
    """Sorts of values, in words for a comment."""

    nothing = "nothing"
    doi = "DOIs"
    address = "addresses"
    flag = "yes or no"
    year = "years"
    whole = "whole numbers"
    number = "numbers"
    comma = "numbers with a decimal comma"
    date = "dates, year first"
    day_first = "dates, day first"
    month_first = "dates, month first"
    some_first = "dates, day or month first"
    text = "text"
    objects = "objects whose keys are data"


_FORMS: Mapping[Kind, re.Pattern[str]] = {
    Kind.doi: re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?10\.\d{4,9}/\S+", re.IGNORECASE),
    Kind.address: re.compile(r"https?://\S+"),
    Kind.flag: re.compile(r"true|false|yes|no|t|f|y|n", re.IGNORECASE),
    Kind.year: re.compile(r"(?:1[6-9]|20)\d\d(?:\.0)?"),
    Kind.whole: re.compile(r"[+-]?\d+(?:\.0)?"),
    Kind.number: re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", re.IGNORECASE),
    Kind.comma: re.compile(r"[+-]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"),
    Kind.date: re.compile(r"\d{4}-\d\d?-\d\d?(?:[T ].*)?"),
    Kind.some_first: re.compile(r"(\d\d?)[./-](\d\d?)[./-]\d{2,4}(?: .*)?"),
}
MOSTLY = 0.95
"""A column is of the kind of nearly all its values; the others are shown."""
LAST_MONTH = 12


def kind(values: Collection[str]) -> tuple[Kind, list[str]]:
    """The kind of some different values, and those that are of another."""
    if not values:
        return Kind.nothing, []
    for found, form in _FORMS.items():
        others = [value for value in values if not form.fullmatch(value.strip())]
        if len(others) <= (1 - MOSTLY) * len(values):
            return (_order(values) if found is Kind.some_first else found), others
    return Kind.text, []


def _order(values: Collection[str]) -> Kind:
    """Whether days or months come first, if a number beyond twelve tells."""
    pairs = [match for value in values if (match := _FORMS[Kind.some_first].fullmatch(value))]
    if any(int(match[1]) > LAST_MONTH for match in pairs):
        return Kind.day_first
    if any(int(match[2]) > LAST_MONTH for match in pairs):
        return Kind.month_first
    return Kind.some_first
