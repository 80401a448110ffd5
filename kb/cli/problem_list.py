"""Problems on a terminal, and how many they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

import click

from kb.problems import Problem, render

HEAD = re.compile(r"^(\S.*?): (error\[[a-z-]+\])", re.MULTILINE)
"""Place and code of a problem."""


def listed(problems: Sequence[Problem], form: str = "text") -> str:
    """Problems in JSON, or as text, the heads of which stand out on a terminal."""
    if form == "json":
        return render(problems, form)
    return HEAD.sub(
        lambda head: f"{click.style(head[1], bold=True)}: {click.style(head[2], fg='red')}",
        render(problems),
    )


def counted(problems: list[Problem]) -> str:
    """`3 problems in 2 files`."""
    files = len({problem.place.file for problem in problems})
    one = "" if len(problems) == 1 else "s"
    return f"{len(problems)} problem{one} in {files} file{'' if files == 1 else 's'}"
