"""A source as an item of CSL-JSON, the Citation Style Language's form of a bibliographic record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kb.corpus import BibEntry, Person

Item = dict[str, Any]

TYPES = {
    "article": "article-journal",
    "artwork": "graphic",
    "audio": "song",
    "book": "book",
    "booklet": "pamphlet",
    "collection": "book",
    "conference": "paper-conference",
    "dataset": "dataset",
    "image": "graphic",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "legislation": "legislation",
    "letter": "personal_communication",
    "manual": "report",
    "mastersthesis": "thesis",
    "movie": "motion_picture",
    "online": "webpage",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "phdthesis": "thesis",
    "proceedings": "book",
    "reference": "book",
    "report": "report",
    "review": "review",
    "software": "software",
    "standard": "standard",
    "suppperiodical": "article-journal",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "www": "webpage",
}
"""Types of BibTeX and biblatex; any other is a web page when it has an address, else a document."""
THESES = {"mastersthesis": "Master’s thesis", "phdthesis": "Doctoral dissertation"}
"""What kind of thesis a type says, and biblatex's keywords for it."""
GENRES = {"mathesis": THESES["mastersthesis"], "phdthesis": THESES["phdthesis"]}
SERIALS = ("article-journal", "periodical", "review")
"""In these a `number` is an issue."""
ROLES = {
    "author": "author",
    "bookauthor": "container-author",
    "editor": "editor",
    "translator": "translator",
}
VARIABLES = {
    "collection-title": ("series",),
    "container-title-short": ("shortjournal",),
    "edition": ("edition",),
    "event": ("eventtitle",),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
    "PMCID": ("pmcid",),
    "publisher": ("publisher", "school", "institution", "organization"),
    "publisher-place": ("address", "location"),
    "title-short": ("shorttitle",),
    "chapter-number": ("chapter",),
    "number-of-volumes": ("volumes",),
    "version": ("version",),
    "note": ("note",),
}
"""Variables of CSL, and the fields that fill them, the first that an entry has."""
LANGUAGES = {
    "american": "en-US",
    "arabic": "ar",
    "australian": "en-AU",
    "british": "en-GB",
    "canadian": "en-CA",
    "chinese": "zh",
    "czech": "cs",
    "danish": "da",
    "dutch": "nl",
    "english": "en",
    "finnish": "fi",
    "french": "fr",
    "german": "de",
    "greek": "el",
    "hebrew": "he",
    "hungarian": "hu",
    "italian": "it",
    "japanese": "ja",
    "korean": "ko",
    "ngerman": "de",
    "norwegian": "no",
    "persian": "fa",
    "polish": "pl",
    "portuguese": "pt",
    "russian": "ru",
    "spanish": "es",
    "swedish": "sv",
    "thai": "th",
    "turkish": "tr",
    "ukrainian": "uk",
    "vietnamese": "vi",
}
"""Tags of the languages that biblatex names by words."""
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_RANGE = re.compile("[–‐‑‒]")  # noqa: RUF001  # the dashes of page ranges


def item(entry: BibEntry) -> Item:
    """Everything of an entry that CSL has a variable for; what the entry lacks is absent."""
    kind = TYPES.get(entry.type) or ("webpage" if entry.url else "document")
    found = {"id": entry.key, "type": kind, **dict(_names(entry)), **dict(_texts(entry, kind))}
    dates = {"issued": _issued(entry), "accessed": _date(entry.fields.get("urldate", ""))}
    return {name: value for name, value in {**found, **dates}.items() if value}


def _names(entry: BibEntry) -> Iterator[tuple[str, list[dict[str, str]]]]:
    for role, variable in ROLES.items():
        yield variable, [_name(person) for person in entry.persons.get(role, ())]


def _name(person: Person) -> dict[str, str]:
    """One name; of a single part, as an organisation's, it is literal."""
    parts = {
        "family": person.last,
        "given": person.first,
        "non-dropping-particle": person.von,
        "suffix": person.suffix,
    }
    given = {part: text for part, text in parts.items() if text}
    return {"literal": person.last} if set(given) == {"family"} else given


def _texts(entry: BibEntry, kind: str) -> Iterator[tuple[str, str | None]]:
    for variable, fields in VARIABLES.items():
        yield variable, next(filter(None, map(entry.fields.get, fields)), None)
    yield "title", ": ".join(filter(None, (entry.title, entry.fields.get("subtitle"))))
    yield "container-title", entry.journal
    yield "volume", entry.volume
    yield "issue" if kind in SERIALS else "number", entry.number
    yield "page", _RANGE.sub("-", entry.pages) or entry.fields.get("eid")
    yield "genre", _genre(entry.type, entry.fields)
    yield "language", _language(entry.fields)
    yield "DOI", entry.doi
    yield "PMID", entry.pmid
    yield "URL", entry.url


def _genre(kind: str, fields: Mapping[str, str]) -> str | None:
    stated = fields.get("type", "")
    return GENRES.get(stated, stated) or THESES.get(kind)


def _language(fields: Mapping[str, str]) -> str | None:
    """A tag; none for a language that is named in unknown words."""
    named = fields.get("langid") or fields.get("language") or ""
    return LANGUAGES.get(named.lower()) or (named if _TAG.fullmatch(named) else None)


def _issued(entry: BibEntry) -> Item | None:
    """The date as exactly as the entry tells it; words such as `in press` as they are."""
    dated = _date(entry.fields.get("date", ""))
    if dated or entry.year is None:
        words = entry.fields.get("year") or entry.fields.get("date")
        return dated or ({"literal": words} if words else None)
    month = entry.fields.get("month", "").lower()[:3]
    parts = [entry.year]
    if month in MONTHS:
        day = entry.fields.get("day", "")
        parts += [MONTHS.index(month) + 1, *([int(day)] if day.isdecimal() else [])]
    return {"date-parts": [parts]}


def _date(text: str) -> Item | None:
    """An ISO date, or two with a slash between them."""
    found = [_DAY.fullmatch(part) for part in text.split("/")]
    parts = [[int(part) for part in match.groups() if part] for match in found if match]
    return {"date-parts": parts} if parts and len(parts) == len(found) <= 2 else None  # noqa: PLR2004  # a range
