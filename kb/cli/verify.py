"""`kb verify`: spans and digests against local copies of the documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from kb.cli.command import Command
from kb.cli.digests import write_digests
from kb.cli.output import ROWS_OF_PAGE, form_option
from kb.cli.output import write as write_rows
from kb.cli.progress import Progress
from kb.cli.root import FOLDER, root_option
from kb.corpus import load
from kb.corpus.places import Checked, Copy, check, copies
from kb.problems import as_json, printable, render
from kb.spans import State

COLUMNS = ("document", "statement", "state", "start", "end", "now_start", "now_end")
_ORDER = (State.found, State.drifted, State.ambiguous, State.orphaned)


@click.command(
    name="verify",
    cls=Command,
    fails="a statement is not where it was, or a document is not at hand",
    examples=(
        "kb verify --documents documents",
        "kb verify --documents documents --format csv",
        "kb verify --documents documents --write",
    ),
)
@click.option(
    "--documents", type=FOLDER, metavar="DIR", required=True, help="Folder with your own copies."
)
@click.option("--write", is_flag=True, help="Write the digests of statements that are found.")
@form_option(*ROWS_OF_PAGE)
@root_option
def command(documents: Path, write: bool, form: str, root: Path) -> None:
    """Say of each statement whether it is found, drifted, ambiguous or orphaned.

    Nothing is moved: where a statement has drifted to is said, for you to write down. With
    --write, the digests that find a place again are written into the documents' files, for
    statements that are found in the very text their spans were made for.
    """
    with Progress() as progress:
        corpus, problems = load(root, None, progress)
        found, missing = copies(corpus, documents)
        results = {copy.document.id: _checked(copy, progress) for copy in found}
    written = _write(root, found, results) if write else {}
    if form == "json":
        click.echo(as_json(_objects(found, results, written)))
    elif form == "csv":
        write_rows(COLUMNS, list(_rows(results)), form)
    else:
        _report(found, results)
    if trouble := [*problems, *missing]:
        click.echo(render(trouble), err=form != "text")
    good = all(item.location.state is State.found for item in _all(results))
    if trouble or not good or not all(copy.is_same for copy in found):
        raise click.exceptions.Exit(1)


def _checked(copy: Copy, progress: Progress) -> list[Checked]:
    """Each statement of a document, looked up in its copy."""
    name, total = copy.document.id, len(copy.document.value.statements)
    found = []
    for done, one in enumerate(check(copy), 1):
        found.append(one)
        progress(name, done, total)
    return found


def _write(root: Path, found: list[Copy], results: dict[str, list[Checked]]) -> dict[str, int]:
    """Digests into the files of documents whose copies are the very text; how many, by document."""
    written = {}
    for copy in found:
        if copy.is_same and (n := write_digests(root, copy, results[copy.document.id])):
            written[copy.document.id] = n
            click.echo(f"wrote {n} digest{'s' * (n > 1)} to {copy.document.text.file}", err=True)
    return written


def _all(results: dict[str, list[Checked]]) -> Iterable[Checked]:
    return (item for items in results.values() for item in items)


def _report(found: list[Copy], results: dict[str, list[Checked]]) -> None:
    """A line for each statement that is not found, then a line for each document."""
    for copy in found:
        items = results[copy.document.id]
        for item in items:
            if item.location.state is not State.found:
                told = f"{item.place}: {item.location.state} `{item.id}` {_where(item)}"
                click.echo(printable(told))
        counts = Counter(item.location.state for item in items)
        told = ", ".join(f"{counts[state]} {state}" for state in _ORDER)
        same = "" if copy.is_same else "; the file is not the text that the spans were made for"
        click.echo(printable(f"{copy.document.id}: {told}{same}"))


def _where(item: Checked) -> str:
    """Where a statement went, in words."""
    location, old = item.location, f"[{item.span[0]}, {item.span[1]}]"
    if location.span:
        how = "its text was edited; now at" if location.changed else "moved to"
        return f"from {old}: {how} [{location.span[0]}, {location.span[1]}]"
    if location.candidates:
        places = " or ".join(f"[{start}, {end}]" for start, end in location.candidates[:5])
        return f"from {old}: perhaps at {places}"
    return f"from {old}: neither its text nor its anchor is there"


def _rows(results: dict[str, list[Checked]]) -> Iterator[tuple[object, ...]]:
    """Each statement as a row of a table."""
    for document, items in results.items():
        for item in items:
            now = item.location.span or (None, None)
            yield document, item.id, item.location.state, *item.span, *now


def _objects(
    found: list[Copy], results: dict[str, list[Checked]], written: dict[str, int]
) -> list[dict[str, object]]:
    return [
        {
            "document": copy.document.id,
            "same": copy.is_same,
            "digests_written": written.get(copy.document.id, 0),
            "statements": [
                {
                    "statement": item.id,
                    "state": item.location.state,
                    "span": item.span,
                    "now": item.location.span,
                    "candidates": item.location.candidates,
                    "changed": item.location.changed,
                }
                for item in results[copy.document.id]
            ],
        }
        for copy in found
    ]
