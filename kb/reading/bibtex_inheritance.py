"""Fields that a BibTeX entry takes from others: `crossref` and biblatex's `xdata`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kb.reading.bibtex_body import RawEntry, RawField

MOST_ANCESTORS = 20
"""Further ones are left out, to bound the work on hostile text."""

LINKS = ("xdata", "crossref")

_PARTS = frozenset(
    """bookinbook conference inbook incollection inproceedings inreference suppbook
    suppcollection""".split()  # noqa: SIM905  # reads as a list of words
)
_VOLUMES = frozenset(("book", "collection", "reference", "proceedings"))
_SETS = frozenset(("mvbook", "mvcollection", "mvreference", "mvproceedings"))
_TITLES = ("title", "subtitle", "titleaddon")

_OWN_ALWAYS = frozenset(
    """crossref entryset entrysubtype execute ids key label options presort related relatedoptions
    relatedstring relatedtype sortkey xdata xref""".split()  # noqa: SIM905  # reads as a list of words
)
_OWN_OF_A_WORK = frozenset(
    """abstract doi eprint eprinttype file keywords note pages pmid shorthand shorttitle
    url urldate""".split()  # noqa: SIM905  # the same
)
"""What identifies or describes the parent itself: a paper's DOI is not that of its proceedings."""


def inherit(entry: RawEntry, entries: Mapping[str, RawEntry]) -> RawEntry:
    """Return the entry with what its ancestors lend it, the nearest first; its own fields stay."""
    if not any(link in entry.fields for link in LINKS):
        return entry
    fields = dict(entry.fields)
    for parent, is_whole in _ancestors(entry, entries):
        for name, lent in _lent(entry, parent, is_whole=is_whole):
            if not _has(fields, name):
                fields[name] = lent
    return replace(entry, fields=fields)


def parents(entry: RawEntry) -> Iterator[tuple[str, str, RawField]]:
    """Each key that the entry names as a source of fields, with the naming field."""
    for link in LINKS:
        if link in entry.fields:
            named = entry.fields[link]
            keys = named.value.split(",") if link == "xdata" else [named.value]
            yield from ((link, key.strip(), named) for key in keys if key.strip())


def _ancestors(entry: RawEntry, entries: Mapping[str, RawEntry]) -> Iterator[tuple[RawEntry, bool]]:
    """Parents, then their parents, each once; with whether all fields are lent."""
    seen = {entry.key.lower()}
    waiting = [(entry, True)]
    for child, _ in waiting:
        for link, key, _ in parents(child):
            parent = entries.get(key.lower())
            if parent and parent.key.lower() not in seen and len(seen) <= MOST_ANCESTORS:
                seen.add(parent.key.lower())
                waiting.append((parent, link == "xdata"))
    yield from waiting[1:]


def _lent(child: RawEntry, parent: RawEntry, *, is_whole: bool) -> Iterator[tuple[str, RawField]]:
    """What a parent lends: a volume's title becomes its part's book title."""
    kept = _OWN_ALWAYS if is_whole else _OWN_ALWAYS | _OWN_OF_A_WORK
    prefix = "" if is_whole else _prefix(child.type, parent.type)
    titles = {name: prefix + name for name in _TITLES} if prefix else {}
    same = [item for item in parent.fields.items() if item[0] not in kept | titles.keys()]
    yield from same
    for name, renamed in titles.items():
        if name in parent.fields:
            yield renamed, parent.fields[name]


def _prefix(child: str, parent: str) -> str:
    if parent in _SETS and child in _PARTS | _VOLUMES:
        return "main"
    if parent in _VOLUMES and child in _PARTS:
        return "book"
    return "journal" if parent == "periodical" and child != "periodical" else ""


def _has(fields: Mapping[str, RawField], name: str) -> bool:
    """Present, or said in another way: an own year is not mixed with an inherited date."""
    if name in {"year", "date"}:
        return "year" in fields or "date" in fields
    return name in fields
