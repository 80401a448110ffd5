"""Write a lake: table by table, in a folder that gets its name when all of it is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kb import __version__
from kb.database.place import MANIFEST
from kb.exports.error import ExportError, UnavailableError
from kb.exports.folder import beside, put_in_place, refuse_foreign
from kb.exports.selection import Selection
from kb.exports.target import refused, settle
from kb.schema.lake import Lake, LakeTable, LakeView
from kb.schema.tables import MODELS, table
from kb.schema.view import views


def write(selection: Selection, folder: Path) -> Lake:
    """Write all tables of what is chosen; an older lake that stands there goes at the very end.

    Raises
    ------
    UnavailableError
        If pyarrow is not installed.
    ExportError
        If something stands there that is no lake, the built file is of another version of kb, or
        the disk refuses.
    """
    return place(folder, lambda new: _lake(selection, new))


def place(folder: Path, make: Callable[[Path], Lake]) -> Lake:
    """Give a folder a lake that is made beside it; one that stands there goes at the very end.

    Parameters
    ----------
    make
        Writes the tables into a folder, and says what they are.

    Raises
    ------
    ExportError
        If something stands there that is no lake, or the disk refuses.
    """
    folder = folder.resolve()
    try:
        refuse_foreign(folder, MANIFEST, "lake")
        folder.parent.mkdir(parents=True, exist_ok=True)
        with beside(folder) as new:
            lake = make(new)
            with (new / MANIFEST).open("xb") as out:
                out.write(lake.model_dump_json(indent=2).encode() + b"\n")
                settle(out)
            put_in_place(new, folder)
    except OSError as error:
        raise refused(folder, error) from error
    return lake


def _lake(selection: Selection, folder: Path) -> Lake:
    about = selection.about
    return Lake(
        schema_version=about.schema_version,
        kb_version=__version__,
        title=about.title,
        licence=about.licence,
        digest=about.digest,
        asked=selection.asked.told(),
        tables={name: _table(selection, folder, name) for name in selection.tables},
        views={
            view.name: LakeView(
                description=view.description, columns=view.columns, query=view.query
            )
            for view in views()
        },
    )


def _table(selection: Selection, folder: Path, name: str) -> LakeTable:
    try:
        from kb.exports.lake.parquet import write_table  # noqa: PLC0415 - 150 MB that others do without
    except ImportError:
        message = "a lake is written by pyarrow, which is not installed"
        raise UnavailableError(message, "install kb[lake], or pyarrow by itself") from None
    _refuse_other_columns(selection, name)
    return write_table(folder, name, selection.tuples(name, "rowid"))


def _refuse_other_columns(selection: Selection, name: str) -> None:
    """Refuse a built file whose tables are not those of this version of kb.

    Raises
    ------
    ExportError
        If a table has other columns.
    """
    found = {column.name for column in selection.columns(name)}
    if wrong := sorted(found ^ set(table(MODELS[name]).columns.keys())):
        message = f"the built file is of another version of kb: `{name}` differs in {wrong[0]}"
        raise ExportError(message, "run `kb build`")
