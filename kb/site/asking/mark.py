"""Found words marked in a text that full-text search gives back."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

BEGIN, END = "\x02", "\x03"
"""What the queries put around a found word: no text has them."""
_LIST = re.compile(r'\["?|"?\]|", "')


def marked(text: str) -> Markup:
    """The text, escaped, with its found words marked."""
    safe = str(escape(text))
    return Markup(safe.replace(BEGIN, "<mark>").replace(END, "</mark>"))  # noqa: S704 - escaped


def is_marked(text: str) -> bool:
    """Whether a word was found in it."""
    return BEGIN in text


def unmarked(text: str) -> str:
    """The text without its marks."""
    return text.replace(BEGIN, "").replace(END, "")


def unlisted(text: str) -> str:
    """A piece of a JSON array of texts as people write one."""
    return _LIST.sub(lambda found: "; " if "," in found[0] else "", text)
