"""Names of persons in BibTeX: `First von Last`, `von Last, Suffix, First`, `family=…, given=…`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kb.reading.latex import decode

MOST_COMMAS = 2

_AND = re.compile(r"(?:^|\s+)and(?=\s|$)", re.IGNORECASE)
_COMMA = re.compile(r",")
_BLANK = re.compile(r"(?:\s|(?<!\\)~)+")
_SEMICOLON = re.compile(r";")
_EXTENDED = re.compile(r"\s*[a-z]+(?:-i)?\s*=", re.IGNORECASE)
_OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Person:
    """One person, decoded; an organisation has a last name only."""

    first: str = ""
    von: str = ""
    last: str = ""
    suffix: str = ""

    def __bool__(self) -> bool:
        """Has any part of a name."""
        return any((self.first, self.von, self.last, self.suffix))

    @property
    def is_others(self) -> bool:
        """Stands for `and others`: further persons whom the entry does not name."""
        return self == Person(last=_OTHERS)

    @property
    def family(self) -> str:
        """`van der Berg`: what a short citation calls the person by."""
        return f"{self.von} {self.last}".strip()


@dataclass(frozen=True, slots=True)
class WrongName:
    """A name that cannot be read, and why."""

    name: str
    message: str
    hint: str


def read_names(text: str) -> tuple[tuple[Person, ...], list[WrongName]]:
    """Every person of an author or editor field; an unreadable name whole, as a last name."""
    names = _split(_AND, text.strip()) if text.strip() else []
    persons = (read_name(name.strip()) for name in names if name.strip())
    # An option of the list, `useprefix=true and …`, stands like a name and names no one.
    return tuple(filter(bool, persons)), [
        wrong for name in names if (wrong := _wrong(name.strip(), text))
    ]


@lru_cache(maxsize=1 << 15)
def read_name(name: str) -> Person:
    """One person; the cache pays because most authors occur often."""
    if _EXTENDED.match(name):
        return _extended(name)
    parts = [part.strip() for part in _split(_COMMA, name)]
    if len(parts) > MOST_COMMAS + 1:
        return Person(last=decode(name))
    if len(parts) == 1:
        return _first_von_last(_words(name))
    von, last = _von_last(_words(parts[0]))
    suffix = parts[1] if len(parts) > MOST_COMMAS else ""
    return Person(decode(parts[-1]), von, last, decode(suffix))


def _split(separator: re.Pattern[str], text: str) -> list[str]:
    """Split at the separators that stand in no braces."""
    if "{" not in text:
        return separator.split(text)
    parts, start, depth = [], 0, 0
    for match in re.finditer(rf"([{{}}])|{separator.pattern}", text, separator.flags):
        if match[1]:
            depth = depth + 1 if match[1] == "{" else max(depth - 1, 0)
        elif depth == 0:
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]


def _words(text: str) -> list[str]:
    return [word for word in _split(_BLANK, text) if word]


def _is_von(word: str) -> bool:
    """Begin with a lower-case letter; a word in protecting braces never does."""
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    letter = next((c for c in decode(word) if c.isalpha()), "")
    return letter.islower()


def _first_von_last(words: list[str]) -> Person:
    """BibTeX's rule: the first lower-case word, if any but the last, begins the von part."""
    first = next((i for i, word in enumerate(words[:-1]) if _is_von(word)), len(words) - 1)
    von, last = _von_last(words[first:])
    return Person(_joined(words[:first]), von, last)


def _von_last(words: list[str]) -> tuple[str, str]:
    """The von part ends with the last lower-case word that another word follows."""
    count = max((i + 1 for i, word in enumerate(words[:-1]) if _is_von(word)), default=0)
    return _joined(words[:count]), _joined(words[count:])


def _joined(words: list[str]) -> str:
    return decode(" ".join(words))


def _extended(name: str) -> Person:
    """Read biblatex's `family=Simon, given=Anna, prefix=de`."""
    pairs = (part.partition("=") for part in _split(_COMMA, name))
    parts = {key.strip().lower(): decode(value.strip().strip('"')) for key, _, value in pairs}
    found = (parts.get(key, "") for key in ("given", "prefix", "family", "suffix"))
    return Person(*found)


def _wrong(name: str, field: str) -> WrongName | None:
    if not name:
        message = "an `and` has no name on one side"
        return WrongName(field, message, "delete the `and`, or write the name that is missing")
    if len(_split(_SEMICOLON, name)) > 1 and "&" not in name:
        message = f"`{name}`: a semicolon does not separate persons"
        return WrongName(name, message, "write ` and ` between persons")
    commas = len(_split(_COMMA, name)) - 1
    if commas > MOST_COMMAS and not _EXTENDED.match(name):
        message = f"`{name}` has {commas} commas; a name has two at most"
        hint = "write ` and ` between persons; put an organisation's name in braces of its own"
        return WrongName(name, message, hint)
    return None
