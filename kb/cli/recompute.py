"""`kb recompute`: syntheses and gaps of a lake anew, on Spark."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from kb.cli.command import Command
from kb.cli.lake import Source, opened_lake
from kb.cli.output import PAGE, form_option, report
from kb.cli.root import root_option, short, shown
from kb.database.place import LAKE, MANIFEST
from kb.engines.needed import AT_A_TIME, COMPUTED
from kb.exports.error import ExportError
from kb.exports.folder import refuse_foreign

if TYPE_CHECKING:
    from kb.engines.spark import Spark


@click.command(
    name="recompute",
    cls=Command,
    fails="it cannot be computed or written",
    examples=(
        "kb recompute build/lake-anew",
        "kb recompute /shared/anew --lake /shared/lake --master spark://10.0.0.1:7077",
    ),
)
@click.argument("output", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--lake",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help=f"What `kb export lake` wrote. [default: {LAKE.as_posix()}]",
)
@click.option(
    "--master",
    metavar="URL",
    default="",
    help="Of Spark: spark://HOST:PORT. [default: this machine]",
)
@click.option(
    "--group",
    "at_a_time",
    metavar="N",
    type=click.IntRange(1),
    default=AT_A_TIME,
    show_default=True,
    help="Claims or statements that are worked on together: fewer take less memory.",
)
@form_option(*PAGE)
@root_option
def command(  # noqa: PLR0917 - click passes them by name
    output: Path, lake: Path | None, master: str, at_a_time: int, form: str, root: Path
) -> None:
    """Pool and audit all of a lake anew, on Spark, and write it as a new lake into DIR.

    What `kb build` computes in one process is computed group by group by as many machines as
    there are, with the same functions: syntheses by claim, gaps by document.
    """
    try:
        refuse_foreign(output.resolve(), MANIFEST, "lake")  # before Spark takes its time to start
        with opened_lake(root, Source("spark", lake, master)) as engine:
            from kb.engines import anew  # noqa: PLC0415 - 850 MB, which may not be there

            made = anew.write(cast("Spark", engine), output, at_a_time)
    except ExportError as error:
        raise click.ClickException(f"{error}\nhint: {error.hint}") from None
    rows = {name: made.tables[name].rows for name in COMPUTED}
    lines = [f"{count:>9,} {name}" for name, count in rows.items()]
    report(form, {"path": short(output), "rows": rows}, *lines, shown(output))
