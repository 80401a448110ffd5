"""Two entries of citations.bib are one source: the same DOI, the same PMID, or the same title.

What is entered twice is counted twice. Equal titles are no duplicates where two DOIs, two
authors, or years further apart than print and online tell the works apart.

Wrong: @article{smith2001, doi = {10.1000/1}}   @article{smith01, doi = {10.1000/1}}
Right: @article{smith2001, doi = {10.1000/1}}
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus import BibEntry, Corpus
from kb.problems import Problem
from kb.spans import folded

MOST_YEARS_APART = 1
"""Between publication online and in print."""


def check(corpus: Corpus) -> Iterator[Problem]:
    """Entries that share what names a work."""
    first: dict[tuple[str, str], BibEntry] = {}
    for entry in corpus.sources.values():
        for what, value in _names(entry):
            other = first.setdefault((what, value), entry)
            if other is not entry and not (what == "title" and _are_apart(entry, other)):
                yield _problem(entry, other, what)
                break


def _names(entry: BibEntry) -> Iterator[tuple[str, str]]:
    if entry.doi:
        yield "doi", entry.doi
    if entry.pmid:
        yield "pmid", entry.pmid
    title = " ".join(folded(entry.fields.get("title", "")))
    if title:
        yield "title", title


def _are_apart(entry: BibEntry, other: BibEntry) -> bool:
    """Whether two works of one title differ in what the entries tell of them."""
    if entry.doi and other.doi:
        return entry.doi != other.doi
    if entry.creators and other.creators:
        first, second = entry.creators[0].family, other.creators[0].family
        if first.casefold() != second.casefold():
            return True
    years = (entry.year, other.year)
    return None not in years and abs((entry.year or 0) - (other.year or 0)) > MOST_YEARS_APART


def _problem(entry: BibEntry, other: BibEntry, what: str) -> Problem:
    shown = what if what == "title" else what.upper()
    message = f"`{entry.key}` has the same {shown} as `{other.key}`"
    hint = f"the first is at {other.place}; keep one, and cite it by its key"
    return Problem(entry.place_of(what), "duplicate-source", message, hint)
