"""`kb build`: check, then compile."""

from __future__ import annotations

import time
from pathlib import Path

import click

from kb.cli.checked import clean
from kb.cli.command import Command
from kb.cli.progress import Progress
from kb.cli.root import BUILT, PRIVATE, database_option, documents_option, root_option, shown
from kb.corpus import Corpus
from kb.database.build import BuildError, Built, build
from kb.database.check import is_built

NAMES = {
    "claim": ("claim", "claims"),
    "statement": ("statement", "statements"),
    "quantity": ("number", "numbers"),
    "guidance": ("piece of guidance", "pieces of guidance"),
    "study": ("study", "studies"),
    "document": ("document", "documents"),
}
"""Tables whose rows are told of after a build, by what one and several are called."""


@click.command(
    name="build",
    cls=Command,
    fails="the text has problems",
    examples=("kb build", "kb build --documents documents"),
)
@documents_option
@root_option
@database_option
def command(documents: Path | None, root: Path, db: Path | None) -> None:
    """Check the text, then compile it into one SQLite file.

    The old file stays as it is until the new one is whole, and if anything fails. A file at
    --db that kb did not build is not replaced. With --documents the documents' text is added: the
    file is then private, and stands apart in build/private/ unless --db says otherwise.
    """
    _refuse_foreign(db)
    started = time.perf_counter()
    with Progress() as progress:
        corpus = clean(root, documents, progress)
        built = compiled(corpus, db or root / (PRIVATE if documents else BUILT), progress)
    seconds = time.perf_counter() - started
    click.echo(f"built {shown(built.path)} in {seconds:.1f} s: {contents(built)}")
    if documents:
        click.echo("It holds the documents' text: keep it to yourself.")


def _refuse_foreign(path: Path | None) -> None:
    """Refuse to replace what somebody else wrote; the default place is kb's own.

    Raises
    ------
    click.ClickException
        If a file with content stands there that kb did not build.
    """
    if path and path.is_file() and path.stat().st_size and not is_built(path):
        message = f"{shown(path)} is there already, and is no file built by kb"
        hint = "choose another place with --db, or move that file away"
        raise click.ClickException(f"{message}\nhint: {hint}\nIt is as it was.")


def compiled(corpus: Corpus, target: Path, progress: Progress) -> Built:
    """Build, or say why not.

    Raises
    ------
    click.ClickException
        If the disk refuses, or another build runs.
    """
    try:
        return build(corpus, target, progress)
    except BuildError as error:
        progress.close()
        message = f"{error}\nhint: {error.hint}\nThe old file, if there is one, is as it was."
        raise click.ClickException(message) from None


def contents(built: Built) -> str:
    """The counts that say most, those that are not 0."""
    counts = ((built.rows[table], names) for table, names in NAMES.items())
    return ", ".join(f"{n} {one if n == 1 else several}" for n, (one, several) in counts if n)
