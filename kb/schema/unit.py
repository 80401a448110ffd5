"""Units (UCUM codes), the kinds of quantity that may use them, and exact conversion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, auto
from fractions import Fraction
from functools import lru_cache

from kb.schema.vocabulary import Scale


class QuantityKind(StrEnum):
    """What is measured; it decides which units are allowed."""

    session_duration = auto()
    programme_duration = auto()
    duration = auto()
    frequency = auto()
    speed = auto()
    slope = auto()
    length = auto()
    mass = auto()
    intake = auto()
    volume = auto()
    force = auto()
    torque = auto()
    pressure = auto()
    energy = auto()
    power = auto()
    energy_rate = auto()
    oxygen_uptake = auto()
    heart_rate = auto()
    concentration = auto()
    temperature = auto()
    angle = auto()
    proportion = auto()
    score = auto()
    count = auto()  # type: ignore[assignment]  # the word of the field; str.count is not needed
    age = auto()
    calendar_date = auto()


@dataclass(frozen=True, slots=True)
class Units:
    """The units of one kind of quantity, each with its size in the canonical one."""

    canonical: str
    factors: Mapping[str, Fraction]


def _units(canonical: str, others: Mapping[str, Fraction | int] | None = None) -> Units:
    sizes = {canonical: 1, **(others or {})}
    return Units(canonical, {unit: Fraction(size) for unit, size in sizes.items()})


_YEAR = Fraction(36525, 100)  # UCUM: a = 365.25 d, mo = a/12
_TIME = {
    "s": Fraction(1),
    "min": Fraction(60),
    "h": Fraction(3600),
    "d": Fraction(86400),
    "wk": Fraction(7 * 86400),
    "mo": _YEAR * 86400 / 12,
    "a": _YEAR * 86400,
}
_MILE, _FOOT, _INCH = Fraction(1609344, 1000), Fraction(3048, 10000), Fraction(254, 10000)
_POUND = Fraction(45359237, 100000000)
_CALORIE = Fraction(4184, 1000)  # UCUM: cal = cal_th
_PERCENT = Fraction(1, 100)


def _time(canonical: str, *units: str) -> Units:
    return Units(canonical, {unit: _TIME[unit] / _TIME[canonical] for unit in (canonical, *units)})


def _per_time(canonical: str, *units: str) -> Units:
    size = _TIME[canonical]
    return Units(f"/{canonical}", {f"/{unit}": size / _TIME[unit] for unit in (canonical, *units)})


UNITS: Mapping[QuantityKind, Units] = {
    QuantityKind.session_duration: _time("min", "s", "h"),
    QuantityKind.programme_duration: _time("wk", "d", "mo", "a"),
    QuantityKind.duration: _time("s", "min", "h", "d", "wk", "mo", "a"),
    QuantityKind.frequency: _per_time("wk", "s", "min", "h", "d", "mo", "a"),
    QuantityKind.speed: _units(
        "m/s",
        {
            "km/h": Fraction(1000, 3600),
            "[mi_i]/h": _MILE / 3600,
            "m/min": Fraction(1, 60),
            "cm/s": _PERCENT,
            "[ft_i]/s": _FOOT,
        },
    ),
    QuantityKind.slope: _units("%", {"1": 100}),
    QuantityKind.length: _units(
        "m",
        {
            "km": 1000,
            "cm": _PERCENT,
            "mm": Fraction(1, 1000),
            "[mi_i]": _MILE,
            "[ft_i]": _FOOT,
            "[in_i]": _INCH,
        },
    ),
    QuantityKind.mass: _units(
        "g",
        {
            "kg": 1000,
            "mg": Fraction(1, 1000),
            "ug": Fraction(1, 10**6),
            "[lb_av]": _POUND * 1000,
        },
    ),
    QuantityKind.intake: _units(
        "g/d", {"mg/d": Fraction(1, 1000), "ug/d": Fraction(1, 10**6), "g/wk": Fraction(1, 7)}
    ),
    QuantityKind.volume: _units("L", {"mL": Fraction(1, 1000), "dL": Fraction(1, 10)}),
    QuantityKind.force: _units("N", {"kN": 1000}),
    QuantityKind.torque: _units("N.m"),
    QuantityKind.pressure: _units(
        "kPa", {"Pa": Fraction(1, 1000), "mm[Hg]": Fraction(133322, 10**6)}
    ),
    QuantityKind.energy: _units("kJ", {"J": Fraction(1, 1000), "kcal": _CALORIE}),
    QuantityKind.power: _units("W", {"kW": 1000}),
    QuantityKind.energy_rate: _units(
        "kJ/min", {"kcal/min": _CALORIE, "kcal/h": _CALORIE / 60, "kJ/h": Fraction(1, 60)}
    ),
    QuantityKind.oxygen_uptake: _units("mL/kg/min"),
    QuantityKind.heart_rate: _units("/min"),
    QuantityKind.concentration: _units("mol/L", {"mmol/L": Fraction(1, 1000)}),
    QuantityKind.temperature: _units("Cel"),
    QuantityKind.angle: _units("deg"),
    QuantityKind.proportion: _units("%", {"1": 100}),
    QuantityKind.score: _units("1"),
    QuantityKind.count: _units("1"),
    QuantityKind.age: _time("a", "mo", "wk", "d"),
    QuantityKind.calendar_date: _units("a"),
}

SCALE_UNITS: Mapping[Scale, tuple[str, ...]] = {
    Scale.percent_of_reference: ("%",),
    Scale.percentage_points: ("%",),
    Scale.relative_change: ("%",),
    Scale.ratio: ("1",),
}
"""Units of a number that is relative to another: they replace those of its kind."""


def allowed_units(kind: QuantityKind, scale: Scale) -> tuple[str, ...]:
    """The UCUM codes that a quantity may have, the canonical one first."""
    return SCALE_UNITS.get(scale) or tuple(UNITS[kind].factors)


@lru_cache(maxsize=1 << 14)
def canonical(
    value: float, unit: str, kind: QuantityKind, scale: Scale = Scale.absolute
) -> tuple[float, str]:
    """A value in its canonical unit, exact until the last rounding to a float.

    Parameters
    ----------
    value
        In `unit`.
    unit
        A UCUM code that `allowed_units` names, as `[mi_i]/h`.

    Raises
    ------
    KeyError
        If the unit is not allowed: the caller must have checked.
    """
    if scale in SCALE_UNITS:
        return float(value), unit
    units = UNITS[kind]
    return float(Fraction(str(value)) * units.factors[unit]), units.canonical


def converted(value: float, unit: str, kind: QuantityKind) -> float:
    """A value in the canonical unit as one in another, exact until the last rounding.

    Raises
    ------
    KeyError
        If the unit is not allowed: the caller must have checked.
    """
    return float(Fraction(str(value)) / UNITS[kind].factors[unit])


def between(value: float, unit: str, other: str, kind: QuantityKind) -> float:
    """A value in one unit as one in another, exact until the last rounding.

    Raises
    ------
    KeyError
        If a unit is not allowed: the caller must have checked.
    """
    factors = UNITS[kind].factors
    return float(Fraction(str(value)) * factors[unit] / factors[other])
