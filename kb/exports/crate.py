"""What an RO-Crate says of itself: its files, licence, sources, and how it was made (RO-Crate 1.3).

https://w3id.org/ro/crate/1.3; every entity is flat, and named by others through its `@id`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from kb.exports.about import About
from kb.exports.bibliography import sources
from kb.exports.linked.address import Addresses, web
from kb.exports.selection import Row, Selection

SPECIFICATION = "https://w3id.org/ro/crate/1.3"
METADATA = "ro-crate-metadata.json"
ROOT = "./"
_SOFTWARE = "#kb"
_PUBLISHER = "#publisher"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAYS = """
    select max(date) from (
      select date from verdict where claim in temp.chosen_claim
      union all select date from contrary_search where claim in temp.chosen_claim)
    where length(date) = 10"""

Entity = dict[str, object]


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the crate."""

    name: str
    about: str
    media_type: str
    size: int


def newest_day(selection: Selection) -> str | None:
    """The newest day that the records tell, as `2026-01-31`; a file knows no clock."""
    found = next(selection.query(_DAYS)).values()
    day = str(next(iter(found)))
    return day if _DAY.fullmatch(day) else None


def metadata(selection: Selection, parts: Sequence[Part], day: str, records: Addresses) -> Entity:
    """The crate's own record, JSON-LD."""
    about = selection.about
    cited = [_source(row, records) for row in sources(selection)]
    told = "" if selection.is_everything else f" Of it: {selection.asked.told()}."
    root: Entity = {
        "@id": ROOT,
        "@type": "Dataset",
        "name": about.title,
        "description": f"{about.about}{told}",
        "datePublished": day,
        "license": _refer(_licence_id(about)),
        "publisher": _refer(_PUBLISHER) if about.publisher else None,
        "url": web(about.source_url),
        "version": about.digest,
        "hasPart": [_refer(_id(part)) for part in parts],
        "citation": [_refer(str(each["@id"])) for each in cited],
        "mentions": _refer("#made"),
    }
    graph = [_descriptor(), root, *_around(about), *map(_file, parts), *cited, *_made(about, parts)]
    return {"@context": f"{SPECIFICATION}/context", "@graph": [_filled(each) for each in graph]}


def _descriptor() -> Entity:
    return {
        "@id": METADATA,
        "@type": "CreativeWork",
        "about": _refer(ROOT),
        "conformsTo": _refer(SPECIFICATION),
    }


def _around(about: About) -> Iterator[Entity]:
    """The licence, and who publishes."""
    yield {
        "@id": _licence_id(about),
        "@type": "CreativeWork",
        "name": about.licence,
        "description": f"The licence of the data: {about.licence}",
    }
    if about.publisher:
        yield {"@id": _PUBLISHER, "@type": "Organization", "name": about.publisher}


def _licence_id(about: About) -> str:
    return web(about.licence_url) or "#licence"


def _file(part: Part) -> Entity:
    return {
        "@id": _id(part),
        "@type": "File",
        "name": part.name,
        "description": part.about,
        "encodingFormat": part.media_type,
        "contentSize": str(part.size),
    }


def _id(part: Part) -> str:
    return quote(part.name)


def _source(row: Row, records: Addresses) -> Entity:
    """A source: by its DOI, else its address on the web, else that of its record."""
    doi = quote(str(row["doi"]), safe="/()") if row["doi"] else None
    address = f"https://doi.org/{doi}" if doi else web(row["url"])
    return {
        "@id": address or records.of("source", row["key"]),
        "@type": "ScholarlyArticle" if doi else "CreativeWork",
        "name": row["title"] or row["citation"],
        "description": row["reference"],
        "identifier": row["key"],
        "datePublished": f"{row['year']:04}" if row["year"] else None,
    }


def _made(about: About, parts: Sequence[Part]) -> Iterator[Entity]:
    """Where it came from: one run of kb over one state of the text."""
    yield {
        "@id": "#made",
        "@type": "CreateAction",
        "name": "kb export ro-crate",
        "description": "The text was checked, compiled to one SQLite file, and exported.",
        "instrument": _refer(_SOFTWARE),
        "object": _refer("#text"),
        "result": [_refer(_id(part)) for part in parts],
    }
    yield {
        "@id": _SOFTWARE,
        "@type": "CreativeWork",  # a SoftwareApplication needs an address, and kb has none
        "name": "kb",
        "description": "The program that checks, compiles and exports the text.",
        "version": about.kb_version,
    }
    yield {
        "@id": "#text",
        "@type": "CreativeWork",
        "name": f"Text of {about.title}",
        "version": about.digest,
        "url": web(about.source_url),
    }


def _refer(target: str) -> Mapping[str, str]:
    return {"@id": target}


def _filled(entity: Mapping[str, object]) -> Entity:
    return {name: value for name, value in entity.items() if value not in (None, [])}
