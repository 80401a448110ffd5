"""The knowledge base that Datasette serves: where it is, what it says of itself, how to ask it."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache, partial
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

from datasette.database import QueryInterrupted
from datasette.utils import sqlite_timelimit

from kb.database.reader import connect
from kb.database.shared import shared
from kb.exports.about import About, about
from kb.site import asset

Row = dict[str, Any]
Answer = TypeVar("Answer")
KEPT = 200
"""Answers that are remembered, since readers choose what they ask."""
TIME = 10_000
"""Milliseconds that a question of the program's own may take."""
PATIENCE = 120_000
"""The same of one whose answer is remembered."""


@dataclass(frozen=True, slots=True)
class Site:
    """One knowledge base among Datasette's databases."""

    datasette: Any
    database: str
    about: About
    imports: Mapping[str, Row] = field(default_factory=dict)
    kept: dict[tuple[object, ...], Any] = field(default_factory=dict, repr=False)
    turns: dict[tuple[object, ...], Future[None]] = field(default_factory=dict, repr=False)

    async def rows(self, query: str, **parameters: object) -> list[Row]:
        """Rows of a query of `queries/`, by its name; all of them."""
        return await self.answers(sql(query), **parameters)

    async def record(
        self, kind: str, parts: Sequence[str], **parameters: object
    ) -> tuple[Row | None, dict[str, list[Row]]]:
        """A record by the query that is called as its kind, and its parts, by `KIND_PART`.

        All are asked in one go: to hand a question to a thread takes as long as an answer.
        """
        queries = [sql(kind), *(sql(f"{kind}_{part}") for part in parts)]

        def ask(connection: sqlite3.Connection) -> list[list[Row]]:
            return [_patiently(query, parameters, TIME, connection) for query in queries]

        own, *others = await self.asked(ask)
        return (own[0] if own else None), dict(zip(parts, others, strict=True))

    async def answers(self, statement: str, /, **parameters: object) -> list[Row]:
        """Rows of a statement that is the program's own; all of them.

        A busy machine is no reason to break it off as soon as other people's: it has its bounds.
        """
        return await self.asked(partial(_patiently, statement, parameters, TIME))

    async def lasting(self, query: str, **parameters: object) -> list[Row]:
        """Rows that a whole table was read for: asked once of a file that cannot change.

        Once is seldom enough for more time than any other question gets.

        Raises
        ------
        QueryInterrupted
            If that was not enough either.
        """
        key = (query, *sorted(parameters.items()))
        return await self.once(key, partial(_patiently, sql(query), parameters, PATIENCE))

    async def once(
        self, key: tuple[object, ...], ask: Callable[[sqlite3.Connection], Answer]
    ) -> Answer:
        """What a function finds in a file, remembered by a key; those who ask at once wait."""
        while key not in self.kept:
            if key not in self.turns:
                return await self._first(key, ask)
            await asyncio.wait([asyncio.wrap_future(self.turns[key])])
        kept: Answer = self.kept.pop(key)
        self.kept[key] = kept
        return kept

    async def _first(
        self, key: tuple[object, ...], ask: Callable[[sqlite3.Connection], Answer]
    ) -> Answer:
        """What is found, remembered if the file cannot change; what was asked longest ago goes."""
        turn = self.turns[key] = Future()
        try:
            found = await self.asked(ask)
            if not self.datasette.get_database(self.database).is_mutable:
                self.kept[key] = found
                if len(self.kept) > KEPT:
                    del self.kept[next(iter(self.kept))]
        finally:
            del self.turns[key]
            turn.set_result(None)
        return found

    async def asked(self, ask: Callable[[sqlite3.Connection], Answer]) -> Answer:
        """What a function finds with Datasette's connection, in a thread of Datasette's."""
        answer: Answer = await self.datasette.get_database(self.database).execute_fn(ask)
        return answer

    async def row(self, query: str, **parameters: object) -> Row | None:
        """The first row of a query, or None."""
        rows = await self.rows(query, **parameters)
        return rows[0] if rows else None

    def link(self, path: str, **parameters: object) -> str:
        """The address of a page of the site, below wherever Datasette is mounted."""
        given = {name: value for name, value in parameters.items() if value not in (None, "", [])}
        asked = f"?{urlencode(given, doseq=True)}" if given else ""
        return str(self.datasette.urls.path(path)) + asked

    def to(self, kind: str, record: str) -> str:
        """The address of one record's page, as `to("claims", "balance")`."""
        return self.link(f"/{kind}/{quote(record, safe='@')}")

    def data(self, table: str, extension: str | None = None, **equal: object) -> str:
        """The address of Datasette's own page of a table's rows, narrowed to equal values."""
        path = str(self.datasette.urls.table(self.database, table, format=extension))
        asked = {f"{column}__exact": value for column, value in equal.items()}
        if extension == "json":
            asked["_shape"] = "array"
        return path + (f"?{urlencode(asked)}" if asked else "")

    def canned(self, query: str, extension: str, **values: str) -> str:
        """The address at which Datasette itself answers a named query."""
        path = str(self.datasette.urls.query(self.database, query, format=extension))
        return f"{path}?{urlencode({'_shape': 'array', **values})}"

    def file(self) -> str:
        """The address at which Datasette gives the file itself away."""
        return f"{self.tables()}.db"

    def tables(self) -> str:
        """The address of Datasette's own page of the database."""
        return str(self.datasette.urls.database(self.database))

    def static(self, file: str) -> str:
        """The address of a static file, which names its bytes."""
        return f"{self.datasette.urls.static_plugins('kb', file)}?_hash={asset.digest(file)}"

    def absolute(self, request: Any, path: str) -> str:  # noqa: ANN401 - Datasette publishes no types
        """A path with the host that was asked, for who reads it elsewhere."""
        return str(self.datasette.absolute_url(request, path))


def _patiently(
    statement: str, parameters: Mapping[str, object], time: int, connection: sqlite3.Connection
) -> list[Row]:
    """All rows of a statement, if it takes no more than so many milliseconds."""
    try:
        with sqlite_timelimit(connection, time):
            return [dict(row) for row in connection.execute(statement, parameters)]
    except sqlite3.OperationalError as error:
        if error.args == ("interrupted",):
            raise QueryInterrupted(error, statement, parameters) from error
        raise


def find(datasette: Any) -> Site | None:  # noqa: ANN401 - Datasette publishes no types
    """The first knowledge base among the attached databases, whatever its file is called."""
    for name, database in datasette.databases.items():
        path = Path(database.path or "")
        about = read(path)
        if about:
            return Site(datasette, name, about, imports(path))
    return None


def read(path: Path) -> About | None:
    """What a file says of itself; None when it is no knowledge base."""
    try:
        with closing(connect(path)) as connection:
            is_told = connection.execute("select 1 from knowledge_base").fetchone()
            return about(connection) if is_told else None
    except (FileNotFoundError, sqlite3.Error):
        return None


def imports(path: Path) -> dict[str, Row]:
    """The sets that were imported into a file, by id; few at most."""
    with closing(connect(path)) as connection:
        found = connection.execute("select * from imports order by id")
        return {row["id"]: dict(row) for row in found}


@cache
def sql(name: str) -> str:
    """The text of a query of `queries/`, with those that it includes.

    A line `-- include NAME` stands for another one's text, `-- shared NAME` for one of
    `kb.database`.
    """
    text = resources.files("kb.site").joinpath("queries", f"{name}.sql").read_text("utf-8")
    of_all = re.sub(r"(?m)^-- shared (\w+)$", lambda found: shared(found[1]), text)
    return re.sub(r"(?m)^-- include (\w+)$", lambda found: sql(found[1]), of_all)
