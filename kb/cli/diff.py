"""`kb diff`: how two built files, or two revisions of the text, differ."""

from __future__ import annotations

import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from kb.cli.checked import clean
from kb.cli.command import Command
from kb.cli.making import compiled
from kb.cli.memory import Memory
from kb.cli.output import ROWS_OF_PAGE, form_option, write
from kb.cli.progress import Progress
from kb.cli.root import opened, root_option, text
from kb.database.difference import Difference, differences
from kb.problems import as_json, printable

COLUMNS = ("table", "id", "kind", "field", "before", "after")
MARKS = {"added": "+", "removed": "-", "changed": "~"}


@click.command(
    name="diff",
    cls=Command,
    fails="one of the two cannot be built",
    examples=(
        "kb diff HEAD~1 HEAD",
        "kb diff HEAD build/kb.db --format csv",
    ),
)
@click.argument("old", type=text)
@click.argument("new", type=text)
@form_option(*ROWS_OF_PAGE)
@root_option
def command(old: str, new: str, form: str, root: Path) -> None:
    """Say how OLD and NEW differ, field by field, claims first.

    Each is a built file, or a revision of git whose text is built in a temporary folder.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="kb-diff-")))
        paths = [_built(root, name, folder / side) for side, name in (("old", old), ("new", new))]
        first, second = (stack.enter_context(opened(root, path)) for path in paths)
        found = list(differences(first, second))
    if form == "json":
        click.echo(as_json(list(map(asdict, found))))
        return
    if form == "csv":
        write(COLUMNS, [row for one in found for row in as_rows(one)], form)
        return
    for one in found:
        click.echo("\n".join(as_lines(one)))
    if not found:
        click.echo("no difference", err=True)


def as_rows(one: Difference) -> Iterator[tuple[object, ...]]:
    """A difference as rows of a table, one a field."""
    for name, (before, after) in one.fields.items():
        yield one.table, one.id, one.kind, name, before, after


def as_lines(one: Difference) -> Iterator[str]:
    """A difference for people; of what was added or removed only that."""
    yield click.style(printable(f"{MARKS[one.kind]} {one.table} {one.id}"), bold=True)
    if one.kind == "changed":
        for name, (before, after) in one.fields.items():
            yield printable(f"    {name}: {_shown(before)} → {_shown(after)}")


def _shown(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _built(root: Path, name: str, folder: Path) -> Path:
    """The built file of a name: the file itself, or one made of a revision's text."""
    if Path(name).is_file():
        return Path(name)
    folder.mkdir()
    archive = _archive(root, name)
    with tarfile.open(fileobj=BytesIO(archive)) as packed:
        packed.extractall(folder, filter="data")
    with Progress() as progress:
        return compiled(clean(Memory(folder), None, progress), folder / "kb.db", progress).path


def _archive(root: Path, revision: str) -> bytes:
    """The text of a revision, packed.

    Raises
    ------
    click.UsageError
        If git knows no such revision.
    """
    words = ["git", "-C", str(root), "archive", "--end-of-options", revision]
    words += ["data", "citations.bib"]
    done = subprocess.run(words, check=False, capture_output=True)  # noqa: S603 - no shell
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        message = f"`{revision}` is neither a built file nor a revision of git: {reason}"
        raise click.UsageError(message)
    return done.stdout
