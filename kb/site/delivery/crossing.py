"""Programs on pages of other sites may read the data that everybody may read.

Data are what an address with an ending gives, as `.json`, and exports: those of the knowledge base,
errors included, and of no other file that Datasette serves. Nobody's cookies are sent along. What
a private build holds, no page but its own may read.
"""

from __future__ import annotations

import re

from kb.site import pages
from kb.site.delivery.asgi import (
    App,
    Headers,
    Receive,
    Scope,
    Send,
    altered,
    completed,
    path_of,
)
from kb.site.site import Site

ALLOWED = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "Content-Disposition, ETag, Link",
}
"""Headers of all data; the exposed ones tell of the next page, and what need not be sent again."""
ASKED_FIRST = {
    **ALLOWED,
    "access-control-allow-methods": "GET, HEAD, OPTIONS",
    "access-control-allow-headers": "Content-Type, If-None-Match",
    "access-control-max-age": "86400",
}
"""Headers of the answer to a browser that asks whether it may ask."""
_ENDING = re.compile(r"\.[a-z]\w*$")


def open_to_all(site: Site, app: App) -> App:
    """The application whose data may be read from anywhere."""
    if site.about.private:
        return app

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _is_data(site, path_of(scope)):
            await app(scope, receive, send)
        elif scope["method"] == "OPTIONS":
            headers = completed([], ASKED_FIRST)
            await send({"type": "http.response.start", "status": 204, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
        else:
            await app(scope, receive, altered(send, _allowed))

    return wrapped


def _is_data(site: Site, path: str) -> bool:
    """Whether an address is one of the knowledge base's data."""
    own = path.removeprefix(str(site.datasette.setting("base_url")).rstrip("/"))
    if own.startswith("/export/"):
        return True
    is_ours = pages.has(own) or path.startswith((f"{site.tables()}/", f"{site.tables()}."))
    return is_ours and _ENDING.search(path) is not None


def _allowed(status: int, headers: Headers) -> Headers:  # noqa: ARG001 - errors need them too
    return completed(headers, ALLOWED)
