"""What cannot have changed is not made again: entity tags, and a 304 before anything is drawn.

Only our own pages and files and the bare rows of tables, and only of a file that Datasette was told
cannot change. Datasette's pages keep its own rules: what they show depends on its time limits too.
"""

from __future__ import annotations

import re
from functools import cached_property, partial
from hashlib import sha256
from urllib.parse import parse_qs

from kb.site import asset, pages
from kb.site.delivery.asgi import (
    App,
    Headers,
    Receive,
    Scope,
    Send,
    altered,
    completed,
    header,
    path_of,
)
from kb.site.delivery.edition import edition
from kb.site.site import Site

OK = 200
FILES = "/-/static-plugins/kb/"
FOR_A_DAY = "public, max-age=86400"
"""A file under an address that says nothing of what is in it."""
FOR_EVER = "public, max-age=31536000, immutable"
"""A file under an address that names its bytes: other bytes have another address."""
ASK_FIRST = "max-age=0, must-revalidate"
"""A page: after the next build the same address shows something else; to ask costs no drawing."""
ASKED = "/sql"
"""Where readers ask in SQL, which may ask for the time, or for chance."""
VARY = "Cookie, Authorization, Accept-Encoding"
"""What Datasette and the compression say of a whole answer."""


def remembered(site: Site, app: App) -> App:
    """The application with entity tags, which answers who has the newest already."""
    tagged = _Tags(site)

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        kept = tagged.of(scope)
        if kept is None:
            await app(scope, receive, send)
        elif kept["etag"].removeprefix("W/") in _had(scope):
            told = completed([], {**kept, "vary": VARY})
            await send({"type": "http.response.start", "status": 304, "headers": told})
            await send({"type": "http.response.body", "body": b""})
        else:
            await app(scope, receive, altered(send, partial(_told, kept)))

    return wrapped


class _Tags:
    """What may be kept of a site's answers, told before they are made."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.base = str(site.datasette.setting("base_url")).rstrip("/")
        self.who = "private" if site.about.private else "public"

    @cached_property
    def edition(self) -> str:
        """Told by the first request: to read all that is there takes some milliseconds."""
        return edition(self.site)

    def of(self, scope: Scope) -> dict[str, str] | None:
        """The headers of what is asked for; None where nothing is promised of it."""
        if not _is_for_anyone(scope):
            return None
        path = path_of(scope).removeprefix(self.base)
        if path.startswith(FILES):
            return _file(path.removeprefix(FILES), scope)
        if path.startswith(ASKED) or not (pages.has(path) or self._are_rows(scope)):
            return None
        if self.site.datasette.get_database(self.site.database).is_mutable:
            return None
        return {"etag": self._tag(scope), "cache-control": f"{self.who}, {ASK_FIRST}"}

    def _are_rows(self, scope: Scope) -> bool:
        """Whether nothing but rows of one table or view is asked for: no counts, no facets."""
        is_table = re.fullmatch(rf"{re.escape(self.site.tables())}/[^/]+\.json", path_of(scope))
        return bool(is_table) and parse_qs(_query(scope)).get("_shape") == ["array"]

    def _tag(self, scope: Scope) -> str:
        """Weak, for a page has the same tag however it is compressed."""
        host = header(scope["headers"], b"host")
        asked = (self.edition, scope.get("scheme", ""), host, path_of(scope), _query(scope))
        tag = sha256("\0".join(asked).encode()).hexdigest()
        return f'W/"{tag[:24]}"'


def _is_for_anyone(scope: Scope) -> bool:
    """Whether the answer cannot depend on who asks."""
    if scope["type"] != "http" or scope["method"] not in pages.READ or scope.get("actor"):
        return False
    return not any(header(scope["headers"], name) for name in (b"cookie", b"authorization"))


def _query(scope: Scope) -> str:
    return bytes(scope.get("query_string", b"")).decode("latin-1")


def _file(name: str, scope: Scope) -> dict[str, str] | None:
    """A static file's headers: for ever under its own digest."""
    found = asset.digest(name)
    if found is None:
        return None
    is_named = parse_qs(_query(scope)).get("_hash") == [found]
    return {"etag": f'W/"{found}"', "cache-control": FOR_EVER if is_named else FOR_A_DAY}


def _had(scope: Scope) -> list[str]:
    """The tags of what the reader's program has, without the mark of weakness."""
    return re.findall(r'"[^"]*"', header(scope["headers"], b"if-none-match"))


def _told(kept: dict[str, str], status: int, headers: Headers) -> Headers:
    """Headers of a whole answer, unless it is an error or meant for one person."""
    is_for_one = "no-store" in header(headers, b"cache-control")
    if status != OK or is_for_one or header(headers, b"set-cookie"):
        return headers
    others = [(name, value) for name, value in headers if name.lower() != b"etag"]
    return completed(others, kept)
