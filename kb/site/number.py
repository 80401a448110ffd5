"""Numbers and units as people read them."""

from __future__ import annotations

from kb.schema.unit import QuantityKind, canonical
from kb.schema.vocabulary import Scale

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


def measured(low: float | None, high: float | None, unit: str | None) -> str:
    """A number or range with its unit: `1–2 min`, `3 times a week`, `0.5–1 mph`."""
    if low is None and high is None:
        return ""
    ends = span(low, high)
    single = high if low is None else low
    is_one = single == 1 and high in (None, low)
    return ends + unit_after(unit or "1", one=is_one)


def converted_measure(low: float | None, high: float | None, unit: str) -> str:
    """The same for values that came out of a conversion: three significant digits say enough."""
    return measured(_rounded(low), _rounded(high), unit)


def speed_in(low: float | None, high: float | None, unit: str) -> str:
    """A speed in m/s in another unit."""
    (size, _) = canonical(1, unit, QuantityKind.speed, Scale.absolute)
    least, most = (None if end is None else end / size for end in (low, high))
    return converted_measure(least, most, unit)


def span(low: float | None, high: float | None) -> str:
    """The ends of a range; open ones in words."""
    if low is None:
        return f"up to {number(high)}"
    if high is None or high == low:
        return number(low)
    dash = "–" if low >= 0 else " to "
    return f"{number(low)}{dash}{number(high)}"


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


def spelled(wording: str | None) -> str:
    """A dose's wording, `0.5 to 1 [mi_i]/h; 3 /wk`, with its units as people read them."""
    parts = (wording or "").split("; ")
    return "; ".join(_spelled(part) for part in parts if part)


def _spelled(part: str) -> str:
    value, _, unit = part.rpartition(" ")
    return value + unit_after(unit, one=value == "1")


def _rounded(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.3g}")
