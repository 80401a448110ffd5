"""What a command needs and was not told: asked on a terminal, named elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

import click

from kb.cli.root import text


def asked(
    option: str,
    choices: Sequence[str] = (),
    *,
    example: str = "",
    convert: Callable[[str], str] = text,
) -> str:
    """The answer of whoever sits at the terminal.

    Parameters
    ----------
    convert
        Makes the value of an answer; one that it refuses is asked for again.

    Raises
    ------
    click.UsageError
        If nobody sits there: what to give is said.
    """
    if not sys.stdin.isatty():
        said = f", one of {', '.join(choices)}" if choices else ""
        message = f"give --{option}{said}{f', as {example}' if example else ''}"
        raise click.UsageError(message)
    if choices:
        return str(click.prompt(option, type=click.Choice(list(choices)), err=True))
    return str(click.prompt(option, value_proc=convert, err=True))
