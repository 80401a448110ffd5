"""Measures, ranges and doses as people read them."""

from __future__ import annotations

from kb.schema.spelling import number, unit_after
from kb.schema.unit import QuantityKind, converted


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
    least, most = (
        None if end is None else converted(end, unit, QuantityKind.speed) for end in (low, high)
    )
    return converted_measure(least, most, unit)


def span(low: float | None, high: float | None) -> str:
    """The ends of a range; open ones in words."""
    if low is None:
        return f"up to {number(high)}"
    if high is None or high == low:
        return number(low)
    dash = "–" if low >= 0 else " to "
    return f"{number(low)}{dash}{number(high)}"


def spelled(wording: str | None) -> str:
    """A dose's wording, `0.5 to 1 [mi_i]/h; 3 /wk`, with its units as people read them."""
    parts = (wording or "").split("; ")
    return "; ".join(_spelled(part) for part in parts if part)


def _spelled(part: str) -> str:
    value, _, unit = part.rpartition(" ")
    return value + unit_after(unit, one=value == "1")


def _rounded(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.3g}")
