"""What there is to ask for, told to Datasette in both ways that its versions ask."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from kb import describe
from kb.site.asking.named_query import named
from kb.site.site import Site


def of(site: Site) -> dict[str, Any]:
    """Metadata as Datasette 0.65 takes it from a plugin."""
    about = {"title": site.about.title, "license": site.about.licence}
    queries = {
        query.name: {
            "sql": query.sql,
            "title": query.title,
            "description": query.about,
            "params": [parameter.name for parameter in query.parameters],
        }
        for query in named().values()
    }
    return {**about, "databases": {site.database: {"tables": _tables(), "queries": queries}}}


async def store(site: Site) -> None:  # pragma: no cover - 1.0 only; tests/site runs on it too
    """The same into the internal database of Datasette 1.0."""
    datasette, database = site.datasette, site.database
    await datasette.set_instance_metadata("title", site.about.title)
    await datasette.set_instance_metadata("license", site.about.licence)
    for table, column, text in _descriptions():
        if column is None:
            await datasette.set_resource_metadata(database, table, "description", text)
        else:
            await datasette.set_column_metadata(database, table, column, "description", text)
    for query in named().values():
        names = [parameter.name for parameter in query.parameters]
        about = {"title": query.title, "description": query.about, "parameters": names}
        await datasette.add_query(database, query.name, query.sql, source="kb", **about)


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return describe.table_metadata()


def _descriptions() -> Iterator[tuple[str, str | None, str]]:  # pragma: no cover - as `store`
    """Table, column or None, and what it is."""
    for table, about in _tables().items():
        yield table, None, about["description"]
        for column, text in about["columns"].items():
            yield table, column, text
