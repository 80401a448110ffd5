"""Real, awkward files: every block in them is an entry or a named problem."""

from __future__ import annotations

import lzma
import re
from collections import Counter
from pathlib import Path

import pytest

from kb.reading.bibtex import read_bibtex

REAL = {
    "bbt-015": (1, {}),
    "bbt-author-92": (1, {}),
    "bbt-author-splitter": (1, {}),
    "bbt-chokes-664": (1, {}),
    "bbt-jabref-groups-crlf": (4, {}),
    "bbt-literal-names": (1, {}),
    "bbt-math-markup": (2, {"bibtex-syntax": 1}),
    "bbt-percent-preamble": (1, {}),
    "bbt-plus-in-fieldname": (283, {"bibtex-incomplete": 73}),
    "bbt-preamble-def": (1, {}),
    "bbt-round-braces": (1, {}),
    "bbt-space-after-key": (2, {}),
    "bbt-string-concat-spaces": (1, {}),
    "bbt-string-substitution": (1, {}),
    "biber-crossrefs": (46, {"unknown-crossref": 1, "bibtex-incomplete": 5}),
    "biber-dateformats": (34, {"bibtex-incomplete": 4}),
    "biber-encoding1-latin": (1, {}),
    "biber-encoding5": (1, {}),
    "biber-examples": (131, {"repeated-key": 1, "bibtex-incomplete": 27}),
    "biber-translit-cyrillic": (17, {}),
    "cryptobib-abbrev0": (0, {}),
    "glottolog-phoible": (2167, {"bibtex-incomplete": 16}),
    "jabref-authors": (212, {}),
    "jabref-bibteximporter-examples": (4, {"bibtex-syntax": 1}),
    "jabref-cp1252": (0, {"bibtex-syntax": 1}),
    "jabref-crossref": (4, {}),
    "jabref-mixedcontent": (1, {}),
    "jabref-months": (2, {"bibtex-incomplete": 2}),
    "jabref-testjabref": (156, {}),
    "jabref-usercomments": (2, {}),
    "jabref-utf8-bom": (2, {}),
    "large-glottolog-5": (
        30213,
        {"bibtex-name": 10, "bibtex-incomplete": 12, "repeated-key": 5189},
    ),
    "pybtex-cyrillic": (5, {}),
    "pybtex-xampl": (36, {"bibtex-incomplete": 2}),
}
"""Real files: entries, and problems by code; what each holds is told in their own README."""

LATIN = {"biber-encoding1-latin": "iso-8859-15", "jabref-cp1252": "cp1252"}


@pytest.mark.untraced
@pytest.mark.parametrize("name", REAL)
def test_real_files_are_read_in_full(name: str, shared: Path) -> None:
    path = shared / "reference" / "bibtex" / f"{name}.bib"
    packed = path.with_suffix(".bib.xz")
    content = lzma.decompress(packed.read_bytes()) if packed.exists() else path.read_bytes()
    text = content.decode(LATIN.get(name, "utf-8"))
    entries, problems = read_bibtex(text, path.name)
    assert (len(entries), dict(Counter(problem.code for problem in problems))) == REAL[name]
    # Each line that begins an entry is an entry or a problem in the same line.
    places = {entry.place.line for entry in entries} | {problem.place.line for problem in problems}
    heads = re.compile(r"[ \t]*@(?!comment|string|preamble)\w+[ \t]*[{(]", re.IGNORECASE)
    begun = [number for number, line in enumerate(text.splitlines(), 1) if heads.match(line)]
    assert [number for number in begun if number not in places] == []


def test_every_real_file_is_expected(shared: Path) -> None:
    found = {path.name.split(".")[0] for path in (shared / "reference" / "bibtex").iterdir()}
    assert found == set(REAL)
