"""Claims by the filters of the site and the exports: read, checked, as results."""

from __future__ import annotations

import math
import re
import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kb.api.chooser import checked_limit, kind_of, refuse_unknown
from kb.api.condition import degrees, ends, number, shown, sought, words
from kb.api.error import UnknownValueError, meant, nearest
from kb.api.results import Choice, Results
from kb.database.facet import FACETS, MEASURES, ORDERS
from kb.database.filters import MOST_CHOSEN, Filters, Names, Range, parse, where
from kb.database.search import expressions
from kb.schema.vocabulary import SCALES, Certainty, VerdictRating

if TYPE_CHECKING:
    from kb.api.base import Base

_COMPARED = re.compile(r"\s*(<=|>=|<|>)\s*(.*?)\s*")
_BOUND = re.compile(r"\s*(<=|>=)\s*(.{1,60}?)\s*")
_RANKED = {
    "certainty": tuple(map(str, SCALES[Certainty])),
    "verdict": tuple(map(str, SCALES[VerdictRating])),
}


def chosen(base: Base, given: Mapping[str, Any]) -> Results[Any]:
    """The claims that meet all filters: by id, by words the best first, or in an order.

    Raises
    ------
    UnknownFilterError, UnknownValueError
        If a name or a value makes no sense; the message names what was probably meant.
    """
    refuse_unknown("claims", given["others"], given)
    filters, order = asked(base.connection, given), given["order"]
    choice = Choice(window=(0, checked_limit(given["limit"])))
    sql, parameters = where(filters)
    if any(given.get(name) in ([], ()) for name in FACETS):
        choice = choice._replace(found=())
    elif given["text"] is not None:
        found = _by_words(base.connection, sought(given["text"]), filters, order)
        choice = choice._replace(found=found)
    elif order is not None:
        choice = choice._replace(found=_ids(base.connection, sql, parameters, order))
    elif filters.parts:
        condition = f"r.claim_id in (select c.id from claim c where {sql})"  # noqa: S608 - kb's own
        choice = choice._replace(conditions=(condition,), parameters=parameters)
    return Results(base, kind_of("claims"), choice)


def asked(connection: sqlite3.Connection, given: Mapping[str, Any]) -> Filters:
    """What of the claims is asked for, but for the words.

    Raises
    ------
    UnknownValueError
        If a value makes no sense; the message names what was probably meant.
    """
    facets = {name: _values(name, given[name]) for name in FACETS if given.get(name) is not None}
    filters, faults = parse(facets, Names(connection)) if facets else (Filters(), [])
    for fault in faults:
        near = nearest([value for value, _ in fault.near])
        listed = ", ".join(FACETS[fault.parameter].words)
        raise UnknownValueError(fault.message, near or (f"one of {listed}" if listed else ""))
    ranges = {name: _range(name, given[name]) for name in MEASURES if given.get(name) is not None}
    return Filters("", filters.chosen, ranges)


def _by_words(
    connection: sqlite3.Connection, text: str, filters: Filters, order: str | None
) -> tuple[str, ...]:
    """Ids of those with all of the words, else with any: best first, or in an order."""
    for expression in expressions(text):
        sql, parameters = where(filters, expression)
        if order is not None:
            found = _ids(connection, sql, parameters, order)
        else:
            ranked = f"""select c.id from claim_fts f join claim c on c.rowid = f.rowid
                where claim_fts match :words and {sql} order by f.rank, c.id"""  # noqa: S608 - kb's own
            found = tuple(row[0] for row in connection.execute(ranked, parameters))
        if found:
            return found
    return ()


def _ids(
    connection: sqlite3.Connection, sql: str, parameters: Mapping[str, object], order: str
) -> tuple[str, ...]:
    """Ids in one of the site's orders."""
    if order not in list(ORDERS):  # a list, which is no word, cannot be looked up in a mapping
        message = f"claims have no order {shown(order)}"
        by_column = 'by a column: .order_by("-n_studies")'
        raise UnknownValueError(message, f"one of {', '.join(ORDERS)}; {by_column}")
    by = f"select c.id from claim c where {sql} order by {ORDERS[order].by}, c.claim, c.id"  # noqa: S608 - kb's own
    return tuple(row[0] for row in connection.execute(by, parameters))


def _values(name: str, value: object) -> list[str]:
    """The words of a facet, those of its degrees that are meant by `>=low` among them."""
    several = [value] if isinstance(value, str) else value
    if not isinstance(several, list | tuple | set | frozenset):
        message = f"`{name}` takes words, and not {shown(value)}"
        raise UnknownValueError(message, f'write {name}="…"')
    if len(several) > MOST_CHOSEN:
        message = f"`{name}` takes at most {MOST_CHOSEN} values, and not {len(several)}"
        raise UnknownValueError(message, "ask several times, or in SQL")
    if any(isinstance(one, str) and not one.strip() for one in several):
        raise UnknownValueError(f"`{name}` holds an empty value", "leave the filter out")
    found: list[str] = []
    for one in [words(name, each) for each in several]:
        scale, compared = _RANKED.get(name, ()), _COMPARED.fullmatch(one)
        found += _degrees(name, scale, *compared.groups()) if scale and compared else [one]
    return found


def _degrees(name: str, scale: tuple[str, ...], operator: str, word: str) -> list[str]:
    """The degrees that compare so with one."""
    if word not in scale:
        message = f"{shown(word)} is no degree of `{name}`"
        raise UnknownValueError(message, meant(word, scale))
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
    found = _BOUND.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        only = number(name, value)
        return only, only
    try:
        end = number(name, float(found[2]))
    except ValueError:
        message = f"`{name}` takes numbers, and not {shown(value)}"
        raise UnknownValueError(
            message, f'write {name}=12, {name}=">=12" or {name}=(12, 20)'
        ) from None
    return (end, math.inf) if found[1] == ">=" else (-math.inf, end)
