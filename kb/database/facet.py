"""What claims can be chosen by: facets with their values, measures with their ranges, and orders.

Each is one query over the published tables, so that whoever reads the file can ask the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kb.schema.vocabulary import Certainty, ClaimDirection, ClaimKind, ClaimStatus, VerdictRating

NOT_YET = "not_yet_assessed"
"""Stands for a verdict or certainty that nobody has given."""


@dataclass(frozen=True, slots=True)
class Facet:
    """Something that a claim has values of; a claim is chosen when it has any of those asked for.

    Parameters
    ----------
    pairs
        Query for `claim` (its rowid) and `value`.
    names
        Query for `value`, `label` and `synonyms` (a JSON array) of every value there is, of
        facets whose values are records.
    words
        The values of a facet that is a vocabulary.
    """

    label: str
    pairs: str
    names: str | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that studies behind a claim have; a claim is chosen when one is in the range.

    Parameters
    ----------
    ranges
        By unit, the query for `claim` (its rowid), `low` and `high`.
    units
        The units that a reader may choose, the usual one first, each with its size in that of
        the query.
    """

    label: str
    ranges: Mapping[str, str]
    sizes: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Order:
    """An order of claims: words for it, and what to sort by, `c` being the claim."""

    label: str
    by: str


def _column(column: str) -> str:
    return f"select rowid as claim, {column} as value from claim where {column} is not null"  # noqa: S608 - names of kb's own


def _words(vocabulary: type[StrEnum], *more: str) -> tuple[str, ...]:
    return (*(word.value for word in vocabulary), *more)


def _vocabulary(label: str, column: str, vocabulary: type[StrEnum]) -> Facet:
    return Facet(label, _column(column), words=_words(vocabulary))


def _term(label: str, column: str) -> Facet:
    """Claims on a term or on a narrower one: a claim has its term and all that include it."""
    pairs = f"""
        with recursive within(term, broader) as (
          select id, id from term
          union
          select w.term, b.broader from within w join term_broader b on b.term = w.broader
        )
        select c.rowid as claim, w.broader as value
        from claim c join within w on w.term = c.{column}"""  # noqa: S608 - names of kb's own
    names = f"select id as value, label, synonyms from term where kind = '{column}'"  # noqa: S608
    return Facet(label, pairs, names=names)


def _judged(label: str, table: str, column: str, vocabulary: type[StrEnum]) -> Facet:
    pairs = f"""
        select c.rowid as claim, coalesce(j.{column}, '{NOT_YET}') as value
        from claim c left join {table} j on j.claim = c.id"""  # noqa: S608 - names of kb's own
    return Facet(label, pairs, words=_words(vocabulary, NOT_YET))


FACETS: Mapping[str, Facet] = {
    "population": _term("Population", "population"),
    "outcome": _term("Outcome", "outcome"),
    "intervention": _term("Intervention", "intervention"),
    "verdict": _judged("Verdict", "verdict", "rating", VerdictRating),
    "certainty": _judged("Certainty", "certainty", "level", Certainty),
    "direction": _vocabulary("Direction", "direction", ClaimDirection),
    "gap": Facet(
        "Gap",
        "select c.rowid as claim, g.kind as value "
        "from claim_gap g join claim c on c.id = g.claim_id",
        names="select distinct kind as value, replace(kind, '-', ' ') as label, '[]' as synonyms "
        "from gap",
    ),
    "document": Facet(
        "Document",
        "select c.rowid as claim, s.document as value from statement_claim sc "
        "join statement s on s.id = sc.statement join claim c on c.id = sc.claim",
        names="select id as value, title as label, '[]' as synonyms from document",
    ),
    "kind": _vocabulary("Kind", "kind", ClaimKind),
    "status": _vocabulary("Status", "status", ClaimStatus),
}
"""By the name that addresses, commands and programs use, in the order in which they are shown."""


def _finding(columns: str, condition: str) -> str:
    return f"""
        select c.rowid as claim, {columns}
        from evidence_line e join claim c on c.id = e.claim join study s on s.id = e.study
        left join finding f on f.id = e.finding
        where {condition}"""  # noqa: S608 - names of kb's own


def _estimate(condition: str) -> str:
    return _finding("f.value as low, f.value as high", f"f.value is not null and {condition}")


def _dose(low: str, high: str) -> str:
    """Doses of the arm that a finding speaks of, or of all arms where it names none."""
    return f"""
        select c.rowid as claim, coalesce(d.{low}, d.{high}) as low,
          coalesce(d.{high}, d.{low}) as high
        from evidence_line e join claim c on c.id = e.claim
        left join finding f on f.id = e.finding
        join arm a on a.study = e.study and a.id = coalesce(f.arm, a.id)
        join dose d on d.owner_type = 'arm' and d.owner_id = a.id
        where coalesce(d.{low}, d.{high}) is not null"""  # noqa: S608 - names of kb's own


_SPEEDS = {"m/s": 1.0, "km/h": 1000 / 3600, "mph": 1609.344 / 3600}
_PEOPLE = _finding(
    "coalesce(f.n, s.n_analysed) as low, coalesce(f.n, s.n_analysed) as high",
    "coalesce(f.n, s.n_analysed) is not null",
)
_SPEED = _dose("speed_mps_low", "speed_mps_high")

MEASURES: Mapping[str, Measure] = {
    "n": Measure("People analysed", {"people": _PEOPLE}, {"people": 1}),
    "effect": Measure(
        "Effect",
        {
            "smd": _estimate("f.estimate_type = 'standardised_mean_difference'"),
            "ratio": _estimate("f.estimate_type = 'ratio_of_means'"),
            "percent": _estimate(
                "f.unit = '%' and f.estimate_type in ('mean_difference', 'mean_change')"
            ),
        },
        {"smd": 1, "ratio": 1, "percent": 1},
    ),
    "session": Measure(
        "Session studied", {"min": _dose("session_min_low", "session_min_high")}, {"min": 1}
    ),
    "weeks": Measure("Weeks studied", {"wk": _dose("weeks_low", "weeks_high")}, {"wk": 1}),
    "speed": Measure("Speed studied", dict.fromkeys(_SPEEDS, _SPEED), _SPEEDS),
}
"""By name; each holds of any study behind a claim, each of them by itself."""


def _scale(column: str, vocabulary: type[StrEnum]) -> str:
    """The place of a column's word in a vocabulary whose order means something."""
    return f"instr(' {' '.join(vocabulary)} ', ' ' || {column} || ' ')"


_GAPS = "from claim_gap g where g.claim_id = c.id"

ORDERS: Mapping[str, Order] = {
    "said": Order(
        "most often said",
        "(select count(*) from statement_claim sc where sc.claim = c.id"
        " and sc.relation <> 'denies' and not sc.nested) desc",
    ),
    "certainty": Order(
        "most certain",
        f"(select {_scale('level', Certainty)} from certainty"  # noqa: S608 - kb's own names
        " where claim = c.id) nulls last",
    ),
    "verdict": Order(
        "best supported",
        f"(select {_scale('rating', VerdictRating)} from verdict"  # noqa: S608 - kb's own names
        " where claim = c.id) nulls last",
    ),
    "studies": Order(
        "most studies",
        "(select count(distinct e.study) from evidence_line e where e.claim = c.id) desc",
    ),
    "severity": Order(
        "most severe gaps",
        f"(select sum(g.severity = 'major') {_GAPS}) desc,"
        f" (select sum(g.severity = 'minor') {_GAPS}) desc,"
        f" (select count(*) {_GAPS}) desc",
    ),
    "newest": Order("newest verdict", "(select date from verdict where claim = c.id) desc"),
    "name": Order("A to Z", "c.claim"),
}
"""By name, the usual one first; claims that are alike in it follow by their words."""


def ordered(order: str) -> str:
    """The query for the rowids of all claims in an order."""
    return f"select c.rowid as claim from claim c order by {ORDERS[order].by}, c.claim, c.id"  # noqa: S608 - kb's own
