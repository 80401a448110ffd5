"""Records that were asked for: nothing is read before it is needed, and then as often as needed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from operator import index
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar, overload

from kb.api import frame, notebook
from kb.api.condition import words
from kb.api.error import NotOneError, OpenError, UnknownFilterError, meant
from kb.api.record import Record
from kb.api.table import Row

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from kb.api.base import Base

R = TypeVar("R", bound=Record)
FARTHEST = 2**62
"""A place that no record has, and that SQLite can still count to."""
SHOWN = 20
"""Records that a notebook shows."""


class Choice(NamedTuple):
    """Which rows are asked for.

    Parameters
    ----------
    conditions
        In SQL, `r` being a row; all must hold.
    found
        Ids in the order in which a search found them; None if nothing was searched for.
    window
        Places of the first row and of the one after the last; None if there is no last.
    """

    conditions: tuple[str, ...] = ()
    parameters: Mapping[str, object] = {}
    found: tuple[str, ...] | None = None
    order: tuple[str, ...] = ()
    window: tuple[int, int | None] = (0, None)


class Results(Sequence[R]):
    """Records that can be counted, sliced, put in order, gone through often, and made a table.

    Nothing is read until it is asked for: `len` counts in the file, a slice is another `Results`
    that reads only its part, and each loop reads anew.
    """

    def __init__(self, base: Base, kind: type[R], choice: Choice) -> None:
        self._base = base
        self._kind = kind
        self._choice = choice
        self._length: int | None = None

    @property
    def name(self) -> str:
        """What they are called: `claims`."""
        return self._kind.table.name

    @property
    def counted(self) -> str:
        """How many there are, in words: `3 studies`."""
        n = len(self)
        return f"{n} {self._kind.table.one if n == 1 else self._kind.table.several}"

    @property
    def columns(self) -> tuple[str, ...]:
        """The fields of each record."""
        return tuple(self._kind.table.columns)

    # -- one after the other -----------------------------------------------------------------------

    def __iter__(self) -> Iterator[R]:
        """The records in their order."""
        made: Iterator[R] = map(self._base.made(self._kind), self.tuples())
        return made

    def tuples(self) -> Iterator[Row]:
        """The same as plain tuples: the quickest way through many."""
        table = self._kind.table
        rows = self._read(", ".join(f'r."{name}"' for name in table.columns))
        return map(table.loaded, rows) if table.loaded else rows

    def __len__(self) -> int:
        """How many there are; counted once."""
        if self._length is None:
            ((self._length,),) = self._read("count(*)", counted=True)
        return self._length

    @overload
    def __getitem__(self, place: int) -> R: ...
    @overload
    def __getitem__(self, place: slice) -> Results[R]: ...
    def __getitem__(self, place: int | slice) -> R | Results[R]:
        """The record at a place, or those of a slice, which is lazy again.

        Raises
        ------
        IndexError
            If there is no such place.
        ValueError
            If a slice has steps: order and steps are for lists.
        """
        if isinstance(place, slice):
            return self._sliced(place)
        wanted = index(place)
        wanted = wanted if wanted >= 0 else len(self) + wanted
        is_near = 0 <= wanted < FARTHEST
        found = next(iter(self._windowed(wanted, wanted + 1)), None) if is_near else None
        if found is None:
            message = f"there is no place {place} among {len(self)}"
            raise IndexError(message)
        return found

    def first(self) -> R | None:
        """The first record; None if there is none."""
        return next(iter(self._windowed(0, 1)), None)

    def one(self) -> R:
        """The only record.

        Raises
        ------
        NotOneError
            If there is none, or more than one.

        Examples
        --------
        >>> base.studies().one().title
        'The invented hand bath trial'
        """
        found = list(self._windowed(0, 2))
        if len(found) == 1:
            return found[0]
        message = f"there is no such {self._kind.table.one}"
        if found:
            message = f"there are {len(self)} such, the first being `{found[0].id}`"
        raise NotOneError(message, "ask for one by its id, or with other filters")

    @property
    def ids(self) -> list[str]:
        """The ids of the records."""
        return [row[0] for row in self._read(f'r."{self._kind.table.key}"')]

    def order_by(self, *columns: str) -> Self:
        """The same in another order: by columns, the most telling first; `-year` is downwards.

        What is missing comes last. A limit and slices count in the new order.

        Raises
        ------
        UnknownFilterError
            If there is no such column.

        Examples
        --------
        >>> [source.year for source in base.sources(year=True).order_by("-year")]
        [2023, 1999]
        """
        return self._with(order=tuple(part for column in columns for part in self._by(column)))

    # -- as tables ---------------------------------------------------------------------------------

    def to_dicts(self) -> list[dict[str, Any]]:
        """A dictionary for each record.

        Examples
        --------
        >>> base.arms().to_dicts()[1]["label"]
        'rest'
        """
        return [dict(zip(self.columns, row, strict=True)) for row in self.tuples()]

    def to_pandas(self) -> pd.DataFrame:
        """A pandas DataFrame; whole numbers are `Int64`, lists of ids are tuples.

        Raises
        ------
        MissingLibraryError
            If pandas is not installed.

        Examples
        --------
        >>> base.claims().to_pandas().groupby("kind").size()["effect"]
        np.int64(3)
        """
        return frame.pandas(self._kind.table.columns, list(self.tuples()))

    def to_polars(self) -> pl.DataFrame:
        """A Polars DataFrame; lists of ids are lists in it.

        Raises
        ------
        MissingLibraryError
            If Polars is not installed.
        """
        return frame.polars(self._kind.table.columns, list(self.tuples()))

    def to_arrow(self) -> pa.Table:
        """An Arrow table.

        Raises
        ------
        MissingLibraryError
            If pyarrow is not installed.
        """
        return frame.arrow(self._kind.table.columns, list(self.tuples()))

    def __repr__(self) -> str:
        """How many of what, and the first few."""
        few = ", ".join(self._windowed(0, 3).ids) or "none"
        more = ", …" if len(self) > 3 else ""  # noqa: PLR2004 - what a line holds
        return f"<{self.counted}: {few}{more}>"

    def _repr_html_(self) -> str:
        """The first of them as a table, for notebooks."""
        told = self.counted if len(self) <= SHOWN else f"{SHOWN} of {self.counted}"
        names = tuple(dict.fromkeys((self._kind.table.key, *self.columns)))
        few = [one.to_dict() for one in self._windowed(0, SHOWN)]
        rows = [[one[name] for name in names] for one in few]
        return notebook.table(names, rows, told, self._base.linker(self._kind.page))

    # -- in SQL ------------------------------------------------------------------------------------

    def _with(self, **changed: Any) -> Self:  # noqa: ANN401 - the fields of a choice
        return type(self)(self._base, self._kind, self._choice._replace(**changed))

    def _sliced(self, place: slice) -> Self:
        if place.step not in (None, 1):
            message = "a slice has no steps here: make a list first, as list(results)[::2]"
            raise ValueError(message)
        is_open = place.stop is None and (place.start or 0) >= 0
        start, stop, _ = place.indices(FARTHEST if is_open or _is_forward(place) else len(self))
        return self._windowed(start, None if is_open else max(start, stop))

    def _windowed(self, start: int, stop: int | None) -> Self:
        """Part of what is in the window already."""
        first, last = self._choice.window
        end = last if stop is None else first + stop
        end = end if last is None or end is None else min(end, last)
        begin = first + start if end is None else min(first + start, end)
        return self._with(window=(begin, end))

    def _by(self, column: str) -> tuple[str, str]:
        name = words("order", column).removeprefix("-")
        if name not in self.columns:
            message = f"{self.name} have no column `{name}` to be ordered by"
            raise UnknownFilterError(message, meant(name, self.columns))
        scale = self._kind.table.columns[name].scale
        ranked = f"instr(' {' '.join(reversed(scale))} ', ' ' || r.\"{name}\" || ' ')"
        by = ranked if scale else f'r."{name}"'
        return f'r."{name}" is null', f"{by}{' desc' if column.startswith('-') else ''}"

    def _read(self, selected: str, *, counted: bool = False) -> Iterator[Row]:
        """Columns of the rows in their order; or what is counted of them, in none."""
        table, choice = self._kind.table, self._choice
        parameters = dict(choice.parameters)
        source, order = f"{table.source} r", (*choice.order, f'r."{table.key}"')
        if choice.found is not None:
            source = f'json_each(:found) found join {source} on r."{table.key}" = found.value'
            order = choice.order or ("found.key",)
            parameters["found"] = json.dumps(choice.found)
        first, last = choice.window
        parameters |= {"limit": -1 if last is None else last - first, "offset": first}
        where = f"from {source} where {' and '.join(('1', *choice.conditions))}"
        window = "limit :limit offset :offset"
        if counted:
            sql = f"select {selected} from (select 1 {where} {window})"  # noqa: S608 - kb's own
        else:
            sql = f"select {selected} {where} order by {', '.join(order)} {window}"
        try:
            rows: Iterator[Row] = self._base.connection.execute(sql, parameters)
        except sqlite3.OperationalError as error:  # of an older file, a column that is not there
            message = f"{self._base.path} is of another kb: no {table.several} as here ({error})"
            raise OpenError(message, "build it again with `kb build`") from None
        return rows


def _is_forward(place: slice) -> bool:
    """Whether a slice can be cut without knowing how many there are."""
    return (place.start or 0) >= 0 and place.stop is not None and place.stop >= 0
