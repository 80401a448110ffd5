"""`kb build`: check, then compile."""

from __future__ import annotations

import time
from pathlib import Path

import click

from kb.cli.checked import clean
from kb.cli.progress import Progress
from kb.cli.root import BUILT, PRIVATE, database_option, documents_option, root_option
from kb.corpus import Corpus
from kb.database import BuildError, Built, build


@click.command(name="build")
@root_option
@database_option
@documents_option
def command(root: Path, db: Path | None, documents: Path | None) -> None:
    """Check the text, then compile it into one SQLite file.

    The old file stays as it is until the new one is whole, and if anything fails. With
    --documents the documents' text is added: the file is then private, and stands apart in
    build/private/ unless --db says otherwise.
    """
    started = time.perf_counter()
    with Progress() as progress:
        corpus = clean(root, documents, progress)
        built = compiled(corpus, db or root / (PRIVATE if documents else BUILT), progress)
    seconds = time.perf_counter() - started
    click.echo(f"built {shown(built.path)} in {seconds:.1f} s: {contents(built)}")
    if documents:
        click.echo("It holds the documents' text: keep it to yourself.")


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
    names = {
        "claim": "claims",
        "statement": "statements",
        "quantity": "numbers",
        "guidance": "pieces of guidance",
        "study": "studies",
        "document": "documents",
    }
    return ", ".join(f"{n} {name}" for key, name in names.items() if (n := built.rows[key]))


def shown(path: Path) -> str:
    """A path as short as it can be told from here."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
