"""Two groups with and without an event: tables of two by two."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from kb.analysis.effects.effect import Effect, require, scaled

HALF = 0.5
COX = 1 / 1.65
"""Log odds ratio to standardised mean difference of a normal outcome (Cox and Snell 1989)."""
LOGISTIC = math.sqrt(3) / math.pi
"""The same of a logistic outcome (Chinn 2000)."""


@dataclass(frozen=True, slots=True)
class Table:
    """People with and without the event: `a`, `b` in the first group, `c`, `d` in the second."""

    a: float
    b: float
    c: float
    d: float

    def __post_init__(self) -> None:
        for count in self.cells:
            require(0 <= count < math.inf, f"{count:g} people cannot be")
        for name, n in (("first", self.a + self.b), ("second", self.c + self.d)):
            require(n > 0, f"the {name} group has no people")

    @property
    def cells(self) -> tuple[float, float, float, float]:
        """The four counts."""
        return self.a, self.b, self.c, self.d

    @property
    def risks(self) -> tuple[float, float]:
        """Share of people with the event, per group."""
        return self.a / (self.a + self.b), self.c / (self.c + self.d)

    @property
    def groups(self) -> tuple[float, float]:
        """People per group."""
        return self.a + self.b, self.c + self.d


def from_totals(events: float, n: float, other_events: float, other_n: float) -> Table:
    """The table of events among so many people in two groups."""
    for count, total in ((events, n), (other_events, other_n)):
        require(count <= total, f"{count:g} events are more than {total:g} people")
    return Table(events, n - events, other_events, other_n - other_events)


def corrected(
    table: Table,
    add: float = HALF,
    to: Literal["only0", "all"] = "only0",
    *,
    keep_empty: bool = True,
) -> Table:
    """A table as it is pooled: metafor adds 0.5 to all four cells where one is 0.

    Parameters
    ----------
    table
        As counted.
    add
        What to add to each cell.
    to
        Tables to add it to: those with a zero only, or all.
    keep_empty
        Whether a table without any event (or with nothing but events) is taken at all.
    """
    is_empty = not (table.a or table.c) or not (table.b or table.d)
    require(
        keep_empty or not is_empty, "no event, or nothing but events, in both groups says nothing"
    )
    if to == "only0" and all(table.cells):
        return table
    return Table(*(cell + add for cell in table.cells))


def risk_ratio(table: Table) -> Effect:
    """Log risk ratio (RR)."""
    require(table.a and table.c, "a group without the event has no log risk ratio")
    first, second = table.groups
    variance = 1 / table.a - 1 / first + 1 / table.c - 1 / second
    return Effect(math.log(table.risks[0] / table.risks[1]), variance)


def odds_ratio(table: Table) -> Effect:
    """Log odds ratio (OR)."""
    require(all(table.cells), "a cell of 0 has no log odds ratio")
    value = math.log(table.a / table.b) - math.log(table.c / table.d)
    return Effect(value, sum(1 / cell for cell in table.cells))


def risk_difference(table: Table) -> Effect:
    """Risk in the first group less that in the second (RD)."""
    variances = (risk * (1 - risk) / n for risk, n in zip(table.risks, table.groups, strict=True))
    return Effect(table.risks[0] - table.risks[1], sum(variances))


def peto_odds_ratio(table: Table) -> Effect:
    """Peto's log odds ratio: observed less expected over its variance (PETO)."""
    first, second = table.groups
    n, events = first + second, table.a + table.c
    require(0 < events < n, "no event, or nothing but events, has no odds ratio")
    variance = first * second * (events / n) * ((n - events) / n) / (n - 1)
    return from_observed(table.a - events * first / n, variance)


def from_observed(excess: float, variance: float) -> Effect:
    """Log hazard or odds ratio from observed less expected events and their variance."""
    require(0 < variance < math.inf, f"a variance of {variance:g} cannot be: it is above 0")
    return Effect(excess / variance, 1 / variance)


def arcsine_difference(table: Table) -> Effect:
    """Difference of arcsine square roots of the risks (AS; Rücker and others 2009)."""
    first, second = (math.asin(math.sqrt(risk)) for risk in table.risks)
    return Effect(first - second, sum(1 / (4 * n) for n in table.groups))


def phi(table: Table) -> Effect:
    """Phi, the correlation of group and event, with its multinomial variance (PHI)."""
    n = sum(table.cells)
    row, column = table.groups[0] / n, (table.a + table.c) / n
    require(0 < column < 1, "no event, or nothing but events, has no correlation")
    rows, columns = row * (1 - row), column * (1 - column)
    value = (table.a * table.d - table.b * table.c) / (n * n) / math.sqrt(rows * columns)
    skew_row, skew_column = 2 * row - 1, 2 * column - 1
    shared = value * (1 + value**2 / 2) * skew_row * skew_column / math.sqrt(rows * columns)
    lost = 0.75 * value**2 * (skew_row**2 / rows + skew_column**2 / columns)
    return Effect(value, (1 - value**2 + shared - lost) / n)


def yule_q(table: Table) -> Effect:
    """Yule's Q: odds ratio less 1 over odds ratio plus 1 (YUQ)."""
    odds = odds_ratio(table)
    q = math.tanh(odds.value / 2)
    return Effect(q, (1 - q * q) ** 2 * odds.variance / 4)


def standardised_normal(table: Table) -> Effect:
    """Standardised mean difference that an odds ratio means for a normal outcome (OR2DN)."""
    return scaled(odds_ratio(table), COX)


def standardised_logistic(table: Table) -> Effect:
    """Standardised mean difference that an odds ratio means for a logistic outcome (OR2DL)."""
    return scaled(odds_ratio(table), LOGISTIC)
