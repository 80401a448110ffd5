"""An article as plain text with its headings, from text, Markdown or HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kb.problems import printable
from kb.spans import Span, sentence_spans, words

TEXT, MARKDOWN, HTML = "text/plain", "text/markdown", "text/html"
KINDS: Mapping[str, str] = {
    **dict.fromkeys((".txt", ".text", ""), TEXT),
    **dict.fromkeys((".md", ".markdown"), MARKDOWN),
    **dict.fromkeys((".html", ".htm", ".xhtml"), HTML),
}
"""What an article is, by the ending of its file."""
MOST_WORDS = 14
"""Words of a line that is taken for a heading."""
_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_SENTENCE_END = (*".!;:,…", "。")
_DATES = (
    "//meta[@property='article:published_time' or @itemprop='datePublished']/@content",
    "//meta[@name='date']/@content",
    "//time[@itemprop='datePublished' or @pubdate]/@datetime",
)
_TITLES = ("//meta[@property='og:title']/@content", "//h1//text()", "//title//text()")
_AUTHORS = ("//meta[@name='author']/@content",)


@dataclass(frozen=True, slots=True)
class Article:
    """What an article says of itself; empty where it does not."""

    text: str
    headings: tuple[Span, ...]
    title: str
    published: str = ""
    author: str = ""


def read(text: str, kind: str) -> Article:
    """The article in a text of one of the kinds above."""
    return _READERS[kind](text)


def _of_text(text: str) -> Article:
    """Lines of their own that end no sentence are headings, or the date; the first is the title."""
    spans = sentence_spans(text)
    alone = [span for span in spans if _is_heading(text, span)]
    days = {span: _day(text[slice(*span)]) for span in alone}
    headings = tuple(span for span in alone if not days[span])
    title = next(iter(headings or spans), (0, 0))
    published = next(filter(None, days.values()), "")
    return Article(text, headings, _folded(text[slice(*title)]), published)


def _day(line: str) -> str:
    """The day that a line names, as `2024-01-28`; empty where it names none."""
    for form in ("%B %d, %Y", "%d %B %Y", "%Y-%m-%d"):
        with suppress(ValueError):
            return datetime.strptime(line.strip(), form).date().isoformat()  # noqa: DTZ007 - a day has no zone
    return ""


def _is_heading(text: str, span: Span) -> bool:
    """Whether a sentence is a line of its own with something below, and short."""
    start, end = span
    line = text[start:end]
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    alone = "\n" not in line and last >= 0 and text[first:last].strip() == line
    return (
        alone
        and end < len(text.rstrip())
        and not line.endswith(_SENTENCE_END)
        and len(words(line)) <= MOST_WORDS
    )


def _of_markdown(text: str) -> Article:
    """Headings as CommonMark has them; the text stays as it is written."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - for this kind alone

    lines = [0, *(match.end() for match in re.finditer("\n", text)), len(text)]
    spans: list[Span] = []
    for token in MarkdownIt().parse(text):
        if token.type == "heading_open" and token.map:
            start, end = lines[token.map[0]], lines[min(token.map[1], len(lines) - 1)]
            spans += _worded(text, start, end)
    return Article(text, tuple(spans), _folded(text[slice(*spans[0])]) if spans else "")


def _worded(text: str, start: int, end: int) -> Iterator[Span]:
    """From the first to the last word: without the marks of a heading."""
    if found := re.search(r"\w.*\w|\w", text[start:end], re.DOTALL):
        tail = re.match(r"[)?!”’\"'%]*", text[start + found.end() : end])
        yield start + found.start(), start + found.end() + (tail.end() if tail else 0)


def _of_html(text: str) -> Article:
    """The `article` or `main` of a page, else its body; blocks as a browser divides them."""
    from inscriptis import get_annotated_text  # noqa: PLC0415 - for this kind alone
    from inscriptis.model.config import ParserConfig  # noqa: PLC0415
    from lxml import etree, html  # noqa: PLC0415

    content = text.replace("\0", "").encode("utf-8", "replace")
    try:
        page = html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8"))
    except etree.ParserError:  # there is nothing in it
        return Article("\n", (), "")
    for left_out in page.xpath("//nav|//script|//style|//noscript|//form|//template"):
        left_out.drop_tree()
    body = next(iter([*page.xpath("//article"), *page.xpath("//main")]), page)
    rules = {f"h{level}": ["heading"] for level in range(1, 7)}
    found = get_annotated_text(
        etree.tostring(body, encoding="unicode", method="html"),
        ParserConfig(annotation_rules=rules),
    )
    plain = found["text"].rstrip() + "\n"
    spans = [span for start, end, _ in found["label"] for span in _worded(plain, start, end)]
    date = _DAY.match(_first(page, _DATES))
    return Article(
        plain,
        tuple(sorted(spans)),
        _first(page, _TITLES),
        date[0] if date else "",
        _first(page, _AUTHORS),
    )


def _first(page: Any, paths: tuple[str, ...]) -> str:  # noqa: ANN401 - an element of lxml, which has no types
    """The first text that one of the paths leads to."""
    found = (_folded(str(value)) for path in paths for value in page.xpath(path))
    return next(filter(None, found), "")


def _folded(text: str) -> str:
    return printable(" ".join(text.replace("\ufeff", "").split()))


_READERS: Mapping[str, Callable[[str], Article]] = {
    TEXT: _of_text,
    MARKDOWN: _of_markdown,
    HTML: _of_html,
}
