"""One entry of a bibliography, decoded, with what a citation needs from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from kb.problems import Place
from kb.reading.bibtex_names import Person
from kb.reading.bibtex_text import BibtexText

TITLE_FIELDS = ("title", "booktitle", "maintitle", "issuetitle", "eventtitle", "shorttitle")
JOURNAL_FIELDS = ("journal", "journaltitle", "booktitle", "maintitle")
YEAR_FIELDS = ("year", "date")

LONGEST_TITLE = 60
"""Characters of a title that stands for the authors in a short citation."""

_YEAR = re.compile(r"(?<![\w-])[0-9]{4}(?![0-9])")
_PAGE_RANGE = re.compile(r"(?<=\w)\s*(?:-{1,3}|[‐‑‒–—])\s*(?=\w|$)")  # noqa: RUF001  # the dashes people type
_DOI = re.compile(r"\b10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")
_DOI_ADDRESS = re.compile(r"https?://(?:[\w-]+\.)*doi\.org/(10\.[^\s?#]+)", re.IGNORECASE)
_PUBMED_ADDRESS = re.compile(
    r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/([0-9]{1,9})", re.IGNORECASE
)
_PMID = re.compile(r"\s*(?:PMID:?)?\s*([0-9]{1,9})\s*", re.IGNORECASE)
_PMID_NOTE = re.compile(r"\bPMID:?\s*([0-9]{1,9})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BibEntry:
    """A source as its BibTeX entry names it; fields are decoded, their names in lower case."""

    key: str
    type: str
    fields: Mapping[str, str]
    persons: Mapping[str, tuple[Person, ...]]
    alone: str = field(repr=False, compare=False)
    """The entry as text that needs no other: as written, or with what it takes from elsewhere."""
    source: BibtexText = field(repr=False, compare=False)
    span: tuple[int, int] = field(repr=False)
    offsets: Mapping[str, int] = field(repr=False)

    @property
    def place(self) -> Place:
        """Where the entry begins."""
        return self.source.place(self.span[0])

    @property
    def raw(self) -> str:
        """The entry's own text as written, for citing."""
        return self.source.text[slice(*self.span)]

    def place_of(self, name: str) -> Place:
        """Where a field stands, an inherited one in the entry it comes from; else the entry."""
        return self.source.place(self.offsets.get(name, self.span[0]))

    @property
    def title(self) -> str:
        """The title; of a volume without one, the book's."""
        return self._first(TITLE_FIELDS)

    @property
    def year(self) -> int | None:
        """The first year of `year`, else of `date`; None for `in press` and the like."""
        found = (_YEAR.search(self.fields.get(name, "")) for name in YEAR_FIELDS)
        return next((int(match[0]) for match in found if match), None)

    @property
    def journal(self) -> str:
        """Journal, proceedings or book that contains the work; empty for a work of its own."""
        names = (name for name in JOURNAL_FIELDS if self.fields.get(name) != self.title)
        return self._first(tuple(names))

    @property
    def volume(self) -> str:
        """The volume, as text."""
        return self._first(("volume",))

    @property
    def number(self) -> str:
        """The issue's number, as text."""
        return self._first(("number", "issue"))

    @property
    def pages(self) -> str:
        """Pages, ranges with an en dash."""
        return _PAGE_RANGE.sub("–", self._first(("pages",)))

    @property
    def doi(self) -> str | None:
        """The bare DOI in lower case, from `doi` or from an address at doi.org."""
        stated = self.fields.get("doi", "")
        address = _DOI_ADDRESS.search(stated) or _DOI_ADDRESS.search(self.fields.get("url", ""))
        if address:
            return unquote(address[1]).rstrip(".,;").lower()
        match = _DOI.search(stated)
        return match[0].rstrip(".,;").lower() if match else None

    @property
    def pmid(self) -> str | None:
        """PubMed's number: from `pmid`, `eprint`, an address at PubMed, or a note that says so."""
        number = _PMID.fullmatch(self.fields.get("pmid", ""))
        if number is None and self.fields.get("eprinttype", "").lower() in {"pubmed", "pmid"}:
            number = _PMID.fullmatch(self.fields.get("eprint", ""))
        number = number or _PUBMED_ADDRESS.search(self.fields.get("url", ""))
        number = number or _PMID_NOTE.search(self.fields.get("note", ""))
        return number[1] if number else None

    @property
    def url(self) -> str | None:
        """The address the entry states."""
        return self.fields.get("url") or None

    @property
    def creators(self) -> tuple[Person, ...]:
        """Authors; the editors of a work without any."""
        return self.persons.get("author") or self.persons.get("editor") or ()

    @property
    def short_citation(self) -> str:
        """`Alghadir et al. 2019`, `Kim & Choi, no date`; `“Short title” 2001` without authors."""
        return f"{self._who()} {self.year}" if self.year else f"{self._who()}, no date"

    def _who(self) -> str:
        families = [person.family for person in self.creators if person.family]
        if not families:
            return self._short_title() or self.key
        if len(families) == 2 and not self.creators[-1].is_others:  # noqa: PLR2004  # a pair
            return " & ".join(families)
        return families[0] if len(families) == 1 else f"{families[0]} et al."

    def _short_title(self) -> str:
        """A title in quotes; one in brackets is a curator's description, and not quoted."""
        is_own = self.title.startswith("[") and self.title.endswith("]")
        title = self.title[1:-1] if is_own else self.title
        short = self.fields.get("shorttitle") or _shortened(title)
        return short if is_own or not short else f"“{short}”"

    def _first(self, names: tuple[str, ...]) -> str:
        return next((value for name in names if (value := self.fields.get(name))), "")


def _shortened(title: str) -> str:
    if len(title) <= LONGEST_TITLE:
        return title
    return f"{title[:LONGEST_TITLE].rsplit(' ', 1)[0].rstrip(' ,;:')}…"
