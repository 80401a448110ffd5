"""The rows of a query of one's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, overload

from kb.api import frame, notebook
from kb.database import reader

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

Object = dict[str, Any]
SHOWN = 20
"""Rows that a notebook shows."""


class Answer(Sequence[Object]):
    """Rows as dictionaries; `truncated` says whether there would have been more.

    Parameters
    ----------
    found
        The answer as it was read.
    """

    def __init__(self, found: reader.Answer) -> None:
        self.columns = tuple(reader.distinct(found.columns))
        self.rows = found.rows
        self.truncated = found.truncated

    @overload
    def __getitem__(self, place: int) -> Object: ...
    @overload
    def __getitem__(self, place: slice) -> list[Object]: ...
    def __getitem__(self, place: int | slice) -> Object | list[Object]:
        """The row at a place, or those of a slice."""
        if isinstance(place, slice):
            return [self._named(row) for row in self.rows[place]]
        return self._named(self.rows[place])

    def __iter__(self) -> Iterator[Object]:
        """The rows in their order."""
        return map(self._named, self.rows)

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    @property
    def counted(self) -> str:
        """How many there are, in words."""
        return "1 row" if len(self) == 1 else f"{len(self)} rows"

    def to_dicts(self) -> list[Object]:
        """A dictionary for each row."""
        return list(self)

    def to_pandas(self) -> pd.DataFrame:
        """A pandas DataFrame."""
        return frame.pandas_of(self.columns, self.rows)

    def to_polars(self) -> pl.DataFrame:
        """A Polars DataFrame."""
        return frame.polars_of(self.columns, self.rows)

    def to_arrow(self) -> pa.Table:
        """An Arrow table."""
        return frame.arrow_of(self.columns, self.rows)

    def _named(self, row: tuple[object, ...]) -> Object:
        return dict(zip(self.columns, row, strict=True))

    def __repr__(self) -> str:
        """How many rows of which columns."""
        more = " and more" if self.truncated else ""
        return f"<{self.counted}{more}: {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        """The first rows as a table, for notebooks."""
        return notebook.table(self.columns, self.rows[:SHOWN], self.counted)
