"""The Datasette plugin: a site for readers around the tables of a knowledge base.

Datasette finds it by its entry point. Where no knowledge base is attached, every hook leaves
Datasette as it is.
"""

from __future__ import annotations

from kb.site.plugin import (
    asgi_wrapper,
    extra_css_urls,
    get_metadata,
    handle_exception,
    prepare_jinja2_environment,
    register_routes,
    render_cell,
    startup,
)

__all__ = [
    "asgi_wrapper",
    "extra_css_urls",
    "get_metadata",
    "handle_exception",
    "prepare_jinja2_environment",
    "register_routes",
    "render_cell",
    "startup",
]
