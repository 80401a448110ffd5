"""Check and compile for commands: what takes long, and is loaded only where it must be done."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import click

from kb.cli.checked import clean
from kb.cli.memory import Memory
from kb.cli.progress import Progress
from kb.cli.root import BUILT
from kb.corpus import Corpus
from kb.database.build import Built, build
from kb.database.check import faults
from kb.database.digest import digest
from kb.database.reader import connect
from kb.database.replacing import BuildError


def made(memory: Memory, documents: Path | None, target: Path, form: str = "text") -> Built:
    """Check and build; what a file in its usual place was built of is remembered."""
    with Progress() as progress:
        corpus = clean(memory, documents, progress, form)
        return _noted(memory, compiled(corpus, target, progress))


def made_if_stale(memory: Memory, documents: Path | None, target: Path) -> Built | None:
    """The same, but None where the file was built of this text, here or elsewhere."""
    with Progress() as progress:
        corpus = clean(memory, documents, progress)
        if is_stale(target, corpus):
            return _noted(memory, compiled(corpus, target, progress))
    return None


def _noted(memory: Memory, built: Built) -> Built:
    if built.path == memory.root / BUILT:
        memory.note(built.digest)
    return built


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


def is_stale(path: Path, corpus: Corpus) -> bool:
    """Whether a built file is missing, damaged, or made from other text or by another kb."""
    try:
        with closing(connect(path)) as connection:
            row = connection.execute("select digest, private from knowledge_base").fetchone()
        is_same = row is not None and tuple(row) == (digest(corpus), bool(corpus.texts))
        return not is_same or bool(faults(path))
    except (FileNotFoundError, sqlite3.Error):
        return True
