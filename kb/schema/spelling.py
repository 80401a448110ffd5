"""Numbers and units as people read them."""

from __future__ import annotations

NARROW = "\N{NARROW NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"

_UNITS = {
    "%": f"{NARROW}%",
    "1": "",
    "Cel": f"{NARROW}°C",
    "[ft_i]": " ft",
    "[ft_i]/s": " ft/s",
    "[in_i]": " in",
    "[lb_av]": " lb",
    "[mi_i]": " mi",
    "[mi_i]/h": " mph",
    "deg": "°",
    "mm[Hg]": " mmHg",
    "ug": " µg",
    "ug/d": " µg/d",
    "N.m": f" N{NARROW}m",
    "mL/kg/min": " mL/kg/min",
}
"""Spelling of the UCUM codes that nobody reads as they are, with the space before."""
_PERIODS = {"s": "second", "min": "minute", "h": "hour", "d": "day", "mo": "month", "a": "year"}
_PERIODS |= {"wk": "week"}
_SHORT_PERIODS = ("s", "min", "h")


def number(value: float | None) -> str:
    """As many digits as it was written with, grouped by thousands, with a true minus."""
    if value is None:
        return ""
    text = f"{value:,.10f}".rstrip("0").rstrip(".")
    return text.replace("-", MINUS)


def unit_after(unit: str, *, one: bool = False) -> str:
    """What stands after a number for a unit, with the space before it."""
    if unit in _UNITS:
        return _UNITS[unit]
    base = unit.removeprefix("/")
    if unit.startswith("/") and base in _PERIODS:
        article = "an" if base == "h" else "a"
        return f" {'time' if one else 'times'} {article} {_PERIODS[base]}"
    if unit in _PERIODS and unit not in _SHORT_PERIODS:
        return f" {_PERIODS[unit]}{'' if one else 's'}"
    return f" {unit}"
