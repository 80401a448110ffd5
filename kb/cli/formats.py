"""`kb formats`: what `kb export` writes, for whom, and what it cannot carry."""

from __future__ import annotations

import click

from kb.cli.output import wrapped
from kb.exports.format import formats
from kb.problems import as_json


@click.command(name="formats")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Text for people, JSON for programs.",
)
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
    for made in formats().values():
        click.echo(click.style(made.name, bold=True))
        told = {"for": made.about, "read by": made.accepted_by, "cannot": " · ".join(made.cannot)}
        for head, words in told.items():
            click.echo("\n".join(wrapped(words, f"  {head:8}")), nl=bool(words))
