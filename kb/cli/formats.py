"""`kb formats`: what `kb export` writes, for whom, and what it cannot carry."""

from __future__ import annotations

import click

from kb.cli.command import Command
from kb.cli.output import ROWS_OF_PAGE, form_option, wrapped, write
from kb.exports.format import Format, formats
from kb.problems import as_json

COLUMNS = ("name", "extension", "media_type", "about", "accepted_by", "cannot")


@click.command(name="formats", cls=Command, examples=("kb formats", "kb formats --json"))
@form_option(*ROWS_OF_PAGE)
def command(form: str) -> None:
    """List the formats of `kb export`: what each is for, what reads it, what it cannot carry."""
    if form == "json":
        click.echo(
            as_json(
                [
                    {
                        "name": made.name,
                        "about": made.about,
                        "accepted_by": made.accepted_by,
                        "cannot": list(made.cannot),
                        "extension": made.kind().extension,
                        "media_type": made.kind().media_type,
                        "options": {
                            name: list(option.choices) for name, option in made.options.items()
                        },
                    }
                    for made in formats().values()
                ]
            )
        )
        return
    if form == "csv":
        write(COLUMNS, list(map(_row, formats().values())), form)
        return
    for made in formats().values():
        click.echo(click.style(made.name, bold=True))
        told = {"for": made.about, "read by": made.accepted_by, "cannot": " · ".join(made.cannot)}
        for head, words in told.items():
            click.echo("\n".join(wrapped(words, f"  {head:7}  ")), nl=bool(words))


def _row(made: Format) -> tuple[str, ...]:
    kind = made.kind()
    told = (made.about, made.accepted_by, "; ".join(made.cannot))
    return (made.name, kind.extension, kind.media_type, *told)
