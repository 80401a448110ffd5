"""A source as a formatted reference: pybtex's `unsrt` style as plain text, entry by entry."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pybtex.backends.plaintext import Backend
from pybtex.database import Entry
from pybtex.database import Person as PybtexPerson
from pybtex.style.formatting.unsrt import Style
from pybtex.style.template import FieldIsMissing

from kb.reading.bibtex_entry import BibEntry
from kb.reading.bibtex_names import Person

_TYPES = {
    "bookinbook": "inbook",
    "collection": "book",
    "conference": "inproceedings",
    "inreference": "incollection",
    "mvbook": "book",
    "mvcollection": "book",
    "mvproceedings": "proceedings",
    "mvreference": "book",
    "reference": "book",
    "report": "techreport",
    "review": "article",
    "suppbook": "inbook",
    "suppperiodical": "article",
    "thesis": "phdthesis",
}
"""biblatex's types as BibTeX's; any other that the style does not know is `misc`."""

# Signs that mean something to LaTeX pass the style as noncharacters, which no text contains.
_SIGNS = "\\{}$%&#_~^`'"
_HIDDEN = {ord(sign): chr(0xFDD0 + index) for index, sign in enumerate(_SIGNS)}
_SHOWN_AGAIN = {ord(hidden): chr(sign) for sign, hidden in _HIDDEN.items()}

_SHOWN = (
    *("booktitle", "volume", "number", "series", "edition", "chapter", "month", "type", "note"),
    *("publisher", "organization", "institution", "school", "address", "howpublished", "isbn"),
)
_HOUSES = ("publisher", "institution", "school", "organization", "howpublished")


@cache
def _style() -> Style:
    """One style for all: making it searches every installed package, 5 ms each time."""
    return Style()


def reference(entry: BibEntry) -> str:
    """The reference in full; where the style demands what the entry lacks, what there is."""
    style = _style()
    kind = _TYPES.get(entry.type, entry.type)
    kind = kind if hasattr(style, f"get_{kind}_template") else "misc"
    try:
        return _formatted(style, Entry(kind, _fields(entry), _persons(entry)))
    except FieldIsMissing:
        fields = {**_fields(entry), "howpublished": _protected(_container(entry))}
        given = {name: value for name, value in fields.items() if value}
        return _formatted(style, Entry("misc", given, {"author": _pybtex(entry.creators)}))


def _formatted(style: Style, entry: Entry) -> str:
    rendered: str = style.format_entry("", entry).text.render(Backend())
    return " ".join(rendered.split()).translate(_SHOWN_AGAIN)


def _fields(entry: BibEntry) -> dict[str, str]:
    """What the style reads, under BibTeX's names."""
    fields = {name: entry.fields.get(name, "") for name in _SHOWN}
    fields["title"] = entry.title
    fields["journal"] = entry.journal
    fields["number"] = entry.number
    fields["pages"] = entry.pages
    fields["address"] = fields["address"] or entry.fields.get("location", "")
    fields["school"] = fields["school"] or fields["institution"]
    fields["year"] = str(entry.year or entry.fields.get("year") or "n.d.")
    protected = {name: _protected(text) for name, text in fields.items() if text}
    return protected | dict(_addresses(entry))


def _addresses(entry: BibEntry) -> Iterator[tuple[str, str]]:
    """Addresses are shown as they are; a DOI makes a URL superfluous."""
    if entry.doi:
        yield "doi", entry.doi
    elif entry.url:
        yield "url", entry.url
    if entry.pmid:
        yield "pubmed", entry.pmid


def _persons(entry: BibEntry) -> dict[str, list[PybtexPerson]]:
    return {role: _pybtex(persons) for role, persons in entry.persons.items() if persons}


def _pybtex(persons: tuple[Person, ...]) -> list[PybtexPerson]:
    return [
        PybtexPerson(
            first=_protected(person.first),
            prelast=_protected(person.von),
            last=_protected(person.last),
            lineage=_protected(person.suffix),
        )
        for person in persons
    ]


def _protected(text: str) -> str:
    """Braces keep the case as it is written."""
    return f"{{{text.translate(_HIDDEN)}}}" if text else ""


def _container(entry: BibEntry) -> str:
    """Journal, volume(number):pages, or the house that published it."""
    number = f"({entry.number})" if entry.volume else f"no. {entry.number}"
    issue = entry.volume + (number if entry.number else "")
    place = ":".join(part for part in (issue, entry.pages) if part)
    house = next((entry.fields[name] for name in _HOUSES if entry.fields.get(name)), "")
    return ", ".join(part for part in (entry.journal or house, place) if part)
