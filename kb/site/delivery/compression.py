"""Text is sent compressed, by the best way that the reader's program takes."""

from __future__ import annotations

from typing import cast

from starlette_compress import CompressMiddleware, add_compress_type

from kb.site.delivery.asgi import App

ALSO = (
    "application/fhir+json",
    "application/jsonl",
    "application/ld+json",
    "application/trig",
    "application/x-bibtex",
    "application/x-research-info-systems",
    "application/vnd.citationstyles.csl+json",
    "text/csv",
    "text/markdown",
    "text/turtle",
)
"""Kinds of text that the library does not count among those worth it."""


def compressed(app: App) -> App:
    """The application with Zstandard, Brotli or gzip; pictures and fonts stay as they are."""
    for kind in ALSO:
        add_compress_type(kind)
    return cast("App", CompressMiddleware(app))
