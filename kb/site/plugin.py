"""Datasette's hooks. Each asks first whether a knowledge base is attached."""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, TypeVar, cast

from datasette import Request, Response, hookimpl
from datasette import handle_exception as printing
from jinja2 import Environment
from markupsafe import Markup

from kb.site import error, metadata, pages, warming, wording
from kb.site.asking import cell
from kb.site.delivery import delivered
from kb.site.delivery.asgi import App
from kb.site.site import Site, find

Datasette = Any
Hook = TypeVar("Hook", bound=Callable[..., Any])


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
def asgi_wrapper(datasette: Datasette) -> Callable[[App], App]:
    """How every answer travels, Datasette's own included."""
    site = site_of(datasette)
    return partial(delivered, site) if site else lambda app: app


@hook
def handle_exception(
    datasette: Datasette, request: Request, exception: Exception
) -> Callable[[], Coroutine[Any, Any, Response | None]] | None:
    """Our answer where something is not there, or went wrong."""
    site = site_of(datasette)
    return partial(error.answer, site, request, exception) if site else None


@hook
def render_cell(value: object, column: str, database: str, datasette: Datasette) -> Markup | None:
    """Ids in the views as links to their pages."""
    site = site_of(datasette)
    return cell.link(site, column, value) if site and site.database == database else None


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
        warming.begin(site)
    keeps_metadata = hasattr(datasette, "set_column_metadata")
    return partial(metadata.store, site) if site and keeps_metadata else None


def _answer_without_traceback() -> None:
    """Keep Datasette from printing a traceback for each address that is not there.

    Where Rich is installed, as kb needs it, Datasette prints one with all local values, and
    fails over an address that fits none of its routes: no exception is being handled then.
    """
    printing.rich = None
