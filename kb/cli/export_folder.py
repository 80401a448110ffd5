"""What `kb export` writes as a folder: a lake, and every format at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kb.cli import choosing
from kb.cli.command import Command
from kb.cli.exporting import FAILS, selected, tell, with_shared, writing
from kb.database.place import LAKE
from kb.exports.release import release

FOLDER = click.Path(file_okay=False, path_type=Path)


def _all() -> click.Command:
    def write(output: Path, **values: Any) -> None:  # noqa: ANN401 - click's
        with selected(values) as selection:
            release(selection, output, force=values["force"])
            notices = selection.notices
        tell(output, notices, form=values["form"], quiet=values["quiet"])

    place = click.Option(
        ["-o", "--output"], type=FOLDER, required=True, metavar="DIR", help="Folder to make."
    )
    told = "Every format in one folder, with checksums and a page that tells of each file."
    return with_shared(
        Command(
            "all",
            fails=FAILS,
            examples=("kb export all -o release",),
            callback=write,
            params=[place, *writing(), *choosing.options()],
            help=told,
            short_help=told,
        )
    )


def _lake() -> click.Command:
    def write(folder: Path | None, **values: Any) -> None:  # noqa: ANN401 - click's
        from kb.exports.lake.write import write as make  # noqa: PLC0415 - the schema, 0.3 s

        place = folder or values["root"] / LAKE
        with selected(values) as selection:
            make(selection, place)
            notices = selection.notices
        tell(place, notices, form=values["form"], quiet=values["quiet"])

    told = "Every table as Parquet files in one folder, for DuckDB and Spark."
    more = f"""\
DIR is {LAKE.as_posix()} where none is named; an older lake there is replaced when the new one is
whole. Big tables are in parts of 500,000 rows, in the order of the build. Columns have their types
and descriptions, and kb.json tells of all files with their SHA-256.

Read by DuckDB, Spark, pandas, Polars, R's arrow."""
    return with_shared(
        Command(
            "lake",
            fails=FAILS,
            examples=("kb export lake", "kb export lake chosen --population readers"),
            callback=write,
            params=[
                click.Argument(["folder"], type=FOLDER, required=False, metavar="[DIR]"),
                *writing()[1:],
                *choosing.options(),
            ],
            help=f"{told}\n\n{more}",
            short_help=told,
        )
    )


FOLDERS = {"lake": _lake, "all": _all}
"""By name, what makes the command."""


def folder_command(name: str) -> click.Command:
    """The command that writes a folder."""
    return FOLDERS[name]()
