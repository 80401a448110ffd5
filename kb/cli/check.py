"""`kb check`: every problem, or nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kb.cli.command import Command
from kb.cli.memory import Memory
from kb.cli.output import form_option
from kb.cli.problem_list import counted, listed
from kb.cli.progress import Progress
from kb.cli.root import documents_option, root_option
from kb.cli.watch import watch
from kb.problems import FORMS, Problem, render


@click.command(
    name="check",
    cls=Command,
    fails="there are problems",
    examples=("kb check", "kb check --documents documents", "kb check --json"),
)
@documents_option
@click.option("--watch", "again", is_flag=True, help="Check again at each change, until Ctrl-C.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Problems to print at most.")
@form_option(*FORMS)
@root_option
def command(
    documents: Path | None, *, again: bool, limit: int | None, form: str, root: Path
) -> None:
    """Say every problem of all files in one run, sorted by place.

    With --documents also that spans, anchors and numbers fit the documents, and that no own
    words copy them. The format github makes annotations of a pull request.
    """
    if again:
        watch(root, documents, lambda: _show_anew(root, documents, limit, form))
    if _problems(root, documents, limit, form, told=sys.stderr.isatty()):
        raise click.exceptions.Exit(1)


def _show_anew(root: Path, documents: Path | None, limit: int | None, form: str) -> None:
    """The problems alone on the screen, and that there are none."""
    click.clear()
    _problems(root, documents, limit, form, told=True)


def _problems(
    root: Path, documents: Path | None, limit: int | None, form: str, *, told: bool
) -> list[Problem]:
    """Print problems; how many, if that is told or not all are shown."""
    memory = Memory(root, documents)
    problems = [] if memory.is_clean else _found(memory, documents)
    shown = problems[:limit]
    if shown or form == "json":
        click.echo(listed(shown) if form == "text" else render(shown, form))
    if told or len(shown) < len(problems):
        more = f", {len(shown)} shown" if len(shown) < len(problems) else ""
        click.echo((counted(problems) + more) if problems else "no problems", err=True)
    return problems


def _found(memory: Memory, documents: Path | None) -> list[Problem]:
    """Every problem."""
    from kb.cli.checked import checked  # noqa: PLC0415 - half a second, needed only here
    from kb.cli.making import clean_part  # noqa: PLC0415 - likewise

    if clean_part(memory):
        memory.note()
        return []
    with Progress() as progress:
        return checked(memory, documents, progress)[1]
