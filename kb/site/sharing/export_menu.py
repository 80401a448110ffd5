"""What a page offers to take along: documents to read, data, references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec

from kb.exports.format import named
from kb.exports.view import ALL

SHEETS = {"pdf": "PDF", "docx": "Word", "html": "HTML", "md": "Markdown"}
"""Papers that a document for people is written on."""
NEEDED = {"pdf": "typst"}
"""Libraries that are not installed everywhere: what cannot be made is not offered."""
DATA = {
    "xlsx": "Excel",
    "csv": "CSV",
    "json": "JSON",
    "sqlite": "SQLite",
    "datapackage": "Data package",
}
LINKED = {
    "claimreview": "ClaimReview",
    "annotations": "Web annotations",
    "turtle": "RDF",
    "fhir": "FHIR",
}
TABLES = {"xlsx": "Excel", "csv": "CSV", "jsonl": "JSON Lines"}
REFERENCES = {"bibtex": "BibTeX", "ris": "RIS", "csl-json": "CSL-JSON"}


@dataclass(frozen=True, slots=True)
class Offer:
    """A link to an export: what stands on it, what the format is for, and its options."""

    format: str
    label: str
    about: str
    options: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Menu:
    """Offers by what they are, and what is asked for on the page that shows them."""

    groups: Mapping[str, Sequence[Offer]]
    asked: Mapping[str, object]


def menu(sheet: str, **asked: object) -> Menu:
    """The offers of a page: its sheet for people, data and references."""
    return Menu(
        {
            "To read": list(_sheets(sheet)),
            "Data": list(_offers(DATA)),
            "Linked data": list(_offers(LINKED)),
            "References": list(_offers(REFERENCES)),
        },
        asked,
    )


def table(view: str, sheet: str = "") -> Menu:
    """The offers of a page of one view's rows: all of them, and a sheet for people, if one fits."""
    groups = {"To read": list(_sheets(sheet))} if sheet else {}
    return Menu({**groups, "All rows": list(_offers(TABLES, view))}, {})


def references() -> Menu:
    """The offers of all sources: references alone."""
    return Menu({"References": list(_offers(REFERENCES))}, {})


def is_there(library: str | None) -> bool:
    """Whether a library is installed, if one is needed."""
    return library is None or find_spec(library) is not None


def _sheets(sheet: str) -> Iterator[Offer]:
    about = named("summary").about
    there = [paper for paper in SHEETS if is_there(NEEDED.get(paper))]
    for paper in there:
        yield Offer("summary", SHEETS[paper], about, {"format": paper, "sheet": sheet})


def _offers(labels: Mapping[str, str], view: str = ALL) -> Iterator[Offer]:
    """The formats of a group."""
    for name, label in labels.items():
        form = named(name)
        yield Offer(name, label, form.about, {"view": view} if "view" in form.options else {})
