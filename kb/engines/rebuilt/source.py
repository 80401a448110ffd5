"""Sources from rows: each row holds its BibTeX entry as written, and that is read again."""

from __future__ import annotations

from kb.corpus import BibEntry
from kb.engines.rebuilt.tables import Tables
from kb.reading.bibtex import read_bibtex


def sources(tables: Tables) -> dict[str, BibEntry]:
    """Sources by key."""
    return {row["key"]: _entry(row["bibtex"]) for row in tables.all("source")}


def _entry(text: str) -> BibEntry:
    entries, _ = read_bibtex(text, "citations.bib")
    return entries[0]
