"""`kb locate`: the span of a passage."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import click

from kb.cli.command import Command
from kb.cli.root import text as words
from kb.problems import Problem, render
from kb.reading.files import read_text
from kb.spans import digest, find


@click.command(
    name="locate",
    cls=Command,
    fails="the passage is not there, or there are several",
    examples=(
        "kb locate documents/example.txt",
        'kb locate documents/example.txt "Studies show" "begin."',
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("first", type=words, required=False)
@click.argument("last", type=words, required=False)
def command(file: Path, first: str | None, last: str | None) -> None:
    """Say the span of a passage in FILE from its FIRST words to its LAST, ready to paste.

    White space counts as one space. Without LAST, the passage is the FIRST words alone; without
    both, what a document's file says of its text: file_name, sha256, characters.
    """
    text = read_text(file, str(file), keep_mark=True)
    if isinstance(text, Problem):
        click.echo(render([text]))
        raise click.exceptions.Exit(1)
    if first is None:
        name, total = file.name, sha256(text.encode()).hexdigest()
        click.echo(f"file_name: {name}\nsha256: {total}\ncharacters: {len(text)}")
        return
    _passage(file, text, first, last or first)


def _passage(file: Path, text: str, first: str, last: str) -> None:
    """Print each place that fits.

    Raises
    ------
    click.ClickException
        If none does.
    click.exceptions.Exit
        With code 1 if several do.
    """
    spans = find(text, first, last)
    if not spans:
        words = f"from “{first}” to “{last}”" if first != last else f"“{first}”"
        message = f"{file} has no passage {words}: copy the words from it, case and all"
        raise click.ClickException(message)
    for start, end in spans:
        click.echo(f"span: [{start}, {end}]\ndigest: {digest(text, start, end)}")
    if len(spans) > 1:
        click.echo(f"{len(spans)} passages begin and end so: give more words", err=True)
        raise click.exceptions.Exit(1)
