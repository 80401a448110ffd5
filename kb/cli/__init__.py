"""The commands. Each is one module beside this one, loaded only when it is called."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from importlib import import_module

import click

from kb import __version__

COMMANDS: Mapping[str, str] = {
    "check": "Say every problem of the text, or nothing.",
    "build": "Check, then compile the text into one SQLite file.",
    "serve": "Build when stale, then browse in Datasette.",
    "search": "Find claims by words, best first.",
    "show": "Show any record by its id.",
    "query": "Run read-only SQL over the built file.",
    "verify": "Hold spans and digests against local copies of the documents.",
    "locate": "Say the span of a passage, to write it down.",
    "explain": "Say what a problem code means, with an example.",
    "schema": "Write JSON Schema, data dictionary, Datasette metadata.",
    "init": "Begin a new knowledge base.",
}
"""Name and one line of each command: `kb --help` needs no more than this."""

INTERRUPTED = 130


class Commands(click.Group):
    """A group whose commands are modules, imported when called."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """Names in the order of a curator's day, not of the alphabet."""
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """The command of a name, or None: click then says which are meant."""
        if name not in COMMANDS:
            return None
        command = import_module(f"kb.cli.{name}").command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kb")
def cli() -> None:
    """An evidence and claims knowledge base, kept as text.

    Text in data/ and citations.bib is checked, compiled into one SQLite file, and browsed in
    Datasette. Exit codes: 0 clean, 1 problems, 2 misuse, 130 interrupted.
    """


def main() -> None:
    """Run a command; an interrupt or a closed pipe ends it without a traceback."""
    try:
        cli(standalone_mode=False)
    except click.exceptions.Exit as exit_:
        sys.exit(exit_.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        click.echo("interrupted: nothing was changed", err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
