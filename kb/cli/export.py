"""`kb export`: evidence summaries and interchange formats, a subcommand each."""

from __future__ import annotations

import difflib
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from kb.cli import choosing
from kb.cli.command import Command, Group
from kb.cli.progress import Progress
from kb.cli.root import database_option, opened, root_option, shown
from kb.exports.error import ExportError, no_room
from kb.exports.format import Format, named, names
from kb.exports.release import release
from kb.exports.selection import Selection
from kb.exports.target import STANDARD_OUTPUT, file, standard_output
from kb.problems import printable

ALL = "all"
STEPS = 100_000
"""Steps of SQLite between two moments in which Ctrl-C is heard: some milliseconds."""
FAILS = "it cannot be written"
NOT_CARRIED = "not carried: {}"


class Formats(Group):
    """A group whose commands are the formats."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """The formats by name, and all of them."""
        return [*names(), ALL]

    def get_command(self, _context: click.Context, name: str) -> click.Command:
        """The command that writes a format.

        Raises
        ------
        click.UsageError
            If there is none: the likeliest one meant is named.
        """
        if name == ALL:
            return _release_command()
        if name in names():
            return _command(named(name))
        meant = difflib.get_close_matches(name, [*names(), ALL], 1)
        hint = f"did you mean `{meant[0]}`?" if meant else "`kb formats` lists all"
        raise click.UsageError(printable(f"there is no format `{name}`: {hint}"))

    def shell_complete(self, context: click.Context, incomplete: str) -> list[CompletionItem]:
        """The formats that begin so, without loading any."""
        found = [name for name in self.list_commands(context) if name.startswith(incomplete)]
        return [
            *map(CompletionItem, found),
            *click.Command.shell_complete(self, context, incomplete),
        ]


@click.group(
    name="export",
    cls=Formats,
    subcommand_metavar="FORMAT [OPTIONS]",
    fails=FAILS,
    examples=(
        "kb export xlsx",
        "kb export csv --verdict not_yet_assessed -o - | head",
        "kb export all -o release",
    ),
)
def command() -> None:
    """Write claims, and all that belongs to them, in a FORMAT.

    Filters are those of the page of claims and mean the same; without any, everything is written.
    Those that name something may be given several times: any of the values will do.
    `kb export FORMAT --help` lists them, and what the format cannot carry.
    """


def _command(made: Format) -> click.Command:
    own = [
        click.Option(
            [f"--{name.replace('_', '-')}"],
            default=option.default,
            type=click.Choice(list(option.choices)) if option.choices else str,
            help=option.help,
            show_default=True,
        )
        for name, option in made.options.items()
    ]

    def write(output: str | None, **values: Any) -> None:  # noqa: ANN401 - click's
        options = {name: str(values[name]) for name in made.options}
        with _selected(values) as selection:
            place = _write(made, selection, output, options, force=values["force"])
            _tell(
                [*map(NOT_CARRIED.format, made.cannot), *selection.notices], quiet=values["quiet"]
            )
        if place:
            click.echo(shown(place))

    place = click.Option(
        ["-o", "--output"],
        metavar="PATH",
        help="File or folder to write to; - is standard output.  [default: a name of its own]",
    )
    return _with_shared(
        Command(
            made.name,
            fails=FAILS,
            examples=_examples(made.name),
            callback=write,
            params=[*own, place, *_writing(), *choosing.options()],
            help="\n\n".join([made.about, f"Read by {made.accepted_by}.", *_limits(made)]),
            short_help=made.about,
        )
    )


def _examples(name: str) -> list[str]:
    return [f"kb export {name}", f"kb export {name} --population readers -o chosen"]


def _limits(made: Format) -> list[str]:
    """A paragraph on what a format cannot carry, if there is such."""
    return [f"Cannot carry {'; '.join(made.cannot)}."] if made.cannot else []


def _release_command() -> click.Command:
    def write(output: Path, **values: Any) -> None:  # noqa: ANN401 - click's
        with _selected(values) as selection:
            release(selection, output, force=values["force"])
            _tell(selection.notices, quiet=values["quiet"])
        click.echo(shown(output))

    place = click.Option(
        ["-o", "--output"],
        type=click.Path(file_okay=False, path_type=Path),
        required=True,
        metavar="DIR",
        help="Folder to make.",
    )
    told = "Every format in one folder, with checksums and a page that tells of each file."
    return _with_shared(
        Command(
            ALL,
            fails=FAILS,
            examples=("kb export all -o release",),
            callback=write,
            params=[place, *_writing(), *choosing.options()],
            help=told,
            short_help=told,
        )
    )


def _with_shared(made: click.Command) -> click.Command:
    return root_option(database_option(made))


def _writing() -> list[click.Option]:
    return [
        click.Option(["--force"], is_flag=True, help="Replace what kb may find there."),
        click.Option(["-q", "--quiet"], is_flag=True, help="Do not say what is left out."),
    ]


@contextmanager
def _selected(values: Mapping[str, Any]) -> Iterator[Selection]:
    """What the options choose; an export that cannot be made is told in a sentence.

    Raises
    ------
    click.ClickException
        If it cannot be made.
    """
    with opened(values["root"], values["db"]) as connection, Progress() as progress:
        connection.set_progress_handler(_listen, STEPS)
        try:
            selection = Selection(connection, choosing.chosen(connection, values), progress)
            if not selection.n_claims:
                selection.note("no claim is like this: there is nothing to write")
            yield selection
        except ExportError as error:
            raise _told(error) from None
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise click.Abort from None
            if refusal := no_room(error):
                raise _told(refusal) from None
            raise


def _told(error: ExportError) -> click.ClickException:
    return click.ClickException(f"{error}\nhint: {error.hint}" if error.hint else str(error))


def _listen() -> int:
    """Let Ctrl-C be heard: what it raises here ends the query, which else would go on for long."""
    return 0


def _write(
    made: Format,
    selection: Selection,
    output: str | None,
    options: Mapping[str, str],
    *,
    force: bool,
) -> Path | None:
    """Write to where it was asked to be; the path, if it is a file."""
    if output == STANDARD_OUTPUT:
        with standard_output(streams=made.kind(options).streams) as out:
            made.write(selection, out, options)
        return None
    path = Path(output or ".")
    path = path / made.file_name(selection, options) if path.is_dir() else path
    with file(path, force=force) as out:
        made.write(selection, out, options)
    return path


def _tell(sentences: list[str], *, quiet: bool) -> None:
    """What is not carried, apart from the export itself."""
    if not quiet:
        for sentence in sentences:
            click.echo(printable(f"note: {sentence}"), err=True)
