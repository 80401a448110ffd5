"""Datasette's hooks. Each asks first whether a knowledge base is attached."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from datasette import hookimpl
from jinja2 import Environment
from markupsafe import Markup

from kb import describe
from kb.site import pages, wording
from kb.site.site import Site, find

Datasette = Any
Asgi = Callable[..., Any]

LINKED = {
    "claim_id": "claims",
    "document_id": "documents",
    "guidance_id": "guidance",
    "source_key": "sources",
    "statement_id": "statements",
}
"""Columns of the views whose values are ids of records that have a page."""
LISTED = {"claim_ids": "claims", "document_ids": "documents", "statement_ids": "statements"}
"""Columns of the views whose values are JSON arrays of such ids."""
SAFE_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
)
"""Headers that no page of Datasette minds."""


def site_of(datasette: Datasette) -> Site | None:
    """The knowledge base that a Datasette serves, looked for once."""
    remembered = vars(datasette)
    if "_kb_site" not in remembered:
        remembered["_kb_site"] = find(datasette)
    found: Site | None = remembered["_kb_site"]
    return found


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Callable[..., Any]]]:
    """The pages of the site."""
    site = site_of(datasette)
    if site is None:
        return []
    _make_way(site)
    return [(module.PATH, pages.view(site, module)) for module in pages.modules()]


def _make_way(site: Site) -> None:
    """Move a database whose file is called as one of our pages, `claims.db`, to another address."""
    if site.database in {module.PATH.strip("/").split("/")[0] for module in pages.modules()}:
        site.datasette.get_database(site.database).route = f"{site.database}-data"


@hookimpl
def prepare_jinja2_environment(env: Environment, datasette: Datasette) -> None:
    """Words, numbers and addresses for the templates."""
    site = site_of(datasette)
    if site:
        env.globals["site"] = site
        env.filters.update(wording.FILTERS)


@hookimpl
def extra_css_urls(datasette: Datasette, template: str) -> list[str]:
    """The site's bar on Datasette's own pages."""
    site = site_of(datasette)
    is_ours = template.startswith("kb/")
    return [site.static("site.css")] if site and not is_ours else []


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[Asgi], Asgi]:
    """Headers for every response, Datasette's own included."""
    site = site_of(datasette)
    return _with_headers if site else lambda app: app


def _with_headers(app: Asgi) -> Asgi:
    async def wrapped(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401
        async def sending(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), *SAFE_HEADERS]}
            await send(message)

        await app(scope, receive, sending)

    return wrapped


@hookimpl
def render_cell(
    value: object, column: str, database: str, datasette: Datasette
) -> Markup | None:
    """Ids in the views as links to their pages."""
    site = site_of(datasette)
    if site is None or site.database != database or not isinstance(value, str):
        return None
    if column in LINKED:
        return _link(site, LINKED[column], value)
    if column in LISTED:
        return Markup(", ").join(_link(site, LISTED[column], one) for one in json.loads(value))
    return None


def _link(site: Site, kind: str, record: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(site.to(kind, record), record)


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return describe.table_metadata()


@hookimpl
def get_metadata(datasette: Datasette) -> dict[str, Any]:
    """Descriptions of tables, views and columns, for Datasette 0.65."""
    site = site_of(datasette)
    if site is None:
        return {}
    about = {"title": site.about.title, "license": site.about.licence}
    return {**about, "databases": {site.database: {"tables": _tables()}}}


@hookimpl
def startup(datasette: Datasette) -> Callable[[], Any] | None:
    """The same for Datasette 1.0, which keeps metadata in its internal database."""
    site = site_of(datasette)
    if site is None or not hasattr(datasette, "set_column_metadata"):
        return None

    async def describe_tables() -> None:
        await datasette.set_instance_metadata("title", site.about.title)
        await datasette.set_instance_metadata("license", site.about.licence)
        for table, column, text in _descriptions():
            if column is None:
                await datasette.set_resource_metadata(site.database, table, "description", text)
            else:
                await datasette.set_column_metadata(
                    site.database, table, column, "description", text
                )

    return describe_tables


def _descriptions() -> Iterator[tuple[str, str | None, str]]:
    """Table, column or None, and what it is."""
    for table, about in _tables().items():
        yield table, None, about["description"]
        for column, text in about["columns"].items():
            yield table, column, text
