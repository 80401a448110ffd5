"""`kb export`: evidence summaries and interchange formats, a subcommand each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from kb.cli import choosing
from kb.cli.command import Command, Group, unknown
from kb.cli.export_folder import FOLDERS, folder_command
from kb.cli.exporting import FAILS, selected, tell, with_shared, writing
from kb.exports.format import Format, named, names
from kb.exports.selection import Selection
from kb.exports.target import STANDARD_OUTPUT, file, standard_output

NOT_CARRIED = "not carried: {}"
ALONE = "with -o - the export alone goes to standard output: leave out --json, or name a file"


class Formats(Group):
    """A group whose commands are the formats."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """The formats by name, and what is a folder: a lake, and all of them."""
        return [*names(), *FOLDERS]

    def get_command(self, _context: click.Context, name: str) -> click.Command:
        """The command that writes a format.

        Raises
        ------
        click.UsageError
            If there is none: the likeliest one meant is named.
        """
        if name in FOLDERS:
            return folder_command(name)
        if name in names():
            return _command(named(name))
        raise unknown("format", name, self.list_commands(_context), "`kb formats` lists all")

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
        if output == STANDARD_OUTPUT and values["form"] == "json":
            raise click.UsageError(ALONE)
        options = {name: str(values[name]) for name in made.options}
        with selected(values) as selection:
            place = _write(made, selection, output, options, force=values["force"])
            notes = [*map(NOT_CARRIED.format, made.cannot), *selection.notices]
        tell(place, notes, form=values["form"], quiet=values["quiet"])

    place = click.Option(
        ["-o", "--output"],
        metavar="PATH",
        help="File or folder to write to; - is standard output.  [default: a name of its own]",
    )
    return with_shared(
        Command(
            made.name,
            fails=FAILS,
            examples=_examples(made.name),
            callback=write,
            params=[*own, place, *writing(), *choosing.options()],
            help="\n\n".join([made.about, f"Read by {made.accepted_by}.", *_limits(made)]),
            short_help=made.about,
        )
    )


def _examples(name: str) -> list[str]:
    return [f"kb export {name}", f"kb export {name} --population readers -o chosen"]


def _limits(made: Format) -> list[str]:
    """A paragraph on what a format cannot carry, if there is such."""
    return [f"Cannot carry {'; '.join(made.cannot)}."] if made.cannot else []


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
