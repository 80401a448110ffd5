"""`kb todo`: what is left to do, in groups."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import click

from kb.cli.command import Command
from kb.cli.output import PAGE, form_option, wrapped
from kb.cli.root import root_option
from kb.corpus import load
from kb.drafting.todo import TASKS, Task, todo
from kb.problems import as_json

MONTH = 30.44
"""Days."""


@click.command(
    name="todo",
    cls=Command,
    examples=("kb todo", "kb todo --kind no-evidence --limit 100", "kb todo --json"),
)
@click.option("--kind", "kinds", type=click.Choice(list(TASKS)), multiple=True, help="Only this.")
@click.option(
    "--months",
    metavar="N",
    type=click.IntRange(1, 1200),
    default=12,
    show_default=True,
    help="After so many, a judgement or search is old.",
)
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(1),
    default=5,
    show_default=True,
    help="Of a kind to print.",
)
@form_option(*PAGE)
@root_option
def command(kinds: tuple[str, ...], *, months: int, limit: int, form: str, root: Path) -> None:
    """List what is left to do: drafts, claims without evidence, traces not searched, old searches.

    None of it is a mistake, and `kb check` says nothing of it.
    """
    corpus, _ = load(root)
    found = todo(corpus, _before(months))
    asked = {kind: tasks for kind, tasks in found.items() if not kinds or kind in kinds}
    if form == "json":
        click.echo(as_json({kind: list(map(_object, tasks)) for kind, tasks in asked.items()}))
        return
    for kind, tasks in asked.items():
        if tasks:
            _tell(kind, tasks, limit)
    if not any(asked.values()):
        click.echo("nothing is left to do")


def _before(months: int) -> date:
    """The day so many months ago."""
    return datetime.now(UTC).date() - timedelta(days=round(months * MONTH))


def _tell(kind: str, tasks: list[Task], limit: int) -> None:
    click.echo(f"{TASKS[kind][0]}: {len(tasks)}")
    for task in tasks[:limit]:
        about = f": {task.about}" if task.about else ""
        click.echo("\n".join(wrapped(f"{task.id}{about}", "  - ")))
    if len(tasks) > limit:
        click.echo(f"    … {len(tasks) - limit} more: kb todo --kind {kind} --limit {len(tasks)}")


def _object(task: Task) -> dict[str, object]:
    place = task.place
    return {"id": task.id, "about": task.about, "file": place.file, "line": place.line}
