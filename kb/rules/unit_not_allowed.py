"""A number has a unit that its kind of quantity does not have.

Each kind of quantity has its units, as UCUM codes; a number relative to another (`scale`) has `%`
or `1` whatever its kind.

Wrong: kind: session_duration, unit: wk
Right: kind: programme_duration, unit: wk
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import Corpus
from kb.corpus.number import dose_ranges, quantities
from kb.problems import Place, Problem
from kb.schema.unit import QuantityKind, allowed_units
from kb.schema.vocabulary import Scale


def check(corpus: Corpus) -> Iterator[Problem]:
    """Units of quantities and of doses."""
    for given in quantities(corpus):
        quantity = given.quantity
        if quantity.unit not in allowed_units(quantity.kind, quantity.scale):
            yield _problem(given.place("unit"), quantity.unit, quantity.kind, quantity.scale)
    for dose in dose_ranges(corpus):
        if dose.range.unit not in allowed_units(dose.kind, Scale.absolute):
            yield _problem(dose.place("unit"), dose.range.unit, dose.kind, Scale.absolute)


def _problem(place: Place, unit: str, kind: QuantityKind, scale: Scale) -> Problem:
    what = kind.value if scale is Scale.absolute else f"{kind.value} as {scale.value}"
    hint = f"its units: {', '.join(f'`{code}`' for code in allowed_units(kind, scale))}"
    return Problem(place, "unit-not-allowed", f"{what} has no unit `{unit}`", hint)
