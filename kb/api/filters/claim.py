"""The filters of claims: those of the site and the exports, by the same names."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Literal, Never, TypeAlias, TypedDict

from kb.api.chooser import Chooser, Some, checked_limit, kind_of, refuse_unknown
from kb.api.condition import TOLD, degrees, ends, number, shown, words
from kb.api.error import UnknownValueError, nearest
from kb.api.results import Choice, Results
from kb.database.facet import FACETS, MEASURES, ORDERS
from kb.database.filters import Filters, Names, Range, parse, where
from kb.database.search import expressions
from kb.schema.vocabulary import SCALES, Certainty, VerdictRating

if TYPE_CHECKING:
    from kb.api import words as word
    from kb.api.records.claim import Claim

_COMPARED = re.compile(r"\s*(<=|>=|<|>)\s*(.*?)\s*")
_RANKED = {
    "certainty": tuple(map(str, SCALES[Certainty])),
    "verdict": tuple(map(str, SCALES[VerdictRating])),
}
NotYet: TypeAlias = Literal["not_yet_assessed"]
"""What stands for a verdict or certainty that nobody has given."""
Reach: TypeAlias = (
    float | str | tuple[float | None, float | None] | tuple[float | None, float | None, str]
)
"""A number, `">=12"`, or a range `(low, high)` or `(low, high, unit)`; None is an open end."""


Order: TypeAlias = Literal["said", "certainty", "verdict", "studies", "severity", "newest", "name"]


class Asked(TypedDict, total=False):
    """The filters of claims where they are passed on: those of `claims`, and ids of records."""

    population: Some[str] | None
    outcome: Some[str] | None
    intervention: Some[str] | None
    verdict: Some[word.VerdictRating | word.VerdictRatingDegree | NotYet] | None
    certainty: Some[word.Certainty | word.CertaintyDegree | NotYet] | None
    direction: Some[word.ClaimDirection] | None
    gap: Some[str] | None
    document: Some[str] | None
    kind: Some[word.ClaimKind] | None
    status: Some[word.ClaimStatus] | None
    text: str | None
    n: Reach | None
    effect: Reach | None
    session: Reach | None
    weeks: Reach | None
    speed: Reach | None
    claim: Some[str] | None
    study: Some[str] | None


class ClaimFilters(Chooser):
    """Claims of a knowledge base, by what they are about and what is known of them."""

    def claims(  # noqa: PLR0913 - as many as the site has
        self,
        *,
        population: Some[str] | None = None,
        outcome: Some[str] | None = None,
        intervention: Some[str] | None = None,
        verdict: Some[word.VerdictRating | word.VerdictRatingDegree | NotYet] | None = None,
        certainty: Some[word.Certainty | word.CertaintyDegree | NotYet] | None = None,
        direction: Some[word.ClaimDirection] | None = None,
        gap: Some[str] | None = None,
        document: Some[str] | None = None,
        kind: Some[word.ClaimKind] | None = None,
        status: Some[word.ClaimStatus] | None = None,
        text: str | None = None,
        n: Reach | None = None,
        effect: Reach | None = None,
        session: Reach | None = None,
        weeks: Reach | None = None,
        speed: Reach | None = None,
        limit: int | None = None,
        order: Order | None = None,
        **others: Never,
    ) -> Results[Claim]:
        """Claims that meet all filters, by id, those found by words best first.

        Terms are meant by id, label or synonym, and include narrower ones. Ranges hold of any
        study behind a claim: people analysed, effect (`smd`, `ratio`, `percent`), minutes of a
        session, weeks, and speed (`m/s`, `km/h`, `mph`), as `speed=(3, None, "km/h")`.

        Examples
        --------
        >>> base.claims(certainty=">=low", order="studies").ids
        ['wrist-pain']
        """
        found: Results[Claim] = self._claims(locals())
        return found

    def claim(self, claim_id: str) -> Claim:
        """The claim of an id; an error names those most like an unknown one."""
        found: Claim = self._record("claims", claim_id)
        return found

    def _claims(self, given: Mapping[str, Any]) -> Results[Any]:
        refuse_unknown("claims", given["others"], given)
        asked = self.asked(given)
        text, order = given["text"], given["order"]
        window = (0, checked_limit(given["limit"]))
        found, sql, parameters = None, *where(asked)
        if text is not None:
            found = self._by_words(words("text", text), asked, order)
            conditions: tuple[str, ...] = ()
            parameters = {}
        elif order is None:
            conditions = (f"r.claim_id in (select c.id from claim c where {sql})",)  # noqa: S608 - kb's own
        else:
            found, conditions = self._ids(sql, parameters, order), ()
            parameters = {}
        choice = Choice(conditions, parameters, found, window=window)
        return Results(self._whole, kind_of("claims"), choice)

    def asked(self, given: Mapping[str, Any]) -> Filters:
        """What of the claims is asked for, but for the words.

        Raises
        ------
        UnknownValueError
            If a value makes no sense; the message names what was probably meant.
        """
        facets = {
            name: _values(name, given[name]) for name in FACETS if given.get(name) is not None
        }
        asked, faults = parse(facets, Names(self.connection)) if facets else (Filters(), [])
        for fault in faults:
            near = nearest([value for value, _ in fault.near])
            listed = ", ".join(FACETS[fault.parameter].words)
            hint = near or (f"one of {listed}" if listed else "")
            raise UnknownValueError(fault.message, hint)
        ranges = {
            name: _range(name, given[name]) for name in MEASURES if given.get(name) is not None
        }
        return Filters("", asked.chosen, ranges)

    def _by_words(self, text: str, asked: Filters, order: str | None) -> tuple[str, ...]:
        """Ids of those with all of the words, else with any: best first, or in an order."""
        for expression in expressions(text):
            sql, parameters = where(asked, expression)
            if order is not None:
                found = self._ids(sql, parameters, order)
            else:
                ranked = f"""select c.id from claim_fts f join claim c on c.rowid = f.rowid
                    where claim_fts match :words and {sql} order by f.rank, c.id"""  # noqa: S608 - kb's own
                found = tuple(row[0] for row in self.connection.execute(ranked, parameters))
            if found:
                return found
        return ()

    def _ids(self, sql: str, parameters: Mapping[str, object], order: str) -> tuple[str, ...]:
        if order not in ORDERS:
            message = f"claims have no order {shown(order)}"
            raise UnknownValueError(message, f"one of {', '.join(ORDERS)}")
        by = f"select c.id from claim c where {sql} order by {ORDERS[order].by}, c.claim, c.id"  # noqa: S608 - kb's own
        return tuple(row[0] for row in self.connection.execute(by, parameters))


def _values(name: str, value: object) -> list[str]:
    """The words of a facet, those of its degrees that are meant by `>=low` among them."""
    several = [value] if isinstance(value, str) else value
    if not isinstance(several, list | tuple | set | frozenset):
        message = f"`{name}` takes words, and not {shown(value)}"
        raise UnknownValueError(message, f'write {name}="…"')
    found: list[str] = []
    for one in [words(name, each) for each in several]:
        scale, compared = _RANKED.get(name, ()), _COMPARED.fullmatch(one)
        found += _degrees(name, scale, *compared.groups()) if scale and compared else [one]
    return found


def _degrees(name: str, scale: tuple[str, ...], operator: str, word: str) -> list[str]:
    """The degrees that compare so with one."""
    if word not in scale:
        near = nearest(get_close_matches(word, scale, 2))
        message = f"{shown(word)} is no degree of `{name}`"
        raise UnknownValueError(message, near or f"one of {', '.join(scale)}")
    return degrees(scale, operator, word)


def _range(name: str, value: object) -> Range:
    """A range with its unit, the usual one if none is named."""
    sizes = MEASURES[name].sizes
    unit = next(iter(sizes))
    if isinstance(value, tuple) and len(value) == 3:  # noqa: PLR2004 - low, high, unit
        *value_ends, unit = value
        value = tuple(value_ends)
        if unit not in sizes:
            message = f"{shown(unit)} is no unit for `{name}`"
            raise UnknownValueError(message, f"one of {', '.join(sizes)}")
    if isinstance(value, tuple):
        low, high = ends(name, value)
    else:
        low, high = _compared(name, value)
    return Range(None if math.isinf(low) else low, None if math.isinf(high) else high, unit)


def _compared(name: str, value: object) -> tuple[float, float]:
    """A number, or what is at least or at most a number."""
    found = (
        re.fullmatch(r"\s*(<=|>=)\s*([0-9.eE+-]{1,30})\s*", value)
        if isinstance(value, str)
        else None
    )
    if found is None:
        only = number(name, value)
        return only, only
    try:
        end = float(found[2])
    except ValueError:
        message = f"`{name}` takes numbers, and not {shown(value)[:TOLD]}"
        raise UnknownValueError(
            message, f'write {name}=12, {name}=">=12" or {name}=(12, 20)'
        ) from None
    return (end, math.inf) if found[1] == ">=" else (-math.inf, end)
