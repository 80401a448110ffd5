"""`kb open`: the page of a record in the browser."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

import click
from click.shell_completion import CompletionItem

from kb.cli import completing, server
from kb.cli.command import Command
from kb.cli.completing import RECORDS
from kb.cli.output import PAGE, form_option, report
from kb.cli.root import BUILT, PRIVATE, root_option, text
from kb.cli.root import opened as connected
from kb.problems import nearest, printable

PAGES: Mapping[str, str] = {
    "claim": "claims",
    "statement": "statements",
    "document": "documents",
    "guidance": "guidance",
    "study": "studies",
    "source": "sources",
    "gap": "gaps",
    "term": "terms",
}
"""Kinds of record, and the first part of the address of their pages."""
MOST_WORDS = 2


def _complete(
    context: click.Context, parameter: click.Parameter, begun: str
) -> list[CompletionItem]:
    """A kind, then the ids of that kind."""
    (kind, *_) = context.params.get("words") or ("",)
    if kind in PAGES:
        return completing.records(kind)(context, parameter, begun)
    return [CompletionItem(kind) for kind in PAGES if kind.startswith(begun)]


@click.command(
    name="open",
    cls=Command,
    fails="nothing has the id",
    examples=(
        "kb open claim example-helps-beginning --print",
        "kb open example.read-twice --print",
        "kb open --print --json",
    ),
)
@click.argument("words", type=text, nargs=-1, metavar="[KIND] [ID]", shell_complete=_complete)
@click.option("--print", "prints", is_flag=True, help="Print the address and open nothing.")
@form_option(*PAGE)
@root_option
def command(words: tuple[str, ...], prints: bool, form: str, root: Path) -> None:
    """Open the page of a claim, statement, document, study, source, gap, term or guidance.

    KIND is needed only where two records of different kinds have one ID; without both, it is the
    home page. The page is that of the `kb serve` that runs for this knowledge base; where none
    does, one is started, which ends with Ctrl-C; not where JSON is asked for, which tells so.
    """
    page = _page(root, words)
    port = server.running(root / BUILT) or server.running(root / PRIVATE)
    address = server.address(port or server.USUAL_PORT, page)
    if port and not prints:
        server.browse(address)
    if prints or form == "json":
        opened = bool(port) and not prints
        report(form, {"address": address, "served": bool(port), "opened": opened}, address)
    elif not port:
        from kb.cli.serve import serve  # noqa: PLC0415 - loads the corpus

        serve(root, None, 0, page)


def _page(root: Path, words: tuple[str, ...]) -> str:
    """The path of a page.

    Raises
    ------
    click.ClickException
        If nothing has the id; those near it are named.
    click.UsageError
        If there are too many words, or the first is no kind.
    """
    if not words:
        return ""
    *kinds, record = words
    if len(words) > MOST_WORDS or not PAGES.keys() >= set(kinds):
        wrong = printable(" ".join(kinds))
        hint = nearest(wrong, PAGES) or f"the kinds are {', '.join(PAGES)}"
        raise click.UsageError(f"`{wrong}` is no kind of record: {hint}")
    with connected(root, None) as connection:
        for kind in kinds or PAGES:
            if _has(connection, kind, record):
                return f"{PAGES[kind]}/{quote(record, safe='')}"
        known = {name for kind in kinds or PAGES for name in _ids(connection, kind)}
    hint = nearest(record, known) or "`kb search WORDS` finds claims"
    message = printable(f"no {kinds[0] if kinds else 'record'} has the id `{record}`")
    raise click.ClickException(f"{message}: {hint}")


def _has(connection: sqlite3.Connection, kind: str, record: str) -> bool:
    sql = f"select 1 from {kind} where {RECORDS[kind][0]} = ?"  # noqa: S608 - kb's own names
    return connection.execute(sql, [record]).fetchone() is not None


def _ids(connection: sqlite3.Connection, kind: str) -> list[str]:
    sql = f"select {RECORDS[kind][0]} from {kind}"  # noqa: S608 - kb's own names
    return [row[0] for row in connection.execute(sql)]
