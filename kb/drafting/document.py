"""The draft of a document: its description, its headings, and its sentences as proposals."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from hashlib import sha256

from kb.drafting import passage
from kb.drafting.article import Article
from kb.drafting.bibliography import LETTERS, online
from kb.drafting.draft import draft
from kb.drafting.layout import row
from kb.drafting.name import key, slug, unused
from kb.drafting.statement import PROPOSALS, proposed
from kb.schema.document import DocumentFile

LEAD = """\
A draft. Say in `about` what it is and whom it addresses, correct what was read wrongly, then go
through the text: kb mark {id}
"""

MOST = 1000
"""Sentences that a draft shows; `kb mark ID` lists all."""


def document(found: Article, told: Mapping[str, object]) -> str:
    """The text of the document's file.

    Parameters
    ----------
    told
        What is known beside the text: id, source, title, date, name of its file, about.
    """
    text = found.text
    headings = [
        {"span": row(span), "text": passage.shortened(text, span)} for span in found.headings
    ]
    left = passage.free(text, found.headings)
    lines = "\n".join(proposed(span, passage.anchor(text, span)) for span in left[:MOST])
    of_text = {
        "sha256": sha256(text.encode()).hexdigest(),
        "characters": len(text),
        "headings": headings or None,
    }
    lead, tail = (words.format(id=told["id"]) for words in (LEAD, PROPOSALS))
    return draft(DocumentFile, {**told, **of_text}, lead, tail + lines)


def source(
    found: Article, title: str, day: str, url: str, taken: Collection[str]
) -> tuple[str, str]:
    """A key that nobody has, and the entry of an article on the web under it."""
    year = int(day[:4]) if day[:4].isdigit() else None
    who = found.author.rpartition(" ")[2] or slug(title, 3)
    name = unused(key(who, year), taken, LETTERS)
    told = {
        "author": found.author,
        "title": title,
        "date": day,
        "url": url,
        "urldate": datetime.now(UTC).date().isoformat() if url else "",
        "note": "" if found.author else "No author was read.",
    }
    return name, online(name, told)
