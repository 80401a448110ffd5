"""Parquet: columns with types, some rows at a time, by pyarrow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kb.importing.reading.batch import Batch
from kb.importing.reading.content import Content
from kb.importing.reading.fault import fault
from kb.importing.reading.notices import Notices
from kb.importing.reading.options import ReadingOptions
from kb.importing.reading.shape import Shape

if TYPE_CHECKING:
    import pyarrow as pa

AT_A_TIME = 2_000
"""Rows."""


def read(
    content: Content,
    options: ReadingOptions,  # noqa: ARG001 - Parquet says all of itself
    shape: Shape,
    notices: Notices,  # noqa: ARG001
) -> Iterator[Batch]:
    """The rows of a file, in batches; their numbers are their places in it, from 1.

    Raises
    ------
    InputError
        If pyarrow is not installed, or the file is damaged or no Parquet.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - 150 MB that other formats do without
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError:
        message = "Parquet is read by pyarrow, which is not installed"
        raise fault(
            "unreadable-input", content.file, message, "install kb[tables], or pyarrow by itself"
        ) from None
    with content.seekable() as file:
        count = 0
        try:
            for rows in parquet.ParquetFile(file).iter_batches(AT_A_TIME):
                yield shape.filled(content.file, _plain(rows), count + 1)
                count += len(rows)
        except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
            message = f"behind row {count}, this is no Parquet: {error}"
            raise fault(
                "damaged-input", content.file, message, "copy or download it again"
            ) from None


def _plain(rows: pa.RecordBatch) -> list[dict[str, object]]:
    """Rows with dates, times, decimals and bytes as text."""
    import pyarrow as pa  # noqa: PLC0415

    columns = {
        name: column.cast(pa.string()) if _is_written(column.type) else column
        for name, column in zip(rows.schema.names, rows.columns, strict=True)
    }
    found: list[dict[str, object]] = pa.table(columns).to_pylist()
    return found


def _is_written(kind: pa.DataType) -> bool:
    from pyarrow import types  # noqa: PLC0415

    return bool(
        types.is_temporal(kind)
        or types.is_decimal(kind)
        or types.is_binary(kind)
        or types.is_large_binary(kind)
    )
