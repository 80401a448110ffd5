"""`kb completion`: let the shell complete commands, options and ids."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from kb.cli import cli
from kb.cli.command import Command

VARIABLE = "_KB_COMPLETE"


class Fish(FishComplete):
    """click's script for fish, but that a comma in what a word means does not end it."""

    source_template = FishComplete.source_template.replace(
        'string split ","', 'string split --max 1 ","'
    )


SHELLS: Mapping[str, type[ShellComplete]] = {
    "bash": BashComplete,
    "zsh": ZshComplete,
    "fish": Fish,
}


@click.command(
    name="completion",
    cls=Command,
    examples=['eval "$(kb completion bash)"', "kb completion fish"],
)
@click.argument("shell", type=click.Choice(list(SHELLS)), required=False)
def command(shell: str | None) -> None:
    """Print the script that makes a SHELL complete commands, options and ids.

    For bash and zsh, write eval "$(kb completion bash)", or zsh, into ~/.bashrc or ~/.zshrc; for
    fish, kb completion fish > ~/.config/fish/completions/kb.fish. Without SHELL it is for the
    shell that $SHELL names. Ids come from the built file.
    """
    name = shell or Path(os.environ.get("SHELL", "")).name
    if name not in SHELLS:
        message = f"$SHELL names none of {', '.join(SHELLS)}: say which, as `kb completion bash`"
        raise click.UsageError(message)
    click.echo(SHELLS[name](cli, {}, "kb", VARIABLE).source())
