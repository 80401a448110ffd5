"""RIS, which EndNote, Mendeley, Zotero and the tools of systematic reviews read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kb.citing.cited import Cited

NAME = "RIS"
EXTENSION = "ris"
KIND = "application/x-research-info-systems"

TYPES = {
    "article-journal": "JOUR",
    "book": "BOOK",
    "chapter": "CHAP",
    "dataset": "DATA",
    "entry-encyclopedia": "ENCYC",
    "graphic": "FIGURE",
    "legislation": "STAT",
    "manuscript": "UNPB",
    "motion_picture": "VIDEO",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "periodical": "SER",
    "personal_communication": "PCOMM",
    "report": "RPRT",
    "review": "JOUR",
    "software": "COMP",
    "song": "SOUND",
    "standard": "STAND",
    "thesis": "THES",
    "webpage": "ELEC",
}
"""Types of CSL as RIS calls them; any other is generic."""
PERSONS = {"author": "AU", "editor": "A2", "container-author": "A3", "translator": "A4"}
TEXTS = {
    "title": "TI",
    "title-short": "ST",
    "container-title": "T2",
    "container-title-short": "J2",
    "collection-title": "T3",
    "publisher": "PB",
    "publisher-place": "CY",
    "volume": "VL",
    "number-of-volumes": "NV",
    "issue": "IS",
    "number": "M1",
    "edition": "ET",
    "version": "ET",
    "chapter-number": "SE",
    "genre": "M3",
    "ISSN": "SN",
    "ISBN": "SN",
    "DOI": "DO",
    "PMID": "AN",
    "PMCID": "C2",
    "URL": "UR",
    "language": "LA",
    "note": "N1",
}

_BLANKS = re.compile(r"\s+")
_PAGES = re.compile(r"([^-–,]+)[-–]([^-–,]+)")


def write(cited: Iterable[Cited]) -> Iterator[str]:
    """A line a tag, as the format wants them: with both signs at their ends."""
    for each in cited:
        for tag, text in _lines(each.item):
            yield f"{tag}  - {_BLANKS.sub(' ', text).strip()}\r\n"
        yield "\r\n"


def _lines(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "TY", TYPES.get(item["type"], "GEN")
    yield "ID", item["id"]
    for role, tag in PERSONS.items():
        for person in item.get(role, ()):
            yield tag, _name(person)
    for variable, tag in TEXTS.items():
        if variable in item:
            yield tag, item[variable]
    yield from _pages(item.get("page", ""))
    yield from _days(item)
    yield "ER", ""


def _name(person: Mapping[str, str]) -> str:
    """`van der Berg, Jan, Jr.`; a literal name as it is."""
    if "literal" in person:
        return person["literal"]
    family = " ".join(filter(None, (person.get("non-dropping-particle"), person.get("family"))))
    parts = (family, person.get("given", ""), person.get("suffix"))
    return ", ".join(part for part in parts if part is not None)


def _pages(pages: str) -> Iterator[tuple[str, str]]:
    """First and last; of what is no plain range all as the first."""
    match = _PAGES.fullmatch(pages)
    if match:
        yield "SP", match[1]
        yield "EP", match[2]
    elif pages:
        yield "SP", pages


def _days(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    issued, accessed = item.get("issued", {}), item.get("accessed")
    if "literal" in issued:
        yield "DA", issued["literal"]
    elif issued:
        yield "PY", f"{issued['date-parts'][0][0]:04}"
        yield "DA", _day(issued["date-parts"][0])
    if accessed:
        yield "Y2", _day(accessed["date-parts"][0])


def _day(parts: list[int]) -> str:
    """`2024/01/28/`, with nothing between the slashes for what is not known."""
    month, day = [*(f"{part:02}" for part in parts[1:]), "", ""][:2]
    return f"{parts[0]:04}/{month}/{day}/"
