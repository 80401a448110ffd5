"""A lake with its syntheses and gaps computed anew, written beside the one that it is made of."""

from __future__ import annotations

import shutil
from pathlib import Path

from pyspark.sql import DataFrame

from kb.engines.lake import LakeFolder
from kb.engines.needed import AT_A_TIME
from kb.engines.recompute import recomputed
from kb.engines.spark import Spark
from kb.exports.lake.parquet import write_table
from kb.exports.lake.write import place
from kb.schema.lake import Lake, LakeTable


def write(engine: Spark, folder: Path, at_a_time: int = AT_A_TIME) -> Lake:
    """Write a lake anew; one that stands there goes when the new one is whole.

    Raises
    ------
    ExportError
        If something stands there that is no lake, or the disk refuses.
    """
    return place(folder, lambda new: _lake(engine, new, at_a_time))


def _lake(engine: Spark, folder: Path, at_a_time: int) -> Lake:
    """Tables that are computed, and the others as they are."""
    with recomputed(engine, at_a_time) as computed:
        tables = {
            name: _computed(computed[name], folder, name)
            if name in computed
            else _copied(engine.lake, folder, name)
            for name in engine.lake.told.tables
        }
    return engine.lake.told.model_copy(update={"tables": tables})


def _computed(rows: DataFrame, folder: Path, name: str) -> LakeTable:
    return write_table(folder, name, map(tuple, rows.toLocalIterator()))


def _copied(lake: LakeFolder, folder: Path, name: str) -> LakeTable:
    (folder / name).mkdir()
    told = lake.told.tables[name]
    for file in told.files:
        shutil.copy2(lake.folder / file.path, folder / file.path)
    return told
