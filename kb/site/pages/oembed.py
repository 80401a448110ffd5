"""How programs of other sites ask for a claim's card (oembed.com)."""

from __future__ import annotations

import re
from html import escape
from typing import Any
from urllib.parse import unquote, urlsplit

from datasette import Request, Response

from kb.site.site import Row, Site

PATH = r"/oembed$"
WIDTH, HEIGHT = 560, 300
"""Of a card, in CSS pixels."""
LARGEST = {"maxwidth": WIDTH, "maxheight": HEIGHT}
SANDBOX = "allow-popups allow-popups-to-escape-sandbox allow-same-origin"
"""What a card may do where it stands: lead to its claim; nothing in it runs."""
FOR_ALL = {"access-control-allow-origin": "*"}
"""What is told here is public, and asked for from other sites' pages."""


async def show(site: Site, request: Request) -> Response:
    """Tell how to embed the claim that is asked for."""
    asked = request.args.get("url")
    if not asked:
        return _wrong(400, "give the address of a claim as ?url=")
    if request.args.get("format", "json") != "json":
        return _wrong(501, "only format=json is told")
    sizes = [_size(request, name) for name in LARGEST]
    if None in sizes:
        return _wrong(400, "maxwidth and maxheight are whole numbers of pixels")
    claim = await _claim(site, request, asked)
    if claim is None:
        return _wrong(404, "no claim has this address")
    return Response.json(_card(site, request, claim, *filter(None, sizes)), headers=FOR_ALL)


def _size(request: Request, name: str) -> int | None:
    """Pixels, as many as are allowed; None of what is no number."""
    asked = request.args.get(name, str(LARGEST[name]))
    is_number = re.fullmatch("[1-9][0-9]{0,8}", asked)
    return min(int(asked), LARGEST[name]) if is_number else None


async def _claim(site: Site, request: Request, address: str) -> Row | None:
    """The claim that an address of this server leads to."""
    claims = urlsplit(site.absolute(request, site.link("/claims/")))
    try:
        found = urlsplit(address)
    except ValueError:
        return None
    record = found.path.removeprefix(claims.path)
    is_here = found.netloc == claims.netloc and found.path != record
    return await site.row("claim", claim=unquote(record).partition("@")[0]) if is_here else None


def _card(site: Site, request: Request, claim: Row, width: int, height: int) -> dict[str, Any]:
    card = site.absolute(request, site.to("claims", claim["claim_id"]) + "/embed")
    frame = (
        f'<iframe src="{escape(card)}" title="{escape(claim["claim"])}" width="{width}"'
        f' height="{height}" frameborder="0" loading="lazy" sandbox="{SANDBOX}"></iframe>'
    )
    return {
        "version": "1.0",
        "type": "rich",
        "title": claim["claim"],
        "provider_name": site.about.title,
        "provider_url": site.absolute(request, site.link("/")),
        "cache_age": 86400,
        "html": frame,
        "width": width,
        "height": height,
    }


def _wrong(status: int, why: str) -> Response:
    return Response.json({"ok": False, "error": why, "status": status}, status, FOR_ALL)
