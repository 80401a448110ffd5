"""What a command needs and was not told: asked on a terminal, named elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from kb.cli.root import text


def asked(option: str, choices: Sequence[str] = (), *, example: str = "") -> str:
    """The answer of whoever sits at the terminal.

    Raises
    ------
    click.UsageError
        If nobody does: what to give is said.
    """
    if not sys.stdin.isatty():
        said = f", one of {', '.join(choices)}" if choices else ""
        message = f"give --{option}{said}{f', as {example}' if example else ''}"
        raise click.UsageError(message)
    kind = click.Choice(list(choices)) if choices else click.STRING
    return text(click.prompt(option, type=kind, err=True))
