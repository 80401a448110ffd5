"""Filters turned into results, for every kind of record in the same way."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

from kb.api.condition import condition, shown, sought, words
from kb.api.error import (
    UnknownFilterError,
    UnknownRecordError,
    UnknownValueError,
    alike,
    meant,
    nearest,
)
from kb.api.record import Record
from kb.api.results import FARTHEST, Choice, Results
from kb.api.table import Row, Table
from kb.database.search import expressions

if TYPE_CHECKING:
    from kb.api.base import Base
    from kb.api.file import File
    from kb.api.lake import LakeFile

T = TypeVar("T")
R = TypeVar("R", bound=Record)
Some: TypeAlias = T | Sequence[T]
"""A value, or several of which any will do."""
Number: TypeAlias = float | str | Sequence[float] | tuple[float | None, float | None]
"""A number, `">=12"`, a range `(low, high)` with None for an open end, or a list of numbers."""
KINDS: Mapping[str, tuple[str, str]] = {
    "claims": ("claim", "Claim"),
    "figures": ("claim", "Figure"),
    "gaps": ("claim", "Gap"),
    "syntheses": ("claim", "Synthesis"),
    "domains": ("claim", "Domain"),
    "versions": ("claim", "Version"),
    "changes": ("claim", "Change"),
    "verdicts": ("claim", "Verdict"),
    "documents": ("document", "Document"),
    "quantities": ("document", "Quantity"),
    "statements": ("document", "Statement"),
    "guidance": ("guidance", "Guidance"),
    "doses": ("guidance", "Dose"),
    "sources": ("source", "Source"),
    "terms": ("source", "Term"),
    "arms": ("study", "Arm"),
    "evidence": ("study", "Evidence"),
    "findings": ("study", "Finding"),
    "studies": ("study", "Study"),
}
"""By name of the method that finds them: the module and the class of records."""
LONGEST_ID = 200
"""Characters of an id that is looked for among those there are."""
OWN = ("self", "text", "limit", "order", "others")
"""Parameters that are no columns."""


def kind_of(name: str) -> type[Record]:
    """The class of the records that a method finds; its module is loaded now."""
    module, own = KINDS[name]
    found: type[Record] = getattr(import_module(f"kb.api.records.{module}"), own)
    return found


class Chooser:
    """Finds records by filters, and single ones by id."""

    _file: File | LakeFile

    def __init__(self) -> None:
        self._made: dict[type[Record], Callable[[Row], Any]] = {}

    @property
    def connection(self) -> sqlite3.Connection:
        """The thread's read-only connection; rows are tuples."""
        return self._file.connection

    def made(self, kind: type[R]) -> Callable[[Row], R]:
        """What makes records of a kind from rows."""
        if kind not in self._made:
            self._made[kind] = kind.of(self.whole)
        return self._made[kind]

    @property
    def whole(self) -> Base:
        """Itself: all that choosers are parts of is a base."""
        return cast("Base", self)

    def _chosen(self, many: str, given: Mapping[str, Any]) -> Results[Any]:
        """The records that meet all filters.

        Raises
        ------
        UnknownFilterError, UnknownValueError
            If a name or a value makes no sense; the message names what was probably meant.
        """
        kind = kind_of(many)
        refuse_unknown(many, given["others"], given)
        conditions, parameters = ["1"], dict[str, object]()
        for asked in (one for one in given if one not in OWN and given[one] is not None):
            name = asked if asked in kind.table.columns else f"{asked}s"
            column = kind.table.columns[name]
            meant = condition(self.connection, name, column, given[asked])
            conditions.append(meant.sql)
            parameters |= meant.parameters
        found = None
        if given.get("text") is not None:
            found = self._found(kind.table, sought(given["text"]))
        choice = Choice(
            tuple(conditions), parameters, found, window=(0, checked_limit(given["limit"]))
        )
        return self._ordered(kind, choice, given["order"])

    def _ordered(self, kind: type[R], choice: Choice, order: Some[str] | None) -> Results[R]:
        results = Results(self.whole, kind, choice)
        if order is None:
            return results
        return results.order_by(*([order] if isinstance(order, str) else order))

    def _found(self, table: Table, text: str) -> tuple[str, ...]:
        """Ids by words, best first: those with all of the words, else those with any."""
        key = "key" if table.searched == "source" else "id"
        sql = f"""select t.{key} from {table.searched}_fts f
            join {table.searched} t on t.rowid = f.rowid
            where {table.searched}_fts match ? order by f.rank, t.{key}"""  # noqa: S608 - kb's own
        return next(
            (ids for ids in self._each(sql, text) if ids),
            (),
        )

    def _each(self, sql: str, text: str) -> Iterator[tuple[str, ...]]:
        for expression in expressions(text):
            yield tuple(row[0] for row in self.connection.execute(sql, [expression]))

    def _record(self, name: str, own: str) -> Any:  # noqa: ANN401 - of the kind that is asked for
        """The record of an id.

        Raises
        ------
        UnknownRecordError
            If there is none; the message names the ids most like it.
        """
        kind = kind_of(name)
        table = kind.table
        choice = Choice((f'r."{table.key}" = :own',), {"own": words(table.key, own)})
        found = Results(self.whole, kind, choice).first()
        if found is None:
            hint = nearest(alike_ids(own, Results(self.whole, kind, Choice()).ids))
            message = f"there is no {table.one} {shown(own)}"
            raise UnknownRecordError(message, hint)
        return found


def alike_ids(own: str, known: Sequence[str]) -> list[str]:
    """The ids most like one: written alike, or holding it."""
    close = alike(own[:LONGEST_ID], known, 3)
    holding = [one for one in known if own and own.casefold() in one.casefold()]
    return list(dict.fromkeys([*close, *holding]))[:3]


def refuse_unknown(name: str, others: Mapping[str, object], given: Mapping[str, object]) -> None:
    """Refuse parameters that are no filter.

    Raises
    ------
    UnknownFilterError
        For the first of them, naming those most like it.
    """
    for strange in others:
        known = [one for one in given if one not in {"self", "others"}]
        raise UnknownFilterError(f"{name} have no filter `{strange}`", meant(strange, known))


def checked_limit(limit: object) -> int | None:
    """A limit that is a whole number, or none.

    Raises
    ------
    UnknownValueError
        If it is something else, or below 0.
    """
    if limit is None:
        return None
    if not isinstance(limit, int) or isinstance(limit, bool) or limit < 0:
        raise UnknownValueError(f"`limit` is a whole number from 0, and not {shown(limit)}")
    return min(limit, FARTHEST)
