"""Parquet: one view, or all of them in a ZIP archive."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from itertools import islice
from typing import IO, TYPE_CHECKING, BinaryIO

from kb.exports.archive import archive, member
from kb.exports.error import UnavailableError
from kb.exports.format import Kind
from kb.exports.selection import Selection
from kb.exports.view import ALL, ONE, chosen

if TYPE_CHECKING:
    import pyarrow as pa

ABOUT = "One stable view as typed columns for data frames, or all views in a ZIP archive."
ACCEPTED_BY = "pandas, Polars, DuckDB, R's arrow, Spark"
CANNOT = ("keys between tables, which `datapackage` and `sqlite` have",)
EXTENSION = "parquet"
MEDIA_TYPE = "application/vnd.apache.parquet"
OPTIONS = ONE
RELEASE = ({"view": ALL},)
AT_A_TIME = 5000
"""Rows in a group: few enough to be small in memory, enough to be packed well."""


def kind(view: str) -> Kind:
    """One table is named by its view; all of them are an archive."""
    if view == ALL:
        return Kind("zip", "application/zip", "parquet")
    return Kind(EXTENSION, MEDIA_TYPE, view)


def write(selection: Selection, out: BinaryIO, view: str) -> None:
    """The rows of a view, or an archive of all of them.

    Raises
    ------
    UnavailableError
        If pyarrow is not installed.
    """
    if view != ALL:
        _write_view(selection, view, out)
        return
    with archive(out) as made:
        for name in chosen(view):
            with tempfile.TemporaryFile() as apart:
                _write_view(selection, name, apart)
                apart.seek(0)
                with member(made, f"{name}.parquet", packed=False) as file:
                    shutil.copyfileobj(apart, file)


def _write_view(selection: Selection, view: str, out: IO[bytes]) -> None:
    try:
        import pyarrow as pa  # noqa: PLC0415 - 150 MB that other formats do without
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError:
        message = "Parquet is written by pyarrow, which is not installed"
        raise UnavailableError(message, "install kb[tables], or pyarrow by itself") from None
    schema = _schema(selection, view)
    rows = selection.objects(view)
    with parquet.ParquetWriter(out, schema, compression="zstd", version="2.6") as writer:
        while some := list(islice(rows, AT_A_TIME)):
            writer.write_table(pa.Table.from_pylist(some, schema))


def _schema(selection: Selection, view: str) -> pa.Schema:
    """The columns with types and descriptions, and what the knowledge base says of itself."""
    import pyarrow as pa  # noqa: PLC0415

    types = {"TEXT": pa.string(), "INTEGER": pa.int64(), "REAL": pa.float64()}
    fields = [
        pa.field(
            column.name,
            pa.list_(pa.string()) if column.is_list else types[column.type],
            metadata={"description": column.description},
        )
        for column in selection.columns(view)
    ]
    about = selection.about
    told: Mapping[str, str] = {
        "title": about.title,
        "licence": about.licence,
        "digest": about.digest,
        "view": view,
        "asked": selection.asked.told(),
    }
    return pa.schema(fields, metadata=told)
