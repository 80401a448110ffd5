"""Names of new records: derived from words, unlike any that is there, safe as a file's name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from itertools import chain, count

LONGEST = 80
"""Characters of an id; those that are derived are shorter."""
DERIVED = 50
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_RESERVED = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")
"""Names that Windows gives to devices: a file of such a name cannot be made there."""
_UNTOLD = frozenset({"a", "an", "and", "are", "as", "at", "by", "do", "does", "for", "from", "how"})
_UNTOLD |= {"in", "is", "it", "of", "on", "or", "the", "this", "to", "what", "with", "your"}


def fault(name: str) -> str | None:
    """Why a name cannot be an id; None where it can."""
    if not _SLUG.fullmatch(name):
        return "an id is lower-case words and digits joined by single hyphens"
    if len(name) > LONGEST:
        return f"an id has at most {LONGEST} characters"
    if _RESERVED.fullmatch(name):
        return "Windows keeps this name for itself"
    return None


def slug(text: str, most: int = 6) -> str:
    """An id of the first words that tell something: `Naps at work!` is `naps-work`."""
    found = re.findall("[a-z0-9]+", _plain(text))
    told = [word for word in found if word not in _UNTOLD] or found
    name = "-".join(told[:most])[:DERIVED].strip("-") or "untitled"
    return name if fault(name) is None else f"{name}-1"


def key(family: str, year: int | None) -> str:
    """A BibTeX key: `quay1998`."""
    return "".join(re.findall("[a-z0-9]+", _plain(family)))[:30] + str(year or "") or "source"


def unused(name: str, taken: Collection[str], marks: Iterable[str] = ()) -> str:
    """The name, with the first mark that makes it new where it is taken, whatever the case.

    Without marks, ids are numbered: `nap`, `nap-2`, `nap-3`.
    """
    known = {one.casefold() for one in taken}
    numbers = (f"-{number}" for number in count(2))
    names = (f"{name}{mark}" for mark in chain(("",), marks, numbers))
    return next(one for one in names if one.casefold() not in known)


def _plain(text: str) -> str:
    """Letters without their accents, in lower case."""
    return (
        unicodedata.normalize("NFKD", text.replace("ß", "ss"))
        .encode("ascii", "ignore")
        .decode()
        .lower()
    )
