"""Rows as tables of pandas, Polars and Arrow, which are imported when they are asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from kb.api.error import MissingLibraryError
from kb.api.table import Column, Row

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

EXTRAS = {"pandas": "pandas", "polars": "polars", "pyarrow": "tables"}
"""What to install for each library: the extra of kb."""


def _library(name: str) -> Any:  # noqa: ANN401 - a module
    """A library that only some people need.

    Raises
    ------
    MissingLibraryError
        If it is not installed.
    """
    try:
        return import_module(name)
    except ImportError:
        message = f"{name} is not installed"
        raise MissingLibraryError(message, f"install kb[{EXTRAS[name]}], or {name}") from None


def pandas(columns: Mapping[str, Column], rows: Sequence[Row]) -> pd.DataFrame:
    """A DataFrame with the types of the columns, also where no value is there.

    Whole numbers stay whole beside missing ones: they are of pandas' `Int64`.
    """
    library = _library("pandas")
    text = library.Series([""]).dtype  # that of the version of pandas
    kinds = {"number": "float64", "flag": "Int64", "ids": "object", "pairs": "object"}
    types = {
        name: "Int64" if column.is_whole else kinds.get(column.kind, text)
        for name, column in columns.items()
    }
    frame: pd.DataFrame = library.DataFrame.from_records(rows, columns=list(columns)).astype(types)
    return frame


def polars(columns: Mapping[str, Column], rows: Sequence[Row]) -> pl.DataFrame:
    """A DataFrame with the types of the columns, also where no value is there."""
    library = _library("polars")
    kinds = {"number": library.Float64, "flag": library.Int64, "ids": library.List(library.String)}
    pairs = library.List(library.Struct({"name": library.String, "value": library.Float64}))
    kinds["pairs"] = pairs
    schema = {
        name: library.Int64 if column.is_whole else kinds.get(column.kind, library.String)
        for name, column in columns.items()
    }
    frame: pl.DataFrame = library.DataFrame(_plain(columns, rows), schema=schema, orient="row")
    return frame


def arrow(columns: Mapping[str, Column], rows: Sequence[Row]) -> pa.Table:
    """A table with the types of the columns."""
    library = _library("pyarrow")
    pairs = library.struct([("name", library.string()), ("value", library.float64())])
    kinds = {
        "number": library.float64(),
        "flag": library.int64(),
        "ids": library.list_(library.string()),
        "pairs": library.list_(pairs),
    }
    fields = [
        (name, library.int64() if column.is_whole else kinds.get(column.kind, library.string()))
        for name, column in columns.items()
    ]
    objects = [dict(zip(columns, row, strict=True)) for row in _plain(columns, rows)]
    table: pa.Table = library.Table.from_pylist(objects, library.schema(fields))
    return table


def pandas_of(columns: Sequence[str], rows: Sequence[Row]) -> pd.DataFrame:
    """A DataFrame whose types pandas finds by the values."""
    frame: pd.DataFrame = _library("pandas").DataFrame.from_records(rows, columns=list(columns))
    return frame


def polars_of(columns: Sequence[str], rows: Sequence[Row]) -> pl.DataFrame:
    """A DataFrame whose types Polars finds by all values."""
    frame: pl.DataFrame = _library("polars").DataFrame(
        rows, schema=list(columns), orient="row", infer_schema_length=None
    )
    return frame


def arrow_of(columns: Sequence[str], rows: Sequence[Row]) -> pa.Table:
    """A table whose types Arrow finds by the values."""
    library = _library("pyarrow")
    cells = zip(*rows, strict=True) if rows else ([] for _ in columns)
    arrays = [library.array(list(each)) for each in cells]
    table: pa.Table = library.Table.from_arrays(arrays, names=list(columns))
    return table


def _plain(columns: Mapping[str, Column], rows: Sequence[Row]) -> list[list[Any]]:
    """Rows with lists in the place of tuples, and pairs by their names."""
    kinds = [column.kind for column in columns.values()]
    return [[_listed(kind, value) for kind, value in zip(kinds, row, strict=True)] for row in rows]


def _listed(kind: str, value: Any) -> Any:  # noqa: ANN401 - any value of a row
    if kind == "pairs":
        return [{"name": name, "value": number} for name, number in value]
    return list(value) if kind == "ids" else value
