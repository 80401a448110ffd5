"""What `kb` alone says: where one is, and what comes next."""

from __future__ import annotations

import shlex
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import click

from kb.cli.output import wrapped
from kb.cli.root import BUILT, find_root, shown
from kb.database.reader import connect
from kb.problems import printable

COUNTED = {
    "claim": ("claim", "claims"),
    "statement": ("statement", "statements"),
    "study": ("study", "studies"),
    "gap": ("gap", "gaps"),
}
"""Tables whose rows are told of, by what one and several are called."""
SAID_MOST = """
select c.id, t.label from claim c join term t on t.id = c.outcome
left join statement_claim s on s.claim = c.id
group by c.id order by count(s.statement) desc, c.id limit 1
"""


class Status(NamedTuple):
    """Where one is, in a sentence, and commands to go on with, each with what it does."""

    said: str
    steps: dict[str, str]


NOWHERE = Status(
    "There is no knowledge base in this folder or above it.",
    {
        "kb init my-topic": "begin one in a new folder, with an example",
        "kb show ID --root DIR": "work on one that is elsewhere",
        "kb pool FILE.csv": "pool the studies of a table, for which none is needed",
    },
)
TO_BUILD = {
    "kb check": "every problem of the text, or nothing",
    "kb build": "compile it into one file",
    "kb serve --open": "build it and browse",
}


def tell(folder: Path) -> None:
    """Say what comes next in a folder."""
    said, steps = status(folder)
    width = max(map(len, steps))
    click.echo("\n".join(wrapped(said, "")) + "\n")
    for command, about in steps.items():
        click.echo(f"  {click.style(f'{command:{width}}', bold=True)}   {about}")
    click.echo("\n`kb --help` lists all commands, `kb COMMAND --help` shows examples.")


def status(folder: Path) -> Status:
    """Where one is in a folder."""
    try:
        root = find_root(folder)
    except click.UsageError:
        return NOWHERE
    built = root / BUILT
    if not built.is_file():
        return Status(f"The knowledge base in {shown(root)} is not built yet.", TO_BUILD)
    try:
        with closing(connect(built)) as connection:
            return _of_built(connection, is_older(built, root))
    except sqlite3.Error:
        said = f"{shown(built)} is damaged, or was built by another version of kb."
        return Status(said, TO_BUILD)


def is_older(built: Path, root: Path) -> bool:
    """Whether a file or folder of the text was touched after the build; quick, and no proof."""
    text = [root / "citations.bib", *(root / "data").rglob("*")]
    moment = built.stat().st_mtime
    return any(path.stat().st_mtime > moment for path in text if path.exists())


def _of_built(connection: sqlite3.Connection, is_old: bool) -> Status:
    (title,) = connection.execute("select title from knowledge_base").fetchone()
    said = printable(f"{title}: {_counts(connection)}.")
    if is_old:
        return Status(f"{said} The text was changed since.", TO_BUILD)
    claim, outcome = connection.execute(SAID_MOST).fetchone() or ("ID", "WORDS")
    return Status(
        said,
        {
            f"kb search {shlex.quote(printable(outcome))}": "claims by words, best first",
            f"kb show {claim}": "one claim: who says so, the evidence, the verdict",
            "kb gaps --severity major": "where statement and evidence are far apart",
            "kb serve --open": "browse",
        },
    )


def _counts(connection: sqlite3.Connection) -> str:
    """The counts that say most, those that are not 0."""
    counts = {
        table: connection.execute(f"select count(*) from {table}").fetchone()[0]  # noqa: S608 - kb's own
        for table in COUNTED
    }
    return ", ".join(f"{n} {COUNTED[name][n != 1]}" for name, n in counts.items() if n)
