"""Options that commands share: the root folder, the built file, the documents at hand."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from kb.database import place
from kb.database.reader import connect
from kb.problems import printable

MARK, BUILT, PRIVATE = place.MARK, place.BUILT, place.PRIVATE
Command = TypeVar("Command", bound=Callable[..., Any])
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def find_root(start: Path) -> Path:
    """The nearest folder at or above `start` that holds `data/kb.yaml`.

    Raises
    ------
    click.UsageError
        If there is none.
    """
    if root := place.root_above(start):
        return root
    message = f"no {MARK} in {start} or above it: give --root DIR, or begin one with `kb init DIR`"
    raise click.UsageError(message)


def _chosen(context: click.Context, _option: click.Parameter, value: Path | None) -> Path:
    """The folder that is named, else the one found; whoever names a file or a lake needs none."""
    if value is not None:
        return value.resolve()
    is_named = any(context.params.get(name) for name in ("db", "lake"))
    return Path.cwd() if is_named else find_root(Path.cwd())


def text(value: str) -> str:
    """Words or SQL as they were typed in UTF-8, though Python took them for another encoding."""
    return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def shown(path: Path) -> str:
    """A path as short as it can be told from here."""
    return printable(short(path))


def short(path: Path) -> str:
    """The same for a program, which has to find it: with every character that it has."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def root_option(command: Command) -> Command:
    """`--root DIR`, by default the nearest folder above with `data/kb.yaml`."""
    return click.option(
        "--root",
        type=FOLDER,
        metavar="DIR",
        callback=_chosen,
        help="Folder with data/ and citations.bib. [default: the nearest above]",
    )(command)


def documents_option(command: Command) -> Command:
    """`--documents DIR`: copies of the documents, which are never part of the text."""
    return click.option(
        "--documents",
        type=FOLDER,
        metavar="DIR",
        help="Folder with your own copies of the documents.",
    )(command)


def database_option(command: Command) -> Command:
    """`--db PATH`: the built file."""
    return click.option(
        "--db",
        metavar="PATH",
        type=click.Path(dir_okay=False, path_type=Path),
        help=f"The built file. [default: {BUILT.as_posix()}]",
    )(command)


@contextmanager
def opened(root: Path, path: Path | None) -> Iterator[sqlite3.Connection]:
    """A read-only connection to the built file.

    Raises
    ------
    click.ClickException
        If it is not there, or is no file of kb.
    """
    path = path or root / BUILT
    try:
        with closing(connect(path)) as connection:
            connection.execute("select 1 from knowledge_base").fetchone()
            yield connection
    except FileNotFoundError:
        message = f"{path} is not there: run `kb build` first"
        raise click.ClickException(message) from None
    except sqlite3.Error as error:
        message = f"{path} is no file built by kb, or damaged ({error}): run `kb build`"
        raise click.ClickException(message) from None
