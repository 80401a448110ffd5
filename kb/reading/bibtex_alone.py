"""An entry of a BibTeX file as a text that says the same without the rest of the file."""

from __future__ import annotations

from pybtex.database.input.bibtex import month_names

from kb.reading.bibtex_body import RawEntry
from kb.reading.bibtex_inheritance import LINKS
from kb.reading.bibtex_scanner import Scanner
from kb.reading.bibtex_text import BibtexText


def alone(entry: RawEntry, scanner: Scanner) -> str:
    """The entry as written; with its @strings put in, and what it inherits, if it needs them.

    Parameters
    ----------
    entry
        With what other entries lend it.
    scanner
        Of its file, which is read to the end.
    """
    written = scanner.source.text[entry.start : entry.end]
    if entry.is_broken or entry.lacks_macros or _is_whole(entry, written, scanner):
        return written
    values = {name: field.value for name, field in entry.fields.items() if name not in LINKS}
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in values.items())
    return f"@{entry.type}{{{entry.key},\n{fields}}}"


def _is_whole(entry: RawEntry, written: str, scanner: Scanner) -> bool:
    """Whether nothing of it comes from elsewhere in the file."""
    if any(link in entry.fields for link in LINKS):
        return False
    if scanner.macros == month_names:
        return True
    again = next(Scanner(BibtexText(written, "")).entries())
    return not again.lacks_macros and _values(again) == _values(entry)


def _values(entry: RawEntry) -> dict[str, str]:
    return {name: field.value for name, field in entry.fields.items()}
