"""All pages for crawlers, in parts where there are more than one file may name."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from datasette import Request, Response

from kb.site.page import Missing
from kb.site.pages import addresses
from kb.site.pages.robots import QUESTIONS
from kb.site.sharing import markup
from kb.site.site import Site

PATH = r"/sitemap(-(?P<part>\d{1,6}))?\.xml$"
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST = 10_000
"""Addresses in one file; 50,000 may be (sitemaps.org), but so many take half a second to write."""


async def show(site: Site, request: Request) -> Response:
    """Show all addresses; where they are too many, the parts they stand in."""
    size = (await site.lasting("sitemap_size"))[0]["n"] + len(_pages())
    parts = -(-size // MOST)
    asked = request.url_vars["part"]
    if asked is None and parts > 1:
        return _index(site, request, parts)
    part = int(asked or 1)
    if not 1 <= part <= parts:
        raise Missing("sitemap", f"part {part}")
    return await _part(site, request, part)


def _pages() -> list[str]:
    """Pages that stand for themselves."""
    return ["/", *(path for path in addresses() if path not in QUESTIONS)]


def _index(site: Site, request: Request, parts: int) -> Response:
    root = markup.root("sitemapindex", NAMESPACE)
    for part in range(1, parts + 1):
        address = site.absolute(request, site.link(f"/sitemap-{part}.xml"))
        markup.add(markup.add(root, "sitemap"), "loc", address)
    return markup.response(root, "application/xml")


async def _part(site: Site, request: Request, part: int) -> Response:
    """One file: the first has the pages, too, before its records."""
    own = _pages() if part == 1 else []
    skipped = 0 if part == 1 else MOST * (part - 1) - len(_pages())
    rows = await site.rows("sitemap", size=MOST - len(own), skipped=skipped)
    root = markup.root("urlset", NAMESPACE)
    for path in own:
        _add(site, request, root, site.link(path))
    for row in rows:
        _add(site, request, root, site.to(row["shelf"], row["record_id"]), row["changed"])
    return markup.response(root, "application/xml")


def _add(site: Site, request: Request, root: Element, path: str, changed: str = "") -> None:
    url = markup.add(root, "url")
    markup.add(url, "loc", site.absolute(request, path))
    if changed:
        markup.add(url, "lastmod", changed)
