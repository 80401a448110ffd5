"""`kb build`: check, then compile."""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import click

from kb.cli.command import Command
from kb.cli.memory import Memory
from kb.cli.output import PAGE, form_option, report
from kb.cli.root import (
    BUILT,
    PRIVATE,
    database_option,
    documents_option,
    root_option,
    short,
    shown,
)
from kb.database.reader import connect

NAMES = {
    "claim": ("claim", "claims"),
    "statement": ("statement", "statements"),
    "quantity": ("number", "numbers"),
    "guidance": ("piece of guidance", "pieces of guidance"),
    "study": ("study", "studies"),
    "document": ("document", "documents"),
}
"""Tables whose rows are told of after a build, by what one and several are called."""


@click.command(
    name="build",
    cls=Command,
    fails="the text has problems",
    examples=("kb build", "kb build --whole", "kb build --documents documents"),
)
@documents_option
@click.option(
    "--whole", "is_whole", is_flag=True, help="Build all anew, though only some of it changed."
)
@form_option(*PAGE)
@root_option
@database_option
def command(
    documents: Path | None, form: str, root: Path, db: Path | None, *, is_whole: bool
) -> None:
    """Check the text, then compile it into one SQLite file.

    The old file stays as it is until the new one is whole, if anything fails, and where it is of
    this very text. Where only claims changed since it was built, it is made to fit these: its rows
    are then those of a whole build, but not its bytes, which --whole gives. A file at --db that kb
    did not build is not replaced. With --documents the documents' text is added: the file is then
    private, and stands apart in build/private/ unless --db says otherwise.
    """
    if db and db.is_file() and db.stat().st_size:
        _refuse_foreign(db)
    started = time.perf_counter()
    memory = Memory(root, documents)
    if db is None and not is_whole and memory.is_built:
        rows = _counted(root / BUILT)
        line = f"{shown(root / BUILT)} is up to date: {contents(rows)}"
        report(form, _told(root / BUILT, memory.built, rows, is_new=False), line)
        return
    from kb.cli.making import made  # noqa: PLC0415 - most of a second, needed only here

    target = db or root / (PRIVATE if documents else BUILT)
    built = made(memory, documents, target, form, is_whole=is_whole)
    seconds = time.perf_counter() - started
    lines = [f"built {shown(built.path)} in {seconds:.1f} s: {contents(built.rows)}"]
    if documents:
        lines.append("It holds the documents' text: keep it to yourself.")
    report(form, _told(built.path, built.digest, built.rows, is_new=True), *lines)


def _told(path: Path, digest: str, rows: Mapping[str, int], *, is_new: bool) -> dict[str, object]:
    """What a program is told of a built file."""
    counts = {table: rows[table] for table in NAMES}
    return {"path": short(path), "built": is_new, "digest": digest, "rows": counts}


def _refuse_foreign(path: Path) -> None:
    """Refuse to replace what somebody else wrote; the default place is kb's own.

    Raises
    ------
    click.ClickException
        If kb did not build it.
    """
    from kb.database.check import is_built  # noqa: PLC0415 - half a second, needed only here

    if not is_built(path):
        message = f"{shown(path)} is there already, and is no file built by kb"
        hint = "choose another place with --db, or move that file away"
        raise click.ClickException(f"{message}\nhint: {hint}\nIt is as it was.")


def contents(rows: Mapping[str, int]) -> str:
    """The counts that say most, those that are not 0."""
    counts = ((rows[table], names) for table, names in NAMES.items())
    return ", ".join(f"{n} {one if n == 1 else several}" for n, (one, several) in counts if n)


def _counted(path: Path) -> dict[str, int]:
    """The rows of the tables that are told of."""
    with closing(connect(path)) as connection:
        return {
            table: connection.execute(f"select count(*) from {table}").fetchone()[0]  # noqa: S608 - kb's own names
            for table in NAMES
        }
