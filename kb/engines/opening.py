"""An engine by its name, over the lake in a folder."""

from __future__ import annotations

from pathlib import Path

from kb.engines.engine import Engine
from kb.engines.error import LibraryError
from kb.engines.lake import read

ENGINES = ("duckdb", "spark")
"""Engines that read a lake; the built file itself is SQLite's."""


def opened(engine: str, folder: Path, *, master: str = "", check: bool = False) -> Engine:
    """Open a lake with `duckdb`, in this process, or with `spark`, here or on a cluster.

    Parameters
    ----------
    engine
        One of `ENGINES`.
    folder
        What `kb export lake` wrote.
    master
        Of Spark: `local[*]`, or `spark://host:7077`; nothing is this machine.
    check
        Whether every byte is held against its digest first.

    Raises
    ------
    EngineError
        If there is no whole lake of this version, or no such engine here.
    """
    lake = read(folder, check=check)
    try:
        if engine == "spark":
            from kb.engines.spark import Spark  # noqa: PLC0415 - a second, and 850 MB

            return Spark(lake, master) if master else Spark(lake)
        from kb.engines.duck import Duck  # noqa: PLC0415 - half a second, and 80 MB
    except ImportError as error:
        message = f"the engine `{engine}` needs {error.name}, which is not installed"
        extra = "spark" if engine == "spark" else "lake"
        raise LibraryError(message, f"install kb[{extra}]") from None
    return Duck(lake)
