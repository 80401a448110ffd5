"""Dates in the forms that people write: 2024-01-28, 20240128, 28.1.2024, 1/28/2024, 28 Jan 2024."""

from __future__ import annotations

import re
from datetime import date

from kb.importing.refusal import Refused
from kb.importing.template import as_text

ORDERS = ("year-first", "day-first", "month-first")
"""What a mapping can say of dates: in which order their numbers stand."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?(?:[T ][0-9:.,+Z A-Za-z-]*)?")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_NUMBERS = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})")
_DAY_MONTH = re.compile(r"([0-9]{1,2})\.? ([a-z]{3})[a-z]*\.?,? ([0-9]{4})", re.IGNORECASE)
_MONTH_DAY = re.compile(r"([a-z]{3})[a-z]*\.? ([0-9]{1,2}),? ([0-9]{4})", re.IGNORECASE)
_MOST_MONTHS = 12


def iso(value: object, order: str) -> str:
    """A date as `2024-01-28`, or as precise as it is told.

    Raises
    ------
    Refused
        If it is no date, or could be two and the mapping does not say which.
    """
    told = as_text(value).strip()
    parts = _parts(told, order)
    if parts is None:
        message = f"`{told[:60]}` is no date in a form that is known here"
        raise Refused("not-a-date", message)
    year, month, day = parts
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        message = f"there is no day `{told[:60]}`"
        raise Refused("not-a-date", message) from None
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part)])


def _parts(told: str, order: str) -> tuple[int, int | None, int | None] | None:
    """Year, month and day of text."""
    if match := _ISO.fullmatch(told) or _COMPACT.fullmatch(told):
        year, month, day = (int(part) if part else None for part in match.groups())
        return year or 0, month, day
    if match := _NUMBERS.fullmatch(told):
        return int(match[3]), *_month_and_day(told, int(match[1]), int(match[2]), order)
    if match := _DAY_MONTH.fullmatch(told):
        return _named(match[3], match[2], match[1])
    if match := _MONTH_DAY.fullmatch(told):
        return _named(match[3], match[1], match[2])
    return None


def _named(year: str, month: str, day: str) -> tuple[int, int | None, int | None] | None:
    known = month.lower() in _MONTHS
    return (int(year), _MONTHS.index(month.lower()) + 1, int(day)) if known else None


def _month_and_day(told: str, first: int, second: int, order: str) -> tuple[int, int]:
    """Of two numbers the month, then the day."""
    if order == "day-first" or (order == "year-first" and first > _MOST_MONTHS):
        return second, first
    if order == "month-first" or second > _MOST_MONTHS or first == second:
        return first, second
    message = f"`{told}` may be two days: say `date: day-first` or `date: month-first`"
    raise Refused("ambiguous-date", message)
