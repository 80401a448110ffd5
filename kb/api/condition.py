"""What is asked of one column, as a condition in SQL with its parameters."""

from __future__ import annotations

import json
import math
import re
import sqlite3
from collections.abc import Iterable, Mapping
from typing import NamedTuple, NoReturn

from kb.api.error import UnknownValueError, alike, nearest
from kb.api.table import Column
from kb.database.search import expressions

LARGEST = 2**63 - 1
"""The largest whole number that SQLite knows."""
TOLD = 60
"""Characters of a value that an error tells."""
_COMPARED = re.compile(r"\s*(<=|>=|<|>|=)\s*(.*?)\s*")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
_VERSION = "claim || '@' || version"
_KEYS = {"source": "key", "gap_kind": "kind", "figure": "figure_id", "claim_version": _VERSION}
"""Columns of ids that are not called so."""
_NARROWER = """
    with recursive within(id) as (
      select :{0} union select b.term from within w join term_broader b on b.broader = w.id
    )
    select {1} from within"""


class Condition(NamedTuple):
    """A condition in SQL, `r` being a row of the record's table, and its parameters."""

    sql: str
    parameters: Mapping[str, object]


def condition(
    connection: sqlite3.Connection, name: str, column: Column, value: object
) -> Condition:
    """What a filter means: equal to a value, to one of several, in a range, there or missing.

    Raises
    ------
    UnknownValueError
        If the value makes no sense for the column.
    """
    if isinstance(value, bool):
        return _there(name, column, is_there=value)
    if column.kind in {"number", "flag"}:
        return _numbers(name, value)
    written = [words(name, one) for one in _several(name, value)]
    if column.kind == "word":
        return _among(name, column, [one for each in written for one in _meant(name, column, each)])
    if column.refers.startswith("term"):
        return _terms(connection, name, column.refers.partition(":")[2], written)
    if column.refers:
        _refuse_unknown(connection, name, column.refers, written)
    return _among(name, column, written)


def words(name: str, value: object) -> str:
    """A value that must be text, and text that can be stored."""
    if not isinstance(value, str):
        message = f"`{name}` takes words, and not {shown(value)}"
        raise UnknownValueError(message, f'write {name}="…"')
    try:
        value.encode()
    except UnicodeEncodeError:
        message = f"`{name}` holds a character that is none (half of a surrogate pair)"
        raise UnknownValueError(message, "decode the text as UTF-8") from None
    return value


def sought(value: object) -> str:
    """Words to look for: there must be one.

    Raises
    ------
    UnknownValueError
        If there is none.
    """
    text = words("text", value)
    if next(expressions(text), None) is None:
        raise UnknownValueError(f"`text` holds no words: {shown(text)}", "leave the filter out")
    return text


def shown(value: object) -> str:
    """A value as an error tells it."""
    told = repr(value)
    return told if len(told) <= TOLD else f"{told[:TOLD]}…"


def _several(name: str, value: object) -> list[object]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        return [value]
    if isinstance(value, Mapping):
        message = f"`{name}` takes a value or a list of values, and not {shown(value)}"
        raise UnknownValueError(message)
    return list(value)


def _there(name: str, column: Column, *, is_there: bool) -> Condition:
    if column.kind == "flag":
        return Condition(f'r."{name}" = {int(is_there)}', {})
    if column.kind in {"ids", "pairs"}:
        return Condition(f"(r.\"{name}\" in ('[]', '{{}}')) = {int(not is_there)}", {})
    return Condition(f'(r."{name}" is not null) = {int(is_there)}', {})


def _among(name: str, column: Column, values: list[str]) -> Condition:
    among = f"(select value from json_each(:{name}))"  # noqa: S608 - kb's own names
    if column.kind in {"ids", "pairs"}:
        kept = "value" if column.kind == "ids" else "key"
        sql = f'exists (select 1 from json_each(r."{name}") where {kept} in {among})'  # noqa: S608
    else:
        sql = f'r."{name}" in {among}'
    return Condition(sql, {name: json.dumps(values)})


# -- numbers -----------------------------------------------------------------------------------


def _numbers(name: str, value: object) -> Condition:
    """One number, any of several, a pair from and to, or a comparison in words."""
    if isinstance(value, str):
        found = _COMPARED.fullmatch(value)
        if found is None or not _NUMBER.fullmatch(found[2]):
            message = f"`{name}` takes a number or a comparison, and not {shown(value)}"
            raise UnknownValueError(message, f'write {name}=12, {name}=">=12" or {name}=(12, 20)')
        return Condition(f'r."{name}" {found[1]} :{name}', {name: float(found[2])})
    if isinstance(value, tuple):
        low, high = ends(name, value)
        sql = f'r."{name}" between :{name}_low and :{name}_high'
        return Condition(sql, {f"{name}_low": low, f"{name}_high": high})
    numbers = [number(name, one) for one in _several(name, value)]
    sql = f'r."{name}" in (select value from json_each(:{name}))'  # noqa: S608 - kb's own names
    return Condition(sql, {name: str(numbers)})


def ends(name: str, value: tuple[object, ...]) -> tuple[float, float]:
    """Both ends of a range; of one that is None, infinity."""
    if len(value) != 2:  # noqa: PLR2004 - from and to
        message = f"`{name}` takes a range of two numbers, and not {shown(value)}"
        raise UnknownValueError(message, f"write {name}=(low, high); None is an open end")
    low = -math.inf if value[0] is None else number(name, value[0])
    high = math.inf if value[1] is None else number(name, value[1])
    if low > high:
        message = f"`{name}` is no range from {low:g} to {high:g}: the first number is the larger"
        raise UnknownValueError(message, f"write {name}=({high:g}, {low:g})")
    return low, high


def number(name: str, value: object) -> float:
    """A value that must be a finite number."""
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= LARGEST:
        return value
    message = f"`{name}` takes numbers, and not {shown(value)}"
    raise UnknownValueError(message, f'write {name}=12, {name}=">=12" or {name}=(12, 20)')


# -- words and records -------------------------------------------------------------------------


def _meant(name: str, column: Column, written: str) -> list[str]:
    """The words of a vocabulary that are meant: one, or all from one of its degrees on."""
    compared = _COMPARED.fullmatch(written) if column.scale else None
    if compared and compared[2] in column.scale:
        return degrees(column.scale, compared[1], compared[2])
    if written not in column.words:
        _refuse(name, written, column.words)
    return [written]


def degrees(scale: tuple[str, ...], operator: str, word: str) -> list[str]:
    """Those of the degrees, the highest of which comes first, that compare so with one."""
    place = scale.index(word)
    higher, lower = scale[:place], scale[place + 1 :]
    found = {
        ">": higher,
        ">=": (*higher, word),
        "=": (word,),
        "<=": (word, *lower),
        "<": lower,
    }
    return list(found[operator])


def _refuse(name: str, written: str, known: Iterable[str]) -> NoReturn:
    """Refuse a value with those most like it; if there are few, with all of them.

    Raises
    ------
    UnknownValueError
        Always.
    """
    all_known = list(known)
    near = alike(written.casefold()[:TOLD], all_known, 3)
    few = all_known if len(all_known) <= 12 else []  # noqa: PLR2004 - what a line holds
    hint = nearest(near) or (f"one of {', '.join(few)}" if few else "")
    message = f"nothing has {shown(written)} as its `{name}`"
    raise UnknownValueError(message, hint)


def _refuse_unknown(
    connection: sqlite3.Connection, name: str, table: str, written: Iterable[str]
) -> None:
    """Refuse ids that no record of a table has."""
    key = _KEYS.get(table, "id")
    for one in written:
        sql = f"select 1 from {table} where {key} = ?"  # noqa: S608 - kb's own names
        if connection.execute(sql, [one]).fetchone() is None:
            known = connection.execute(f"select {key} from {table}")  # noqa: S608 - kb's own names
            _refuse(name, one, [row[0] for row in known])


def _terms(
    connection: sqlite3.Connection, name: str, kind: str, written: Iterable[str]
) -> Condition:
    """Rows on a term or on a narrower one; a term is meant by its id, label or a synonym."""
    own = "(select label from term where term.id = within.id)" if kind else "id"
    parts, parameters = [], dict[str, object]()
    for place, one in enumerate(written):
        parameter = f"{name}_{place}"
        parameters[parameter] = _term(connection, name, kind, one)
        parts.append(f'r."{name}" in ({_NARROWER.format(parameter, own)})')
    return Condition(f"({' or '.join(parts)})" if parts else "0", parameters)


def _term(connection: sqlite3.Connection, name: str, kind: str, written: str) -> str:
    """The id of a term of a kind, or of any."""
    sql = f"""select id, label, synonyms from term
        where {"kind = ?" if kind else "? = ''"} order by id"""  # noqa: S608 - two conditions
    rows = connection.execute(sql, [kind]).fetchall()
    also = {_folded(other): own for own, _, others in rows for other in json.loads(others)}
    labels = {_folded(label): own for own, label, _ in rows}
    known = also | labels | {own: own for own, _, _ in rows}
    found = known.get(written) or known.get(_folded(written))
    if found is None:
        _refuse(name, written, known)
    return str(found)


def _folded(text: str) -> str:
    """Words as they are compared: `Plant-height` is `plant height`."""
    return " ".join(text.casefold().replace("-", " ").split())
