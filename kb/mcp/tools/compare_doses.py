"""Compare the doses that are advised with those that were studied.

For each measure: from the least to the most that is advised, and that was given in studies of what
is advised; whether advice goes beyond what was studied; and the doses behind both, with places.
Values are told in the unit in which they are stored, speeds in km/h and mph as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from pydantic import Field

from kb.database.filters import Names
from kb.mcp.base import Base, RefusedError, Row
from kb.mcp.bounds import CHARACTERS, MOST, page
from kb.mcp.doses import MEASURES, Amount, Dose, amount, dose, doses
from kb.mcp.shape import Page, Part, Told
from kb.schema.vocabulary import DoseStage

TITLE = "Doses advised beside doses studied"
USUAL = 5
Ends = tuple[float, float]
NO_DOSE = (DoseStage.increment,)
"""Stages that tell a step from one dose to the next, and are no dose by themselves."""


class Arguments(Part):
    """What may be asked."""

    population: str | None = Field(
        None, max_length=200, description="Id, label or synonym of a population; all without it"
    )
    limit: int = Field(USUAL, ge=1, le=MOST, description="Doses of each part at most")
    offset: int = Field(0, ge=0, description="Doses of each part to pass over")


class Reach(Part):
    """From the least to the most, and the doses that tell them."""

    amount: Amount
    least_in: str = Field(description="Id of a dose")
    most_in: str = Field(description="Id of a dose")
    n_doses: int


class Compared(Part):
    """One measure."""

    measure: str
    advised: Reach | None = Field(None, description="Absent: no advice tells it")
    studied: Reach | None = Field(None, description="Absent: no study tells it")
    advice_is: str = Field(
        description="within, above, below, above_and_below what was studied;"
        " not_advised; not_studied"
    )


class Data(Part):
    """Doses and how they compare."""

    measures: list[Compared]
    advised: Page[Dose]
    told: Page[Dose] = Field(description="Told by documents, as of a study, and not advised")
    studied: Page[Dose]


def answer(base: Base, asked: Arguments) -> Told:
    """Doses for all, or of one population."""
    found = doses(base, _population(base, asked.population))
    room = CHARACTERS // len(found)
    pages = {
        part: page(
            rows,
            lambda row: dose(base, row),
            offset=asked.offset,
            limit=asked.limit,
            room=room,
        )
        for part, rows in found.items()
    }
    measures = [_compared(measure, found["advised"], found["studied"]) for measure in MEASURES]
    data = Data(measures=measures, **pages)
    return Told(summary=_summary(data), data=data)


def _population(base: Base, written: str | None) -> str | None:
    if not written:
        return None
    names: Names = base.index.names
    value = names.value("population", written)
    if value is None:
        near = ", ".join(f"`{one}`" for one, _ in names.near("population", written))
        message = f"no population is called “{written}”" + (f"; there is {near}" if near else "")
        raise RefusedError(message)
    return value


def _compared(measure: str, advised: Sequence[Row], studied: Sequence[Row]) -> Compared:
    low, high, _ = MEASURES[measure]
    doses = [row for row in advised if row["stage"] not in NO_DOSE]
    ours, theirs = (
        [row for row in rows if row[low] is not None or row[high] is not None]
        for rows in (doses, studied)
    )
    return Compared(
        measure=measure,
        advised=_reach(measure, ours),
        studied=_reach(measure, theirs),
        advice_is=_advice_is(_told_ends(measure, ours), _open_ends(measure, theirs)),
    )


def _told_ends(measure: str, rows: Sequence[Row]) -> list[Ends]:
    """Both ends of a measure; of an open range, twice the end that is told."""
    low, high, _ = MEASURES[measure]
    return [
        (row[high] if row[low] is None else row[low], row[low] if row[high] is None else row[high])
        for row in rows
    ]


def _open_ends(measure: str, rows: Sequence[Row]) -> list[Ends]:
    """Both ends of a measure; an open one takes in everything."""
    low, high, _ = MEASURES[measure]
    return [
        (-inf if row[low] is None else row[low], inf if row[high] is None else row[high])
        for row in rows
    ]


def _reach(measure: str, rows: Sequence[Row]) -> Reach | None:
    if not rows:
        return None
    ends = list(zip(_told_ends(measure, rows), (row["id"] for row in rows), strict=True))
    (low, _), least_in = min(ends)
    (_, high), most_in = max(ends, key=lambda one: one[0][1])
    told = amount(measure, low, high)
    return Reach(amount=told, least_in=least_in, most_in=most_in, n_doses=len(rows))


def _advice_is(ours: Sequence[Ends], theirs: Sequence[Ends]) -> str:
    if not ours:
        return "not_advised"
    if not theirs:
        return "not_studied"
    above = max(high for _, high in ours) > max(high for _, high in theirs)
    below = min(low for low, _ in ours) < min(low for low, _ in theirs)
    beyond = [word for word, is_so in (("above", above), ("below", below)) if is_so]
    return "_and_".join(beyond) or "within"


def _summary(data: Data) -> str:
    if not data.advised.total and not data.studied.total:
        return "No dose is recorded for that, neither advised nor studied."
    beyond = [
        f"{one.measure} is {one.advice_is.replace('_', ' ')} what was studied"
        for one in data.measures
        if one.advice_is in {"above", "below", "above_and_below"}
    ]
    told = f"{data.advised.total} doses advised, {data.studied.total} studied."
    return f"{told} Of what is advised, {'; '.join(beyond)}." if beyond else told
