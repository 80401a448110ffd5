"""Entries for `citations.bib`, in its layout, to stand below those that are there."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping

from kb.drafting.name import key, unused
from kb.problems import Problem
from kb.reading.bibtex import BibEntry, read_bibtex
from kb.reading.bibtex_scanner import Scanner
from kb.reading.bibtex_text import BibtexText

FIELDS = (
    *("author", "editor", "title", "shorttitle", "booktitle", "journal", "journaltitle"),
    *("publisher", "institution", "school", "year", "date", "volume", "number", "pages"),
    *("doi", "pmid", "url", "urldate", "langid", "note"),
)
"""What an entry keeps of a registry's, in this order."""
_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")
_BARE_AND = re.compile(r"(?<!\\)&")
_LATEX = str.maketrans(
    {
        **{sign: rf"\{sign}" for sign in "&%$#_"},
        "\\": r"\textbackslash{}",
        "~": r"$\sim$",
        "{": "(",
        "}": ")",
    }
)
"""Signs that act in LaTeX; braces, which BibTeX counts however they are written, as brackets."""
LETTERS = "bcdefghijklmnopqrstuvwxyz"


def doi_in(text: str) -> str | None:
    """The bare DOI in what people paste: an address, `doi:…`, the DOI itself."""
    found = _DOI.search(text)
    return found[0].rstrip(".,;").lower() if found else None


def online(key_: str, told: Mapping[str, str]) -> str:
    """The entry of a document on the web, from plain text."""
    fields = {name: _escaped(name, value) for name, value in told.items() if value}
    if "," in fields.get("author", ""):  # no person's name: one with a title, or a list
        fields["author"] = f"{{{fields['author']}}}"
    return _entry("online", key_, fields)


def tidied(text: str, taken: Iterable[str]) -> tuple[BibEntry | None, list[Problem]]:
    """The first entry of a text, in this layout, under a key that nobody has; or what is wrong."""
    entries, problems = read_bibtex(text, "BibTeX")
    if problems or not entries:
        return None, problems
    entry = entries[0]
    family = entry.creators[0].family if entry.creators else entry.title
    name = unused(key(family, entry.year), set(taken), LETTERS)
    again, problems = read_bibtex(_entry(entry.type, name, _kept(text)), "BibTeX")
    return again[0], problems


def _kept(text: str) -> dict[str, str]:
    """The fields worth keeping of the first entry, as LaTeX."""
    raw = next(Scanner(BibtexText(text, "")).entries()).fields
    told = {name: _BARE_AND.sub(r"\\&", html.unescape(raw[name].value)) for name in raw}
    if "doi" in told:
        told["doi"] = doi_in(told["doi"]) or told["doi"]
        told.pop("url", None)
    if "journal" in told:
        told.pop("publisher", None)
    if "pages" in told:
        told["pages"] = re.sub(r"\s*[-–—]+\s*", "--", told["pages"])
    return told


def _entry(kind: str, name: str, fields: Mapping[str, str]) -> str:
    told = "".join(f"  {field} = {{{fields[field]}}},\n" for field in FIELDS if field in fields)
    return f"@{kind}{{{name},\n{told}}}\n"


def _escaped(name: str, value: str) -> str:
    """Plain text as LaTeX; addresses and dates as they are."""
    if name in {"url", "urldate", "date"}:
        return re.sub(r"[{}\\]", lambda match: f"%{ord(match[0]):02X}", value)
    return " ".join(value.split()).translate(_LATEX)


def appended(text: str, entry: str) -> str:
    """A bibliography with one entry more; no other character is touched."""
    newline = "\r\n" if "\r\n" in text else "\n"
    gap = "" if not text else newline if text.endswith("\n") else newline * 2
    return text + gap + entry.replace("\n", newline)
