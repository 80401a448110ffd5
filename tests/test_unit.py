"""Units: exact conversion, and codes that are UCUM's."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.schema.unit import SCALE_UNITS, UNITS, QuantityKind, allowed_units, canonical, converted
from kb.schema.vocabulary import Scale

PAIRS = [(kind, unit) for kind, units in UNITS.items() for unit in units.factors]
ABSOLUTE = st.sampled_from(PAIRS)
NUMBERS = st.floats(-1e15, 1e15) | st.integers(-(10**15), 10**15)

# The sizes of units in others, as The Unified Code for Units of Measure, version 2.1, gives them.
SIZES = [
    *((QuantityKind.speed, "[mi_i]/h", "0.44704"), (QuantityKind.speed, "[ft_i]/s", "0.3048")),
    *((QuantityKind.speed, "km/h", "1/3.6"), (QuantityKind.speed, "m/min", "1/60")),
    (QuantityKind.speed, "cm/s", "0.01"),
    *((QuantityKind.length, "[mi_i]", "1609.344"), (QuantityKind.length, "[ft_i]", "0.3048")),
    *((QuantityKind.length, "[in_i]", "0.0254"), (QuantityKind.length, "km", "1000")),
    *((QuantityKind.length, "cm", "0.01"), (QuantityKind.length, "mm", "0.001")),
    *((QuantityKind.mass, "[lb_av]", "453.59237"), (QuantityKind.mass, "kg", "1000")),
    *((QuantityKind.mass, "mg", "0.001"), (QuantityKind.mass, "ug", "0.000001")),
    *((QuantityKind.intake, "mg/d", "0.001"), (QuantityKind.intake, "ug/d", "0.000001")),
    (QuantityKind.intake, "g/wk", "1/7"),
    *((QuantityKind.volume, "mL", "0.001"), (QuantityKind.volume, "dL", "0.1")),
    (QuantityKind.force, "kN", "1000"),
    *((QuantityKind.pressure, "mm[Hg]", "0.133322"), (QuantityKind.pressure, "Pa", "0.001")),
    *((QuantityKind.energy, "kcal", "4.184"), (QuantityKind.energy, "J", "0.001")),
    (QuantityKind.power, "kW", "1000"),
    *((QuantityKind.energy_rate, "kcal/min", "4.184"), (QuantityKind.energy_rate, "kJ/h", "1/60")),
    (QuantityKind.energy_rate, "kcal/h", "4.184/60"),
    (QuantityKind.concentration, "mmol/L", "0.001"),
    *((QuantityKind.slope, "1", "100"), (QuantityKind.proportion, "1", "100")),
    *((QuantityKind.session_duration, "s", "1/60"), (QuantityKind.session_duration, "h", "60")),
    *((QuantityKind.programme_duration, "d", "1/7"), (QuantityKind.age, "mo", "1/12")),
    *((QuantityKind.programme_duration, "mo", "30.4375/7"), (QuantityKind.age, "wk", "7/365.25")),
    *((QuantityKind.programme_duration, "a", "365.25/7"), (QuantityKind.age, "d", "1/365.25")),
    *((QuantityKind.duration, "min", "60"), (QuantityKind.duration, "h", "3600")),
    *((QuantityKind.duration, "d", "86400"), (QuantityKind.duration, "wk", "604800")),
    *((QuantityKind.duration, "mo", "2629800"), (QuantityKind.duration, "a", "31557600")),
    *((QuantityKind.frequency, "/d", "7"), (QuantityKind.frequency, "/h", "168")),
    *((QuantityKind.frequency, "/min", "10080"), (QuantityKind.frequency, "/s", "604800")),
    *((QuantityKind.frequency, "/mo", "7/30.4375"), (QuantityKind.frequency, "/a", "7/365.25")),
]

# UCUM's atoms and prefixes as far as kb uses them.
ATOM = r"(?:mol|min|Cel|deg|cal|Pa|wk|mo|\[(?:mi_i|ft_i|in_i|lb_av)\]|m\[Hg\]|[mgsLNJWhda%])"
TERM = rf"(?:[kcdmu]?{ATOM}|1)"
UCUM = re.compile(rf"/?{TERM}(?:[./]{TERM})*")


def size(words: str) -> Fraction:
    top, _, bottom = words.partition("/")
    return Fraction(top) / Fraction(bottom or 1)


def test_half_a_mile_an_hour_is_exact() -> None:
    assert canonical(0.5, "[mi_i]/h", QuantityKind.speed) == (0.22352, "m/s")


@pytest.mark.parametrize(("kind", "unit", "expected"), SIZES)
def test_sizes_are_ucums(kind: QuantityKind, unit: str, expected: str) -> None:
    assert UNITS[kind].factors[unit] == size(expected)


def test_every_size_is_checked() -> None:
    checked = {(kind, unit) for kind, unit, _ in SIZES}
    assert checked | {(kind, units.canonical) for kind, units in UNITS.items()} == set(PAIRS)


def test_every_kind_has_units_and_its_canonical_one_has_size_one() -> None:
    assert list(UNITS) == list(QuantityKind)
    assert all(units.factors[units.canonical] == 1 for units in UNITS.values())


@pytest.mark.parametrize("unit", sorted({unit for _, unit in PAIRS}))
def test_codes_are_ucum(unit: str) -> None:
    assert UCUM.fullmatch(unit)


@given(ABSOLUTE, NUMBERS)
def test_conversion_can_be_undone(pair: tuple[QuantityKind, str], value: float) -> None:
    kind, unit = pair
    converted, _ = canonical(value, unit, kind)
    back = Fraction(converted) / UNITS[kind].factors[unit]
    assert float(back) == pytest.approx(value, rel=1e-15, abs=1e-300)


@given(ABSOLUTE, NUMBERS)
def test_canonical_of_canonical_is_itself(pair: tuple[QuantityKind, str], value: float) -> None:
    once = canonical(value, pair[1], pair[0])
    assert canonical(*once, pair[0]) == once
    assert isinstance(once[0], float)


@given(ABSOLUTE, st.decimals(-1000, 1000, places=3))
def test_decimal_numbers_are_converted_without_error(
    pair: tuple[QuantityKind, str], value: object
) -> None:
    kind, unit = pair
    exact = Fraction(str(value)) * UNITS[kind].factors[unit]
    assert canonical(float(str(value)), unit, kind)[0] == float(exact)


@given(st.sampled_from(sorted(SCALE_UNITS)), ABSOLUTE, NUMBERS)
def test_relative_numbers_keep_value_and_unit(
    scale: Scale, pair: tuple[QuantityKind, str], value: float
) -> None:
    (unit,) = allowed_units(pair[0], scale)
    assert canonical(value, unit, pair[0], scale) == (value, unit)


def test_allowed_units_begin_with_the_canonical_one() -> None:
    for kind, units in UNITS.items():
        assert allowed_units(kind, Scale.absolute) == tuple(units.factors)
        assert allowed_units(kind, Scale.absolute)[0] == units.canonical


def test_every_scale_but_the_absolute_has_its_unit() -> None:
    assert set(SCALE_UNITS) == set(Scale) - {Scale.absolute}
    assert allowed_units(QuantityKind.speed, Scale.ratio) == ("1",)
    assert allowed_units(QuantityKind.speed, Scale.relative_change) == ("%",)


def test_unit_of_another_kind_is_the_callers_mistake() -> None:
    with pytest.raises(KeyError):
        canonical(1, "kg", QuantityKind.speed)


@given(ABSOLUTE, st.integers(-(10**6), 10**6))
def test_a_value_converted_from_the_canonical_unit_comes_back(
    pair: tuple[QuantityKind, str], value: int
) -> None:
    kind, unit = pair
    there, _ = canonical(value, unit, kind)
    assert converted(there, unit, kind) == pytest.approx(value, rel=1e-15)


def test_a_speed_is_converted_exactly() -> None:
    assert converted(0.44704, "[mi_i]/h", QuantityKind.speed) == 1
    assert converted(2.5, "km/h", QuantityKind.speed) == 9
