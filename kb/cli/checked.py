"""Load and check for commands that need clean text."""

from __future__ import annotations

import inspect
from pathlib import Path

import click

from kb import rules
from kb.analysis.recipe_fault import CODES
from kb.api.building import load_and_check
from kb.cli.problem_list import counted, listed
from kb.cli.progress import Progress
from kb.corpus import Corpus
from kb.reading.tree import Tree


def clean(
    root: Path, documents: Path | None, progress: Progress, tree: Tree | None = None
) -> Corpus:
    """The corpus of text without problems; the text may have been read already.

    Raises
    ------
    click.exceptions.Exit
        With code 1 after the problems were printed.
    """
    corpus, problems = load_and_check(root, documents, progress, tree)
    if problems:
        progress.close()
        click.echo(listed(problems))
        click.echo(f"{counted(problems)}; nothing was built", err=True)
        raise click.exceptions.Exit(1)
    return corpus


def explanations() -> dict[str, str]:
    """Each code of a problem that a check can print: what it means, with an example."""
    return rules.explanations() | {code: inspect.cleandoc(text) for code, text in CODES.items()}
