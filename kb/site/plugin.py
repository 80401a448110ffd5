"""Datasette's hooks. Each asks first whether a knowledge base is attached."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar, cast

from datasette import handle_exception, hookimpl
from jinja2 import Environment
from markupsafe import Markup

from kb.site import metadata, pages, wording
from kb.site.site import Site, find

Datasette = Any
Asgi = Callable[..., Any]
Hook = TypeVar("Hook", bound=Callable[..., Any])

LINKED = {
    "claim_id": "claims",
    "document_id": "documents",
    "guidance_id": "guidance",
    "source_key": "sources",
    "statement_id": "statements",
    "study_id": "studies",
}
"""Columns of the views whose values are ids of records that have a page."""
LISTED = {"claim_ids": "claims", "document_ids": "documents", "statement_ids": "statements"}
"""Columns of the views whose values are JSON arrays of such ids."""
SAFE_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
)
"""Headers that no page of Datasette minds."""


def hook(function: Hook) -> Hook:
    """Mark a function as a hook of Datasette's, which publishes no types."""
    return cast("Hook", hookimpl(function))


def site_of(datasette: Datasette) -> Site | None:
    """The knowledge base that a Datasette serves, looked for once."""
    if not hasattr(datasette, "kb_site"):
        datasette.kb_site = find(datasette)
    found: Site | None = datasette.kb_site
    return found


@hook
def register_routes(datasette: Datasette) -> list[tuple[str, Callable[..., Any]]]:
    """The pages of the site."""
    site = site_of(datasette)
    if site is None:
        return []
    _make_way(site)
    return [(module.PATH, pages.view(site, module)) for module in pages.modules()]


def _make_way(site: Site) -> None:
    """Move a database whose file is called as one of our pages, `claims.db`, to another address."""
    taken = {word for module in pages.modules() for word in re.findall(r"^/(\w+)", module.PATH)}
    if site.database in taken:
        site.datasette.get_database(site.database).route = f"{site.database}-data"


@hook
def prepare_jinja2_environment(env: Environment, datasette: Datasette) -> None:
    """Words, numbers and addresses for the templates."""
    site = site_of(datasette)
    if site:
        env.globals["site"] = site
        env.filters.update(wording.FILTERS)


@hook
def extra_css_urls(datasette: Datasette, template: str) -> list[str]:
    """The site's bar on Datasette's own pages."""
    site = site_of(datasette)
    is_ours = template.startswith("kb/")
    return [site.static("site.css")] if site and not is_ours else []


@hook
def asgi_wrapper(datasette: Datasette) -> Callable[[Asgi], Asgi]:
    """Headers for every response, Datasette's own included, which may have set them itself."""
    site = site_of(datasette)
    return _with_headers if site else lambda app: app


def _with_headers(app: Asgi) -> Asgi:
    async def wrapped(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401
        async def sending(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                given = list(message.get("headers", ()))
                names = {name.lower() for name, _ in given}
                added = [header for header in SAFE_HEADERS if header[0] not in names]
                message = {**message, "headers": [*given, *added]}
            await send(message)

        await app(scope, receive, sending)

    return wrapped


@hook
def render_cell(value: object, column: str, database: str, datasette: Datasette) -> Markup | None:
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


@hook
def get_metadata(datasette: Datasette) -> dict[str, Any]:
    """Descriptions of tables, views and columns, for Datasette 0.65."""
    site = site_of(datasette)
    return metadata.of(site) if site else {}


@hook
def startup(datasette: Datasette) -> Callable[[], Any] | None:
    """The same for Datasette 1.0, which keeps metadata in its internal database."""
    site = site_of(datasette)
    if site:
        _answer_without_traceback()
    keeps_metadata = hasattr(datasette, "set_column_metadata")
    return partial(metadata.store, site) if site and keeps_metadata else None


def _answer_without_traceback() -> None:
    """Keep Datasette from printing a traceback for each address that is not there.

    Where Rich is installed, as kb needs it, Datasette prints one with all local values, and
    fails over an address that fits none of its routes: no exception is being handled then.
    """
    handle_exception.rich = None
