"""Check and compile for commands: what takes long, and is loaded only where it must be done.

Where only claims changed since a file was built, the part that this concerns is checked, and the
file is made to fit it. Whatever cannot be told from a part is told from the whole.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import click
from sqlalchemy.exc import SQLAlchemyError

from kb import rules
from kb.cli.checked import clean
from kb.cli.memory import Memory
from kb.cli.progress import Progress
from kb.cli.root import BUILT
from kb.corpus import Corpus
from kb.corpus.change import changes
from kb.database.build import Built, build
from kb.database.check import faults
from kb.database.digest import digest
from kb.database.part import Part, part
from kb.database.patch import UnfitError, patch
from kb.database.reader import connect
from kb.database.replacing import BuildError


def made(
    memory: Memory,
    documents: Path | None,
    target: Path,
    form: str = "text",
    *,
    is_whole: bool = False,
) -> Built:
    """Check and build; what a file in its usual place was built of is remembered.

    Parameters
    ----------
    is_whole
        Build all anew, whatever was built before.
    """
    if not is_whole and (built := _patched(memory, target)):
        return _noted(memory, built)
    with Progress() as progress:
        corpus = clean(memory, documents, progress, form)
        return _noted(memory, compiled(corpus, target, progress))


def made_if_stale(memory: Memory, documents: Path | None, target: Path) -> Built | None:
    """The same, but None where the file was built of this text, here or elsewhere."""
    if built := _patched(memory, target):
        return _noted(memory, built)
    with Progress() as progress:
        corpus = clean(memory, documents, progress)
        if is_stale(target, corpus):
            return _noted(memory, compiled(corpus, target, progress))
    return None


def clean_part(memory: Memory) -> Part | None:
    """The part that a change of claims concerns; None if it has problems, or there is no such part.

    What is wrong is told by a check of the whole, which may find more.
    """
    changed = changes(memory.tree, memory.changed) if memory.changed else None
    if not (changed and memory.before):
        return None
    found = part(memory.root, memory.tree, memory.root / BUILT, changed, memory.before)
    is_clean = found and not found.problems and not rules.run(found.after)
    return found if is_clean else None


def _patched(memory: Memory, target: Path) -> Built | None:
    """The built file, made to fit what changed; None where all must be built, or cannot be."""
    found = clean_part(memory) if target == memory.root / BUILT else None
    if found:
        with suppress(UnfitError, BuildError, SQLAlchemyError):
            return patch(found, target)
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
