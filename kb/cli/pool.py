"""`kb pool`: pool the studies of any CSV file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from kb.analysis.effects.measure import MEASURES
from kb.analysis.forest import rows
from kb.analysis.pooling import (
    FLOOR,
    INTERVALS,
    METHODS,
    PREDICTIONS,
    WALD,
    PoolError,
    Way,
    leave_one_out,
    pool,
)
from kb.cli.command import Command
from kb.cli.csv_lines import CsvError
from kb.cli.effect_table import EffectTable, read
from kb.cli.output import FORMS, form_option, write
from kb.cli.pool_output import Outcome, as_columns, as_object, as_plot, as_text
from kb.figures.forest import draw
from kb.problems import Problem, as_json, printable, render

LARGEST = 64 * 1024 * 1024
"""Bytes of the largest file that is read."""
TOLD = 20
"""Problems that are told of one file."""

TABLE = click.Path(exists=True, dir_okay=False, allow_dash=True)
PLOT = click.Path(dir_okay=False, path_type=Path)


def _choice(names: Iterable[str]) -> click.Choice[str]:
    """One of the names, in capitals or not."""
    return click.Choice(list(names), case_sensitive=False)


@click.command(
    name="pool",
    cls=Command,
    fails="the table has problems, or a single study",
    examples=(
        "kb pool studies.csv",
        "kb pool studies.csv --measure RR --leave-one-out --plot pool.svg",
        "printf 'study,yi,vi\\nA,0.2,0.04\\nB,0.5,0.09\\n' | kb pool - --json",
    ),
)
@click.argument("file", type=TABLE)
@click.option(
    "--method", type=_choice(METHODS), default="REML", show_default=True, metavar="|".join(METHODS)
)
@click.option("--interval", type=_choice(INTERVALS), help=f"[default: {FLOOR}; {WALD} for EE]")
@click.option("--prediction", type=_choice(PREDICTIONS), help="[default: t(k-1); z for wald]")
@click.option(
    "--measure",
    type=_choice(MEASURES),
    metavar="MD|SMD|ROM|RR|OR|RD|…",
    help="What yi is, or what to compute from raw columns.",
)
@click.option("--leave-one-out", "leaves", is_flag=True, help="Also pool without each study.")
@click.option("--plot", type=PLOT, metavar="PATH.svg", help="Write a forest plot.")
@form_option(*FORMS)
def command(  # noqa: PLR0917 - click passes them by name
    file: str,
    method: str,
    interval: str | None,
    prediction: str | None,
    measure: str | None,
    leaves: bool,
    plot: Path | None,
    form: str,
) -> None:
    """Pool the studies of a CSV file with random effects; `-` is standard input.

    Columns are yi and vi (effects and their variances; or se), or with --measure raw ones:
    m1, sd1, n1, m2, sd2, n2 · a, b, c, d (events and not, per group) or a, n1, c, n2 · r, n · x, n.
    A column named study or label holds names. Ratios are pooled as logarithms, and so is their yi.
    """
    if plot and plot.suffix.lower() != ".svg":
        raise click.UsageError(f"{plot} does not end in .svg: the plot is an SVG file")
    if plot and not plot.parent.is_dir():
        raise click.UsageError(f"there is no folder {plot.parent} to write the plot into")
    table = _read(file, measure)
    way = Way.of(method, interval, prediction)
    try:
        pooled = pool(table.effects, table.variances, way)
        others = leave_one_out(table.effects, table.variances, way) if leaves else []
    except PoolError as error:
        message = f"{file}: {error}: look at the largest and the smallest"
        raise click.ClickException(message) from None
    shown = rows(table.labels, table.effects, table.variances, pooled)
    outcome = Outcome(table, pooled, measure, shown, others)
    _write(outcome, form)
    if plot:
        _draw(outcome, plot)
    if pooled.k == 1:
        message = "there is one study, which is no pool: it is shown as it is"
        hint = "add a line for each further study"
        click.echo(render([Problem(table.places[0], "one-study", message, hint)]), err=True)
        raise click.exceptions.Exit(1)


def _read(file: str, measure: str | None) -> EffectTable:
    """The studies of the file; if there is any problem, they are told instead."""
    name = "standard input" if file == "-" else file
    with click.open_file(file, "rb") as stream:
        data: bytes = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        message = f"{name} is larger than {LARGEST // 1024**2} MiB: no table of studies is"
        raise click.ClickException(message)
    try:
        table, problems = read(name, data, measure)
    except CsvError as error:
        table, problems = None, [error.problem]
    if table is None or problems:
        told = render(sorted(problems)[:TOLD])
        more = f"\nand {len(problems) - TOLD} more" if len(problems) > TOLD else ""
        click.echo(f"{told}{more}\n{name}: nothing was pooled", err=True)
        raise click.exceptions.Exit(1)
    table.labels = [printable(label) for label in table.labels]
    return table


def _write(outcome: Outcome, form: str) -> None:
    if form == "json":
        click.echo(as_json(as_object(outcome)))
    elif form == "csv":
        write(*as_columns(outcome), form)
    else:
        click.echo(as_text(outcome))


def _draw(outcome: Outcome, path: Path) -> None:
    """Write the plot; what was at the path is replaced only when it is whole."""
    beside = path.with_name(f".{path.name}.part")
    beside.write_text(draw("pool", as_plot(outcome)).svg, encoding="utf-8")
    beside.replace(path)
