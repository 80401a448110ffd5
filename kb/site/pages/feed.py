"""A feed of what changed, as far as the knowledge base holds days: verdicts and searches."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element

from datasette import Request, Response

from kb.schema.wording import counted, said
from kb.site.sharing import markup
from kb.site.site import Row, Site

PATH = r"/feed\.atom$"
ATOM = "http://www.w3.org/2005/Atom"
KIND = "application/atom+xml"
MOST = 100
"""Entries, newest first."""
NEVER = "1970-01-01"
"""Atom wants a day; where nothing has happened yet there is none."""


async def show(site: Site, request: Request) -> Response:
    """Show the newest events."""
    rows = await site.lasting("feed", size=MOST)
    feed = markup.root("feed", ATOM, {"xml:lang": "en"})
    markup.add(feed, "title", site.about.title)
    markup.add(feed, "subtitle", "Verdicts, and searches for evidence against claims.")
    markup.add(feed, "id", _id(site, "feed"))
    markup.add(feed, "updated", _moment(rows[0]["date"] if rows else NEVER))
    markup.add(markup.add(feed, "author"), "name", site.about.title)
    markup.add(feed, "rights", site.about.licence)
    for relation, path, kind in (("self", "/feed.atom", KIND), ("alternate", "/", "text/html")):
        address = site.absolute(request, site.link(path))
        markup.add(feed, "link", rel=relation, href=address, type=kind)
    for row in rows:
        _add(site, request, feed, row)
    return markup.response(feed, KIND)


def _add(site: Site, request: Request, feed: Element, row: Row) -> None:
    entry = markup.add(feed, "entry")
    address = site.absolute(request, site.to("claims", row["claim_id"]))
    markup.add(entry, "title", _title(row))
    markup.add(entry, "id", _id(site, f"{row['event']} {row['claim_id']} {row['date']}"))
    markup.add(entry, "updated", _moment(row["date"]))
    markup.add(entry, "link", rel="alternate", href=address, type="text/html")
    markup.add(entry, "category", term=row["event"])
    markup.add(entry, "content", _content(row), type="text")


def _title(row: Row) -> str:
    if row["event"] == "verdict":
        return f"{said(row['word'], 'verdict')}: {row['claim']}"
    return f"{counted(row['n'], 'search', 'searches')} for evidence against: {row['claim']}"


def _content(row: Row) -> str:
    certainty = said(row["certainty"], "certainty") if row["certainty"] else ""
    return "\n".join(filter(None, (certainty, row["told"], row["safe_wording"])))


def _moment(day: str) -> str:
    """A day as Atom writes it, at its beginning."""
    return f"{day}T00:00:00Z"


def _id(site: Site, what: str) -> str:
    """The same wherever the file is served: of the knowledge base's name and the event alone."""
    return uuid5(NAMESPACE_URL, f"{site.about.source_url or site.about.title} {what}").urn
