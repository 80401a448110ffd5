"""A source as a formatted reference: pybtex's `unsrt` style as plain text, entry by entry.

The style gets signs in place of texts: so none is taken for LaTeX, cases stay as they are written,
and what has the same shape (kind, fields, number of authors) is formatted only once, as that takes
some milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

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

_FIRST_SIGN = 0xF0000
"""The signs that stand for texts are of a private plane, in which neither case nor markup is."""
_STOPS = (".", "?", "!")
"""Behind these the style writes no full stop."""
_ENOUGH = 3
"""Persons who show how the style joins their names."""
_SHOWN = (
    *("booktitle", "volume", "number", "series", "edition", "chapter", "month", "type", "note"),
    *("publisher", "organization", "institution", "school", "address", "howpublished", "isbn"),
)
_HOUSES = ("publisher", "institution", "school", "organization", "howpublished")


@cache
def _style() -> Style:
    """One style for all: making it searches every installed package, 5 ms each time."""
    return Style()


class _Signs:
    """Gives out a sign for each text, with the stop at its end; used for one reference."""

    def __init__(self) -> None:
        self.texts: dict[int, str] = {}

    def __call__(self, text: str) -> str:
        """The sign of a text."""
        stop = text[-1] if text.endswith(_STOPS) else ""
        sign = _FIRST_SIGN + len(self.texts)
        self.texts[sign] = text.removesuffix(stop)
        return chr(sign) + stop


def reference(entry: BibEntry) -> str:
    """The reference in full; where the style demands what the entry lacks, what there is."""
    kind = _TYPES.get(entry.type, entry.type)
    kind = kind if hasattr(_style(), f"get_{kind}_template") else "misc"
    found = _formatted(kind, _fields(entry), entry.persons)
    if found is None:
        fields = {**_fields(entry), "howpublished": _container(entry)}
        found = _formatted("misc", fields, {"author": entry.creators})
    return found or ""


def _formatted(
    kind: str, fields: Mapping[str, str], persons: Mapping[str, tuple[Person, ...]]
) -> str | None:
    """The reference of texts; None where the style demands a field that is not there."""
    sign = _Signs()
    given = tuple((name, sign(text)) for name, text in fields.items() if text)
    people = tuple((role, tuple(map(sign, _named(persons[role])))) for role in persons)
    shape = _shape(kind, given, people)
    return None if shape is None else " ".join(shape.translate(sign.texts).split())


def _named(persons: Sequence[Person]) -> list[str]:
    """Full names; of four and more all between the first and the last as one."""
    names = [", ".join(filter(None, (_full(one), one.suffix))) for one in persons]
    return [names[0], ", ".join(names[1:-1]), names[-1]] if len(names) > _ENOUGH else names


def _full(person: Person) -> str:
    return " ".join(filter(None, (person.first, person.von, person.last)))


@lru_cache(maxsize=1 << 12)
def _shape(
    kind: str,
    fields: tuple[tuple[str, str], ...],
    persons: tuple[tuple[str, tuple[str, ...]], ...],
) -> str | None:
    """What the style makes of signs."""
    people = {role: [PybtexPerson(last=name) for name in names] for role, names in persons if names}
    try:
        formatted = _style().format_entry("", Entry(kind, dict(fields), people))
    except FieldIsMissing:
        return None
    rendered: str = formatted.text.render(Backend())
    return rendered


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
    return fields | dict(_addresses(entry))


def _addresses(entry: BibEntry) -> Iterator[tuple[str, str]]:
    """Addresses are shown as they are; a DOI makes a URL superfluous."""
    if entry.doi:
        yield "doi", entry.doi
    elif entry.url:
        yield "url", entry.url
    if entry.pmid:
        yield "pubmed", entry.pmid


def _container(entry: BibEntry) -> str:
    """Journal, volume(number):pages, or the house that published it."""
    number = f"({entry.number})" if entry.volume else f"no. {entry.number}"
    issue = entry.volume + (number if entry.number else "")
    place = ":".join(part for part in (issue, entry.pages) if part)
    house = next((entry.fields[name] for name in _HOUSES if entry.fields.get(name)), "")
    return ", ".join(part for part in (entry.journal or house, place) if part)
