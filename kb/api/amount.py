"""A number or range with its unit, and the same in another unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kb.api.error import UnknownValueError
from kb.schema.amount import measured
from kb.schema.unit import QuantityKind, allowed_units, between
from kb.schema.vocabulary import Scale

if TYPE_CHECKING:
    from kb.api.records.document import Quantity

SPOKEN = {"mph": "[mi_i]/h", "ft/s": "[ft_i]/s", "°": "deg", "°C": "Cel", "mmHg": "mm[Hg]"}
"""Units as people write them, and their UCUM codes."""


class Amount(NamedTuple):
    """A number, or with `value_high` a range, in a unit (UCUM)."""

    value: float
    value_high: float | None
    unit: str

    def __str__(self) -> str:
        """As people write it."""
        return measured(self.value, self.value_high, self.unit)


def _spoken(code: str) -> str:
    """A unit as people write it."""
    return next((word for word, known in SPOKEN.items() if known == code), code)


def converted(quantity: Quantity, unit: str) -> Amount:
    """A quantity in another unit.

    Raises
    ------
    UnknownValueError
        If what it measures has no such unit.
    """
    kind, code = QuantityKind(quantity.kind), SPOKEN.get(unit, unit)
    allowed = allowed_units(kind, Scale(quantity.scale))
    if code not in allowed:
        own = _spoken(quantity.unit)
        message = f"`{quantity.quantity_id}` is in `{own}`, which is never `{unit}`"
        raise UnknownValueError(message, f"one of {', '.join(map(_spoken, allowed))}")
    if code == quantity.unit:
        return quantity.amount
    ends = [
        None if end is None else between(end, quantity.unit, code, kind)
        for end in (quantity.value, quantity.value_high)
    ]
    return Amount(ends[0] or 0.0, ends[1], code)
