"""Options that name a lake and the engine that reads it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli.root import Command, opened, shown
from kb.database.place import BUILT, LAKE

if TYPE_CHECKING:
    from kb.engines.engine import Engine

SQLITE = "sqlite"


@dataclass(frozen=True, slots=True)
class Source:
    """What the options name: the built file, or a lake and how it is read."""

    engine: str | None = None
    lake: Path | None = None
    master: str = ""
    check: bool = False

    @property
    def is_lake(self) -> bool:
        """Whether a lake is meant: by its folder, or by an engine that reads no built file."""
        return self.lake is not None or self.engine not in {None, SQLITE}


def lake_options(command: Command) -> Command:
    """`--engine`, `--lake`, `--master` and `--check`."""
    for option in (
        click.option("--check", is_flag=True, help="Hold all files of the lake against SHA-256."),
        click.option(
            "--master",
            metavar="URL",
            default="",
            help="Of Spark: spark://HOST:PORT. [default: this machine]",
        ),
        click.option(
            "--lake",
            metavar="DIR",
            type=click.Path(file_okay=False, path_type=Path),
            help=f"What `kb export lake` wrote. [default: {LAKE.as_posix()}]",
        ),
        click.option(
            "--engine",
            type=click.Choice([SQLITE, "duckdb", "spark"]),
            help="SQLite reads the built file, the others a lake. [default: sqlite, or duckdb"
            " with --lake]",
        ),
    ):
        command = option(command)
    return command


def source(
    engine: str | None, lake: Path | None, master: str, db: Path | None, *, check: bool
) -> Source:
    """What the options name.

    Raises
    ------
    click.UsageError
        If they do not go together.
    """
    found = Source(engine, lake, master, check)
    if lake and engine == SQLITE:
        raise click.UsageError("--engine sqlite reads a built file: leave --lake out")
    if found.is_lake and db:
        raise click.UsageError("--db is a file for sqlite: name a folder by --lake")
    if master and engine != "spark":
        raise click.UsageError("--master is for --engine spark")
    if check and not found.is_lake:
        raise click.UsageError("--check is for lakes: name one by --lake")
    return found


@contextmanager
def opened_lake(root: Path, asked: Source) -> Iterator[Engine]:
    """The engine over the lake that is meant.

    Raises
    ------
    click.ClickException
        If there is no such lake, or no such engine here.
    """
    from kb.engines.error import EngineError  # noqa: PLC0415 - only who asks a lake needs it
    from kb.engines.opening import opened as engine  # noqa: PLC0415

    folder = asked.lake or root / LAKE
    try:
        made = engine(asked.engine or "duckdb", folder, master=asked.master, check=asked.check)
    except EngineError as error:
        hint = f"\nhint: {error.hint}" if error.hint else ""
        raise click.ClickException(f"{error}{hint}") from None
    with closing(made):
        if asked.lake is None and (root / BUILT).is_file():
            _tell_of_age(root, made)
        yield made


def _tell_of_age(root: Path, engine: Engine) -> None:
    """Say that the lake is of another build than the file beside it."""
    with opened(root, None) as connection:
        (digest,) = connection.execute("select digest from knowledge_base").fetchone()
    if digest != engine.lake.told.digest:
        place = shown(engine.lake.folder)
        words = f"note: {place} is of another build than {BUILT.name}: `kb export lake` mends it"
        click.echo(words, err=True)
