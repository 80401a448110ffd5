"""Drafts on the disk: ids that are new, nothing overwritten, nothing written with problems."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import click

from kb.cli.output import report
from kb.cli.root import short, shown
from kb.corpus import Corpus
from kb.drafting import bibliography
from kb.drafting.checking import file_of, problems_of
from kb.drafting.name import fault, unused
from kb.drafting.writing import create, replace
from kb.problems import Problem, render
from kb.reading.files import read_text
from kb.reading.tree import BIBLIOGRAPHY


def new_id(corpus: Corpus, kind: str, wanted: str | None, derived: str) -> str:
    """The id asked for, else one derived, made new.

    Raises
    ------
    click.UsageError
        If the id asked for cannot be one, or is taken.
    """
    taken = corpus.names[kind]
    if wanted is None:
        return unused(derived, taken)
    if why := fault(wanted):
        message = f"`{wanted}` cannot be an id: {why}"
        raise click.UsageError(message)
    if wanted in taken:
        message = f"there is a {kind} `{wanted}` already: give another --id, or leave it out"
        raise click.UsageError(message)
    return wanted


def write(
    corpus: Corpus,
    kind: str,
    record_id: str,
    text: str,
    *,
    form: str,
    entry: str | None = None,
    copies: Mapping[Path, bytes] = MappingProxyType({}),
) -> None:
    """Write a draft, with the entry that it needs at the end of the bibliography.

    Parameters
    ----------
    copies
        Files to make besides, before.

    Raises
    ------
    click.exceptions.Exit
        With code 1 after the problems were printed that it would have; nothing is written.
    """
    path = corpus.root / BIBLIOGRAPHY
    whole = bibliography.appended(_read(path), entry) if entry else None
    if problems := problems_of(corpus, kind, record_id, text, whole):
        click.echo(render(problems, form))
        click.echo("nothing was written", err=True)
        raise click.exceptions.Exit(1)
    files = {**copies, corpus.root / file_of(kind, record_id): text.encode()}
    for place, content in files.items():
        _make(place, content, form)
    if whole is not None:
        replace(path, whole)
    told = {
        "id": record_id,
        "files": list(map(short, files)),
        "bibliography": short(path) if entry else None,
    }
    report(form, told, *([f"added an entry to {shown(path)}"] if entry else []))


def _read(path: Path) -> str:
    """The bibliography; empty where there is none.

    Raises
    ------
    click.ClickException
        If it cannot be read: nothing can be put below it then.
    """
    text = read_text(path, BIBLIOGRAPHY) if path.exists() else ""
    if isinstance(text, Problem):
        raise click.ClickException(render([text]))
    return text


def _make(path: Path, content: bytes, form: str) -> None:
    """Make a file, and say so to people: a program is told of all at the end.

    Raises
    ------
    click.ClickException
        If one stands there.
    """
    try:
        create(path, content)
    except FileExistsError:
        message = f"{shown(path)} is there already, and stays as it is: give another --id"
        raise click.ClickException(message) from None
    if form != "json":
        click.echo(f"wrote {shown(path)}")
