"""The commands. Each is one module beside this one, loaded only when it is called."""

from __future__ import annotations

import difflib
import gc
import sys
from collections.abc import Mapping
from importlib import import_module
from io import StringIO, TextIOWrapper

import click

from kb import __version__
from kb.problems import printable

COMMANDS: Mapping[str, str] = {
    "check": "Say every problem of the text, or nothing.",
    "build": "Check, then compile the text into one SQLite file.",
    "serve": "Build when stale, then browse in Datasette.",
    "search": "Find claims by words, best first.",
    "show": "Show any record by its id.",
    "query": "Run read-only SQL over the built file.",
    "export": "Write evidence summaries and interchange formats.",
    "formats": "List what `kb export` writes, for whom, and what it cannot carry.",
    "pool": "Pool the studies of any CSV file, with a forest plot.",
    "verify": "Hold spans and digests against local copies of the documents.",
    "gaps": "List the gaps between statements and evidence, gravest first.",
    "whatif": "Say what would change if a study fell.",
    "versions": "List the claims whose version was not released yet, or release it.",
    "diff": "Say how two built files or two revisions differ, claims first.",
    "check-text": "Say which claims a sentence resembles, and what is known of them.",
    "locate": "Say the span of a passage, to write it down.",
    "explain": "Say what a problem or gap code means, with an example.",
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

    def get_command(self, _context: click.Context, name: str) -> click.Command:
        """The command of a name.

        Raises
        ------
        click.UsageError
            If there is none: the likeliest one meant is named.
        """
        if name not in COMMANDS:
            meant = difflib.get_close_matches(name, COMMANDS, 1)
            hint = f"did you mean `{meant[0]}`?" if meant else "`kb --help` lists all"
            message = f"there is no command `{name}`: {hint}"
            raise click.UsageError(message)
        return _imported(name)

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _imported(name: str) -> click.Command:
    """A command from its module.

    The garbage collector neither looks through what is being imported, which takes a sixth of the
    time, nor ever again through what was.
    """
    module = f"kb.cli.{name.replace('-', '_')}"
    if module not in sys.modules:
        gc.disable()
        import_module(module)
        gc.freeze()
        gc.enable()
    command: click.Command = sys.modules[module].command
    return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kb")
def cli() -> None:
    """An evidence and claims knowledge base, kept as text.

    Text in data/ and citations.bib is checked, compiled into one SQLite file, and browsed in
    Datasette. Exit codes: 0 clean, 1 problems, 2 misuse, 130 interrupted.
    """


def main() -> None:
    """Run a command; what stops it from outside is told in a sentence, not in a traceback."""
    _speak_utf8()
    try:
        sys.exit(cli(standalone_mode=False))
    except click.ClickException as error:
        told = StringIO()
        error.show(told)
        click.echo("\n".join(map(printable, told.getvalue().splitlines())), err=True)
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo("interrupted: the built file is as it was", err=True)
        sys.exit(INTERRUPTED)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        click.echo(printable(f"Error: {where}{error.strerror or error}"), err=True)
        sys.exit(1)


def _speak_utf8() -> None:
    """Print UTF-8 whatever the locale, and what is not Unicode (in a file's name) escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
