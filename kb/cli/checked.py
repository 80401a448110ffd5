"""Load and check for commands that need clean text."""

from __future__ import annotations

from pathlib import Path

import click

from kb import rules
from kb.cli.progress import Progress
from kb.corpus import Corpus, load
from kb.problems import Problem, render


def load_and_check(
    root: Path, documents: Path | None, progress: Progress
) -> tuple[Corpus, list[Problem]]:
    """The corpus, and every problem that reading and the rules find."""
    corpus, problems = load(root, documents, progress)
    return corpus, sorted({*problems, *rules.run(corpus)})


def clean(root: Path, documents: Path | None, progress: Progress) -> Corpus:
    """The corpus of text without problems.

    Raises
    ------
    click.exceptions.Exit
        With code 1 after the problems were printed.
    """
    corpus, problems = load_and_check(root, documents, progress)
    if problems:
        progress.close()
        click.echo(render(problems))
        click.echo(f"{counted(problems)}; nothing was built", err=True)
        raise click.exceptions.Exit(1)
    return corpus


def counted(problems: list[Problem]) -> str:
    """`3 problems in 2 files`."""
    files = len({problem.place.file for problem in problems})
    one = "" if len(problems) == 1 else "s"
    return f"{len(problems)} problem{one} in {files} file{'' if files == 1 else 's'}"
