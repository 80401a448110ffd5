"""`kb locate`: the span of a passage."""

from __future__ import annotations

from pathlib import Path

import click

from kb.problems import Problem, render
from kb.reading.files import read_text
from kb.spans import digest, find


@click.command(name="locate")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("first")
@click.argument("last", required=False)
def command(file: Path, first: str, last: str | None) -> None:
    """Say the span of a passage in FILE from its FIRST words to its LAST, ready to paste.

    White space counts as one space. Without LAST, the passage is the FIRST words alone.
    """
    text = read_text(file, str(file), keep_mark=True)
    if isinstance(text, Problem):
        click.echo(render([text]))
        raise click.exceptions.Exit(1)
    spans = find(text, first, first if last is None else last)
    if not spans:
        message = f"{file} has no passage from {first!r} to {(last or first)!r}"
        raise click.ClickException(message)
    for start, end in spans:
        click.echo(f"span: [{start}, {end}]\ndigest: {digest(text, start, end)}")
    if len(spans) > 1:
        click.echo(f"{len(spans)} passages begin and end so: give more words", err=True)
        raise click.exceptions.Exit(1)
