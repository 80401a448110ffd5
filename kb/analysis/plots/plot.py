"""What a plot of estimates shows: its rows, its axis, and what each side of no effect means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.analysis.forest import Kind, Row, decimals_of, domain, written
from kb.schema.vocabulary import FigureKind


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of a plot.

    Parameters
    ----------
    low, high
        Ends of its interval, infinite where one is open; None where there is no interval. Of what
        is said, from where to where its bar reaches.
    told
        The numbers as people read them.
    note
        What sets it apart from other rows.
    weight
        Share in the pool, in percent.
    """

    kind: Kind
    label: str
    value: float
    low: float | None
    high: float | None
    told: str
    note: str = ""
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Plot:
    """Estimates on one scale, at least one.

    Parameters
    ----------
    subject
        What it is a plot for, as the sentence of a claim.
    axis
        What the numbers are, with their unit.
    null
        The value of no effect, where there is one; of what is said, where its bars begin.
    null_told
        What that value means; empty where it says itself.
    is_log
        Whether equal distances are equal ratios: all values are positive then.
    name
        What sort of picture it is, in words.
    favours
        What values below and above `null` speak for, where that is known.
    """

    title: str
    subject: str
    axis: str
    shown: tuple[Shown, ...]
    null: float | None = None
    is_log: bool = False
    favours: tuple[str, str] | None = None
    null_told: str = "no effect"
    kind: FigureKind = FigureKind.forest
    name: str = "Forest plot"


def computed(rows: Sequence[Row], notes: Sequence[str]) -> list[Shown]:
    """Rows whose numbers were computed, told with as many digits as their span needs.

    Parameters
    ----------
    notes
        Of the first rows; the others have none.
    """
    decimals = decimals_of(*domain(rows))
    beside = [*notes, *("" for _ in rows[len(notes) :])]
    return [
        Shown(
            row.kind,
            row.label,
            row.estimate,
            row.low,
            row.high,
            _told(row, decimals),
            note,
            row.weight,
        )
        for row, note in zip(rows, beside, strict=True)
    ]


def _told(row: Row, decimals: int | None) -> str:
    """`−1.50 (−2.90 to −0.10)`; of a prediction the interval alone."""
    value, low, high = (written(each, decimals) for each in (row.estimate, row.low, row.high))
    interval = f"{low} to {high}"
    return interval if row.kind is Kind.prediction else f"{value} ({interval})"
