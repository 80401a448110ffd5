"""What crawlers should leave alone: endless orders, filters and questions; where the pages are."""

from __future__ import annotations

from collections.abc import Iterator

from datasette import Request, Response

from kb.site.site import Site

PATH = r"/robots\.txt$"
QUESTIONS = ("/search", "/check", "/sql", "/oembed", "/export/")
"""Pages that answer what is asked of them: without a question they hold nothing."""


async def show(site: Site, request: Request) -> Response:
    """Show the rules, for every crawler the same."""
    lines = ["User-agent: *", *_rules(site), ""]
    if not site.about.private:
        lines.append(f"Sitemap: {site.absolute(request, site.link('/sitemap.xml'))}")
    return Response.text("\n".join(lines) + "\n")


def _rules(site: Site) -> Iterator[str]:
    """The longest rule that fits an address counts."""
    if site.about.private:
        yield f"Disallow: {site.link('/')}"
        return
    tables = site.tables()
    yield f"Disallow: {site.link('/')}*?"
    yield f"Allow: {site.link('/-/static-plugins/')}"
    yield f"Allow: {site.link('/-/static/')}"
    yield f"Disallow: {site.link('/-/')}"
    for end in ("$", "/", "."):
        yield f"Disallow: {tables}{end}"
    for path in QUESTIONS:
        yield f"Disallow: {site.link(path)}"
    for end in (".csv", ".json", "/embed"):
        yield f"Disallow: {site.link('/')}*{end}$"
