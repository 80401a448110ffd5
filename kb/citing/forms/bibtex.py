"""BibTeX: the entries as they were written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kb.citing.cited import Cited

NAME = "BibTeX"
EXTENSION = "bib"
KIND = "application/x-bibtex"


def write(cited: Iterable[Cited]) -> Iterator[str]:
    """Each entry, an empty line between two."""
    between = ""
    for each in cited:
        yield f"{between}{each.bibtex}\n"
        between = "\n"
