"""A BibTeX file into entries and problems; no entry is lost without being named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from kb.problems import Problem
from kb.reading.bibtex_alone import alone
from kb.reading.bibtex_body import RawEntry, RawField
from kb.reading.bibtex_entry import TITLE_FIELDS, BibEntry
from kb.reading.bibtex_inheritance import inherit, parents
from kb.reading.bibtex_names import Person, WrongName, read_names
from kb.reading.bibtex_scanner import Scanner
from kb.reading.bibtex_text import BibtexText
from kb.reading.latex import decode_field

__all__ = ["CODES", "BibEntry", "Person", "read_bibtex"]

PERSON_FIELDS = ("author", "editor")

TITLELESS_TYPES = frozenset({"set", "xdata"})
"""Entries that no one cites: they group others or lend them fields."""

MOST_SUGGESTIONS = 20
"""After so many unknown words nothing similar is looked for, to bound the work."""


def read_bibtex(text: str, file: str) -> tuple[list[BibEntry], list[Problem]]:
    """Every entry of a file in its order, and every problem; nothing is raised for any text."""
    scanner = Scanner(BibtexText(text, file))
    entries, problems = _distinct(scanner)
    problems += _unknown_macros(scanner)
    named = _with_aliases(entries)
    problems += _unknown_parents(entries, named, scanner.source)
    lenders = {key.lower() for entry in entries.values() for _, key, _ in parents(entry)}
    heirs = [inherit(entry, named) for entry in entries.values()]
    for heir in heirs:
        problems += _wrong_names(entries[heir.key.lower()], scanner.source)
        if heir.key.lower() not in lenders and _is_whole(heir, named):
            problems += _incomplete(heir, scanner.source)
    return [_decoded(heir, scanner) for heir in heirs], sorted({*problems, *scanner.problems})


def _distinct(scanner: Scanner) -> tuple[dict[str, RawEntry], list[Problem]]:
    """Entries by their keys in lower case: BibTeX takes the first and ignores the case."""
    entries: dict[str, RawEntry] = {}
    problems = []
    for entry in scanner.entries():
        first = entries.setdefault(entry.key.lower(), entry)
        if first is not entry:
            problems.append(_repeated(entry, first, scanner.source))
    return entries, problems


def _repeated(entry: RawEntry, first: RawEntry, source: BibtexText) -> Problem:
    message = f"the key `{entry.key}` is repeated"
    if entry.key != first.key:
        message = f"the key `{entry.key}` differs from `{first.key}` only by case"
    hint = f"the first is at {source.place(first.start)}, and is kept; rename or delete this one"
    return Problem(source.place(entry.start), "repeated-key", message, hint)


def _with_aliases(entries: dict[str, RawEntry]) -> dict[str, RawEntry]:
    """Entries by their keys and by biblatex's further keys, `ids = {old2001, older2001}`."""
    further = (
        (key.strip().lower(), entry)
        for entry in entries.values()
        if "ids" in entry.fields
        for key in entry.fields["ids"].value.split(",")
    )
    return {**dict(further), **entries}


def _unknown_macros(scanner: Scanner) -> Iterator[Problem]:
    """Each name once, where it is first used."""
    for index, (name, uses) in enumerate(scanner.unknown_macros.items()):
        first = uses[0]
        message = f"{first.block}: there is no @string `{first.name}`"
        if len(uses) > 1:
            message += f"; used {len(uses)} times"
        hint = f"put it in braces, or write `@string{{{first.name} = {{...}}}}` above"
        if name in scanner.macros:
            hint = "move its @string above its first use"
        elif index < MOST_SUGGESTIONS and (similar := get_close_matches(name, scanner.macros, 1)):
            hint = f"did you mean `{similar[0]}`?"
        yield Problem(scanner.source.place(first.at), "bibtex-syntax", message, hint)


def _unknown_parents(
    entries: Mapping[str, RawEntry], known: Mapping[str, RawEntry], source: BibtexText
) -> Iterator[Problem]:
    links = ((entry, *link) for entry in entries.values() for link in parents(entry))
    unknown = (found for found in links if found[2].lower() not in known)
    for index, (entry, link, key, named) in enumerate(unknown):
        message = f"`{entry.key}` takes fields ({link}) from `{key}`, which is not here"
        hint = f"add the entry `{key}`, or delete the field"
        if index < MOST_SUGGESTIONS and (similar := get_close_matches(key.lower(), entries, 1)):
            hint = f"did you mean `{entries[similar[0]].key}`?"
        yield Problem(source.place(named.value_at), "unknown-crossref", message, hint)


def _wrong_names(entry: RawEntry, source: BibtexText) -> Iterator[Problem]:
    """Problems of the names that stand in the entry itself."""
    for role in PERSON_FIELDS:
        if role in entry.fields and not entry.is_broken:
            for wrong in dict.fromkeys(read_names(entry.fields[role].value)[1]):
                place = source.place(_find_name(wrong, entry.fields[role], source.text))
                message = f"{role} of `{entry.key}`: {wrong.message}"
                yield Problem(place, "bibtex-name", message, wrong.hint)


def _find_name(wrong: WrongName, named: RawField, text: str) -> int:
    """Where the name stands, as far as it is written there and on one line."""
    found = text.find(wrong.name, named.value_at, named.end)
    return found if found >= 0 else named.value_at


def _is_whole(entry: RawEntry, known: Mapping[str, RawEntry]) -> bool:
    """Nothing of the entry and of those it takes fields from is lost to another problem."""
    lenders = [known.get(key.lower()) for _, key, _ in parents(entry)]
    return not (entry.is_broken or entry.lacks_macros) and all(
        lender and not (lender.is_broken or lender.lacks_macros) for lender in lenders
    )


def _incomplete(entry: RawEntry, source: BibtexText) -> Iterator[Problem]:
    """A source needs a title; authors and years may be unknown."""
    is_titled = any(name in entry.fields and entry.fields[name].value for name in TITLE_FIELDS)
    if not is_titled and entry.type not in TITLELESS_TYPES:
        message = f"@{entry.type} `{entry.key}` has no title"
        place = source.place(entry.start)
        yield Problem(place, "bibtex-incomplete", message, "add `title = {...}`")


def _decoded(entry: RawEntry, scanner: Scanner) -> BibEntry:
    roles = (role for role in PERSON_FIELDS if role in entry.fields)
    return BibEntry(
        key=entry.key,
        type=entry.type,
        fields={name: decode_field(name, raw.value) for name, raw in entry.fields.items()},
        persons={role: read_names(entry.fields[role].value)[0] for role in roles},
        alone=alone(entry, scanner),
        source=scanner.source,
        span=(entry.start, entry.end),
        offsets={name: raw.name_at for name, raw in entry.fields.items()},
    )


CODES: Mapping[str, str] = {
    "bibtex-syntax": """The text is not BibTeX at this place.

    A comma, brace or quote is missing, text stands without braces, or an @string is used that
    nothing defines. The entry is kept as far as it can be read. A line that begins with `@type{`
    always begins a new entry, so that none is swallowed.

    Wrong: title = {Sleeping,          (the brace is never closed)
    Right: title = {Sleeping},
    """,
    "repeated-key": """Two entries have the same key, or keys that differ only in capitals.

    The first is kept; the problem stands at the second.

    Wrong: @article{smith2001, ...}   @book{Smith2001, ...}
    Right: @article{smith2001, ...}   @book{smith2001b, ...}
    """,
    "repeated-field": """A field stands twice in one entry. The first is kept, as BibTeX does.

    Wrong: year = {2001}, year = {2002}
    Right: year = {2002}
    """,
    "bibtex-name": """The names of authors or editors cannot be told apart.

    Persons are separated by ` and `; a name has two commas at most (`von Last, Jr, First`); an
    organisation's name has braces of its own.

    Wrong: author = {Smith, J., Jones, K., Lee, M.}
    Right: author = {Smith, J. and Jones, K. and Lee, M.}
    Right: author = {{Ministry of Health, Labour and Welfare}}
    """,
    "bibtex-incomplete": """The entry has no title, own or inherited: nobody could find the source.

    Wrong: @misc{smith2001, year = {2001}}
    Right: @misc{smith2001, title = {A Report}, year = {2001}}
    """,
    "unknown-crossref": """The entry takes fields (`crossref`, `xdata`) from one that is not there.

    Wrong: crossref = {proc2001}       (and no entry `proc2001`)
    Right: add @proceedings{proc2001, ...}, or delete the field
    """,
}
"""Each code of a problem found here: what it means, wrong text, and its repair."""
