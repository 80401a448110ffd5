"""A small set, with the dirt that real ones have, and the mapping of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from click.testing import Result

from kb.database.reader import connect
from tests.command import run

FILES: Mapping[str, str] = {
    "papers.csv": (
        "id,title,who,year\n"
        "P1,Tea and sleep,Reed,2001\n"
        "P2,Tea and mood,,2002\n"
        "P3,Nothing in it,Moss; Fern,2003\n"
    ),
    "claims.csv": (
        "id,paper,what,against,on\n"
        "C1,P1,Green tea,water,Sleep\n"
        "C2,P1,green  tea,Water,mood\n"
        "C3,P9,Green tea,water,mood\n"  # there is no P9
        'C4,P2,"Tea, ""strong""",Water,mood\n'
    ),
    "labels.csv": (
        "n,claim,paper,label,quote,start,end\n"
        "1,C1,P1,better,helped sleep,4,16\n"
        "2,C1,P1,Worse,Tea helped,0,10\n"
        "3,C2,P1,no change,elsewhere,0,9\n"
        "4,C2,P1,perhaps,Tea,0,3\n"
    ),
    "texts.csv": (
        'paper,seq,start,end,text\nP1,0,0,10,Tea helped\nP1,1,11,18,"sleep\n. "\nP2,0,0,4,Tea.\n'
    ),
}
MAPPING = """\
id: tea
title: Trials of tea
origin: https://example.org/tea
licence: CC0-1.0
vocabularies:
  direction: {better: supports, worse: disputes, no change: inconclusive}
files:
  - file: papers.csv
    make:
      - source:
          key: "{id}"
          title: "{title}"
          authors: {value: "{who}", split: ";"}
          year: "{year}"
      - study: {id: "{id}", title: "{title}", design: other, source: "{id}"}
  - file: claims.csv
    make:
      - claim:
          id: "{id}"
          claim: "{what} against {against}: {on} differs"
          kind: comparison
          intervention: "{what}"
          comparator: "{against}"
          outcome: "{on}"
          direction: differs
          source: "{paper}"
  - file: labels.csv
    make:
      - finding:
          id: "{n}"
          study: "{paper}"
          source: "{paper}"
          outcome: {take: outcome, of: claim, by: "{claim}"}
          estimate_type: other
          result: "{label}"
      - evidence_line:
          id: "{n}"
          claim: "{claim}"
          study: "{paper}"
          finding: "{n}"
          direction: {value: "{label}", words: direction}
          strength: weak
      - quote:
          claim: "{claim}"
          evidence_line: "{n}"
          source: "{paper}"
          char_start: "{start}"
          char_end: "{end}"
          text: "{quote}"
  - file: texts.csv
    make:
      - passage:
          source: "{paper}"
          position: "{seq}"
          char_start: "{start}"
          char_end: "{end}"
          text: "{text}"
"""


def write(folder: Path) -> list[Path]:
    """Write the set and `tea.yaml`; the files of the set."""
    (folder / "tea.yaml").write_text(MAPPING, "utf-8")
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    return [folder / name for name in FILES]


def imported(folder: Path, *words: str) -> Result:
    """Import the set of a folder into `tea.db`."""
    files = [folder / name for name in FILES]
    mapping = ("--mapping", folder / "tea.yaml", "--into", folder / "tea.db")
    return run("import", *files, *mapping, *words)


def one(folder: Path, rows: str, make: str, more: str = "", name: str = "one.csv") -> Result:
    """Import one file by a mapping that makes one kind of record."""
    (folder / name).write_bytes(rows.encode("utf-8", "surrogateescape"))
    text = (
        "id: one\ntitle: One\norigin: here\nlicence: CC0-1.0\n"
        f"{more}files:\n  - file: {name}\n    make:\n{make}"
    )
    (folder / "one.yaml").write_text(text, "utf-8")
    mapping = ("--mapping", folder / "one.yaml", "--into", folder / "one.db")
    return run("import", folder / name, *mapping)


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database to read."""
    connection = connect(path)
    yield connection
    connection.close()


def rows(path: Path, sql: str, *given: object) -> list[tuple[object, ...]]:
    """Rows of a query."""
    with opened(path) as connection:
        return [tuple(row) for row in connection.execute(sql, given)]
