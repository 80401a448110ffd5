"""What the shell is told while somebody types: ids and words, from the built file, at once.

Nothing here fails: where there is no built file, nothing is offered.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from kb.cli.root import BUILT
from kb.database.reader import connect
from kb.problems import printable

MOST = 500
"""Words that are offered at a time: where there are more, another letter tells."""
RECORDS: Mapping[str, tuple[str, str]] = {
    "claim": ("id", "claim"),
    "statement": ("id", "gist"),
    "document": ("id", "title"),
    "guidance": ("id", "text"),
    "study": ("id", "title"),
    "source": ("key", "title"),
    "term": ("id", "label"),
    "gap": ("id", "said"),
}
"""Tables of records: their ids, and what tells a person which one it is."""
PROGRAM = Path(__file__).resolve().parents[1]
RULES = ("rules", "audits")
"""Rooms whose modules are named for the codes that they find."""
CODED = ("analysis", "cli", "corpus", "importing", "importing/reading", "reading")
"""Rooms whose modules may list codes besides."""

Words = Iterable[tuple[str, str]]
"""Words with what each means."""
Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def records(*kinds: str) -> Complete:
    """Complete the ids of records of some kinds."""
    return _from_file(
        lambda connection, begun: (word for kind in kinds for word in _ids(connection, kind, begun))
    )


def facet(name: str) -> Complete:
    """Complete the values of a facet of claims."""

    def words(connection: sqlite3.Connection, _begun: str) -> Words:
        from kb.database.filters import Names  # noqa: PLC0415 - a third of the time that ids take

        return Names(connection).labels[name].items()

    return _from_file(words)


def codes(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Complete the codes of problems and kinds of gap.

    They are read from the program's text: to import all of it takes longer than anybody waits.
    """
    return _offered(((code, "") for code in sorted(set(_codes()))), begun)


def _from_file(words: Callable[[sqlite3.Connection, str], Words]) -> Complete:
    def complete(
        context: click.Context, _parameter: click.Parameter, begun: str
    ) -> list[CompletionItem]:
        path = context.params.get("db") or (context.params.get("root") or Path()) / BUILT
        try:
            with closing(connect(path)) as connection:
                return _offered(words(connection, begun), begun)
        except (FileNotFoundError, sqlite3.Error):
            return []

    return complete


def _offered(words: Words, begun: str) -> list[CompletionItem]:
    found = {word: about for word, about in words if word.startswith(begun)}
    return [
        CompletionItem(word, help=printable(" ".join(about.split())))
        for word, about in found.items()
    ]


def _ids(connection: sqlite3.Connection, kind: str, begun: str) -> Words:
    key, about = RECORDS[kind]
    sql = f"select {key}, {about} from {kind} where {key} >= ? order by {key} limit {MOST}"  # noqa: S608 - kb's own
    return connection.execute(sql, [begun]).fetchall()


def _codes() -> Iterator[str]:
    for room in RULES:
        yield from (
            path.stem.replace("_", "-")
            for path in (PROGRAM / room).glob("*.py")
            if not path.stem.startswith("_")
        )
    for room in CODED:
        for path in (PROGRAM / room).glob("*.py"):
            text = path.read_text("utf-8")
            if "\nCODES: " in text:
                yield from _listed(text)


def _listed(text: str) -> Iterator[str]:
    """The keys of a module's `CODES`."""
    import ast  # noqa: PLC0415 - only codes need it

    for node in ast.parse(text).body:
        match node:
            case ast.AnnAssign(target=ast.Name(id="CODES"), value=ast.Dict(keys=keys)):
                yield from (str(key.value) for key in keys if isinstance(key, ast.Constant))
