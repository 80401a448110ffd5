"""Load and check for commands that need clean text."""

from __future__ import annotations

import inspect
import re
from collections.abc import Sequence
from pathlib import Path

import click

from kb import rules
from kb.analysis.recipe_fault import CODES
from kb.api.building import load_and_check
from kb.cli.progress import Progress
from kb.corpus import Corpus
from kb.problems import Problem, render

HEAD = re.compile(r"^(\S.*?): (error\[[a-z-]+\])", re.MULTILINE)
"""Place and code of a problem."""


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
        click.echo(listed(problems))
        click.echo(f"{counted(problems)}; nothing was built", err=True)
        raise click.exceptions.Exit(1)
    return corpus


def listed(problems: Sequence[Problem]) -> str:
    """Problems as text, the heads of which stand out on a terminal."""
    return HEAD.sub(
        lambda head: f"{click.style(head[1], bold=True)}: {click.style(head[2], fg='red')}",
        render(problems),
    )


def explanations() -> dict[str, str]:
    """Each code of a problem that a check can print: what it means, with an example."""
    return rules.explanations() | {code: inspect.cleandoc(text) for code, text in CODES.items()}


def counted(problems: list[Problem]) -> str:
    """`3 problems in 2 files`."""
    files = len({problem.place.file for problem in problems})
    one = "" if len(problems) == 1 else "s"
    return f"{len(problems)} problem{one} in {files} file{'' if files == 1 else 's'}"
