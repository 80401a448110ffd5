"""Load and check for commands that need clean text."""

from __future__ import annotations

import gc
import inspect
from pathlib import Path

import click

from kb import rules
from kb.analysis.recipe_fault import CODES
from kb.api.building import load_and_check
from kb.cli.memory import Memory
from kb.cli.problem_list import counted, listed
from kb.cli.progress import Progress
from kb.corpus import Corpus, uncollected
from kb.problems import Problem


def checked(
    memory: Memory, documents: Path | None, progress: Progress
) -> tuple[Corpus, list[Problem]]:
    """The corpus and every problem; what was found is remembered.

    The garbage collector never looks through the corpus, which stays until the command ends: each
    look would take half a second for 10,000 claims.
    """
    with uncollected():
        corpus, problems = load_and_check(memory.root, documents, progress, memory.tree)
        gc.freeze()
    (memory.note_parsed if problems else memory.note)()
    return corpus, problems


def clean(memory: Memory, documents: Path | None, progress: Progress, form: str = "text") -> Corpus:
    """The corpus of text without problems.

    Raises
    ------
    click.exceptions.Exit
        With code 1 after the problems were printed.
    """
    corpus, problems = checked(memory, documents, progress)
    if problems:
        progress.close()
        click.echo(listed(problems, form))
        click.echo(f"{counted(problems)}; nothing was built", err=True)
        raise click.exceptions.Exit(1)
    return corpus


def explanations() -> dict[str, str]:
    """Each code of a problem that a check can print: what it means, with an example."""
    return rules.explanations() | {code: inspect.cleandoc(text) for code, text in CODES.items()}
