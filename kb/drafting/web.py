"""What stands at an address: articles of bounded size, and sources by their DOI."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote

import httpx

LARGEST = 8 * 2**20
"""Bytes of an article or an entry; far more than any has."""
SECONDS = 20
ACCEPTED: Mapping[str, str] = {
    "text/plain": "text/plain",
    "text/markdown": "text/markdown",
    "text/x-markdown": "text/markdown",
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
}
"""Media types that are read as an article, and as which."""
BIBTEX = "application/x-bibtex"


class Unreachable(Exception):  # noqa: N818 - an answer to the curator, no fault of kb
    """What an address does not give, and why, in a sentence."""


@dataclass(frozen=True, slots=True)
class Page:
    """What an address answered with: its text, what it is, and where it was in the end."""

    text: str
    kind: str
    url: str


def page(url: str) -> Page:
    """The article at an address.

    Raises
    ------
    Unreachable
        If nothing answers, or what answers is no article.
    """
    with _answer(url, ", ".join(ACCEPTED)) as (answer, content):
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in ACCEPTED:
            message = (
                f"{url} is {kind or 'of no kind it tells'}: only text, Markdown and HTML are read"
            )
            raise Unreachable(message)
        encoding = answer.charset_encoding or "utf-8"
        return Page(_decoded(content, encoding), ACCEPTED[kind], str(answer.url))


def bibtex(doi: str, resolver: str) -> str:
    """The BibTeX entry that a DOI's registry gives.

    Raises
    ------
    Unreachable
        If nothing answers, or the registry does not know it.
    """
    with _answer(f"{resolver.rstrip('/')}/{quote(doi)}", BIBTEX) as (_, content):
        return _decoded(content, "utf-8")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding, "replace")
    except LookupError:  # an encoding that nobody knows
        return content.decode("utf-8", "replace")


@contextmanager
def _answer(url: str, accept: str) -> Iterator[tuple[httpx.Response, bytes]]:
    """A good answer with its content."""
    headers = {"accept": accept, "user-agent": "kb"}
    try:
        with httpx.stream(
            "GET", url, headers=headers, timeout=SECONDS, follow_redirects=True
        ) as answer:
            if not answer.is_success:
                message = f"{url} answers {answer.status_code} {answer.reason_phrase}"
                raise Unreachable(message)
            yield answer, _bounded(answer, url)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        message = f"{url} cannot be reached: {str(error) or type(error).__name__}"
        raise Unreachable(message) from error


def _bounded(answer: httpx.Response, url: str) -> bytes:
    content = b""
    for part in answer.iter_bytes():
        content += part
        if len(content) > LARGEST:
            message = f"{url} is larger than {LARGEST // 2**20} MB"
            raise Unreachable(message)
    return content
