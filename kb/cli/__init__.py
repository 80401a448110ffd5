"""The commands. Each is one module beside this one, loaded only when it is called."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping
from importlib import import_module
from io import StringIO, TextIOWrapper
from keyword import iskeyword
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from kb import __version__
from kb.cli.command import begun, unknown
from kb.problems import printable

SECTIONS: Mapping[str, Mapping[str, str]] = {
    "Making": {
        "init": "Begin a new knowledge base.",
        "check": "Say every problem of the text, or nothing.",
        "new": "Begin a document, a claim or a study as a draft.",
        "format": "Put the fields of files in the house order.",
        "build": "Check, then compile the text into one SQLite file.",
        "import": "Take foreign data in bulk into a file of its own.",
        "verify": "Hold spans and digests against copies of the documents.",
        "todo": "List what is left to do.",
        "mark": "Say the place of a passage, or write a statement there.",
        "explain": "Say what a problem or gap code means, with an example.",
        "schema": "Write JSON Schema, data dictionary, Datasette metadata.",
    },
    "Reading": {
        "serve": "Build when stale, then browse in Datasette.",
        "open": "Open the page of a record in the browser.",
        "mcp": "Answer agents over the Model Context Protocol.",
        "search": "Find claims by words and filters, best first.",
        "show": "Show any record by its id.",
        "query": "Run read-only SQL over the built file.",
    },
    "Evidence": {
        "gaps": "List the gaps between statements and evidence.",
        "check-text": "Say which claims a sentence resembles, and what is known.",
        "whatif": "Say what would change if a study fell.",
        "pool": "Pool the studies of any CSV file, with a forest plot.",
        "versions": "List claims whose version was not released yet, or release it.",
        "diff": "Say how two built files or two revisions differ.",
    },
    "Exporting": {
        "export": "Write evidence summaries and interchange formats.",
        "recompute": "Pool and audit a lake anew on Spark, on many machines.",
        "formats": "List what `kb export` writes, and what it cannot carry.",
    },
    "The program": {
        "completion": "Let the shell complete commands, options and ids.",
    },
}
"""Name and one line of each command, by what it is for: `kb --help` needs no more than this."""
COMMANDS: Mapping[str, str] = {
    name: line for commands in SECTIONS.values() for name, line in commands.items()
}

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
            raise unknown("command", name, COMMANDS, "`kb --help` lists all")
        return _imported(name)

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without loading any."""
        width = max(map(len, COMMANDS))
        for section, commands in SECTIONS.items():
            with formatter.section(section):
                formatter.write_dl([(f"{name:{width}}", line) for name, line in commands.items()])

    def shell_complete(self, context: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands that begin so, without loading any."""
        own = click.Command.shell_complete(self, context, incomplete)
        return [*begun(COMMANDS, incomplete), *own]


def _imported(name: str) -> click.Command:
    """A command from its module.

    The garbage collector neither looks through what is being imported, which takes a sixth of the
    time, nor ever again through what was.
    """
    word = f"{name}_" if iskeyword(name) else name
    module = f"kb.cli.{word.replace('-', '_')}"
    if module not in sys.modules:
        gc.disable()
        import_module(module)
        gc.freeze()
        gc.enable()
    command: click.Command = sys.modules[module].command
    return command


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="kb")
@click.pass_context
def cli(context: click.Context) -> None:
    """An evidence and claims knowledge base, kept as text.

    Text in data/ and citations.bib is checked, compiled into one SQLite file, and browsed in
    Datasette. `kb` alone says what comes next where you are; `kb COMMAND --help` shows examples.
    Exit codes: 0 done, 1 problems or nothing found, 2 misuse, 130 interrupted.
    """
    context.color = coloured(os.environ)
    if context.invoked_subcommand is None:
        from kb.cli.status import tell  # noqa: PLC0415 - opens the built file

        tell(Path.cwd())


def coloured(environment: Mapping[str, str]) -> bool | None:
    """Whether output has colour by what the environment says; None: where it is a terminal.

    NO_COLOR is that of no-color.org, the others those of bixense.com/clicolors.
    """
    if environment.get("NO_COLOR"):
        return False
    if any(environment.get(name, "0") != "0" for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    is_plain = environment.get("CLICOLOR") == "0" or environment.get("TERM") == "dumb"
    return False if is_plain else None


def main() -> None:
    """Run a command; what stops it from outside is told in a sentence, not in a traceback."""
    _speak_utf8()
    sys.stdin = sys.stdin or Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - to the end
    try:
        sys.exit(cli(standalone_mode=False))
    except click.ClickException as error:
        told = StringIO()
        error.show(told)
        click.echo("\n".join(map(printable, told.getvalue().splitlines())), err=True)
        sys.exit(error.exit_code)
    except click.Abort as error:
        click.echo(f"interrupted: {str(error) or 'the built file is as it was'}", err=True)
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
