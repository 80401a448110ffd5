"""`kb import` beside its floors: the same rows put in plainly, in the same run.

    python -m scripts.benchmark.importing [--claims N] [ei_import.tar.xz]

Without the archive only invented claims are measured.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from kb.database.finish import finish
from kb.database.reader import connect
from kb.database.replacing import hurry
from kb.importing import mapping, sources
from kb.importing.run import run
from kb.schema.tables import MODELS, create, create_indexes
from scripts.benchmark.large import WORDS
from scripts.benchmark.process import ROOT, Record, Stages, apart

EXAMPLE = ROOT / "docs" / "importing" / "evidence-inference.yaml"
ARCHIVE = ROOT.parent / "shared" / "reference" / "import" / "ei_import.tar.xz"
TABLES = ("sources", "claims", "evidence", "passages")
CLAIMS_PER_SOURCE = 10
MAPPING = """\
id: large
title: Large
origin: invented, to measure with
licence: CC0-1.0
vocabularies: {stance: {yes: supports, no: disputes, unclear: inconclusive}}
files:
  - file: sources.jsonl
    make:
      - source: {key: "{key}", title: "{title}", authors: "{authors}", year: "{year}"}
      - study: {id: "{key}", title: "{title}", design: other, source: "{key}"}
  - file: claims.jsonl
    make:
      - claim:
          id: "{id}"
          claim: "{claim}"
          kind: effect
          population: "{population}"
          intervention: "{intervention}"
          outcome: "{outcome}"
          direction: increase
          source: "{source}"
      - finding:
          id: "{id} {#}"
          study: "{evidence[].source}"
          source: "{evidence[].source}"
          outcome: "{outcome}"
          estimate_type: mean_difference
          value: "{evidence[].value}"
          unit: "%"
          n: "{evidence[].n}"
      - evidence_line:
          id: "{#}"
          claim: "{id}"
          study: "{evidence[].source}"
          finding: "{id} {#}"
          direction: {value: "{evidence[].stance}", words: stance}
          strength: weak
"""
PLAIN = {
    "source": (
        "source_id text primary key, pmcid text, doi text, pmid text, title text, journal text,"
        " year integer, n_authors integer, first_author text, license text"
    ),
    "claim": (
        "claim_id text primary key, source_id text references source (source_id),"
        " intervention text, comparator text, outcome text"
    ),
    "evidence": (
        "evidence_id integer primary key, claim_id text references claim (claim_id),"
        " source_id text references source (source_id), annotator text, valid_label text,"
        " valid_reasoning text, label text, label_code integer, quote text, start integer,"
        " end integer"
    ),
    "passage": (
        "passage_id integer primary key, source_id text references source (source_id),"
        " seq integer, start integer, end integer, text text"
    ),
}
"""The four tables of Evidence Inference, as anybody would declare them."""


def invented(stages: Stages, folder: str, claims: str) -> None:
    """Import so many invented claims, then their rows alone: the floor of any import."""
    root = Path(folder)
    _generate(root, int(claims))
    files = [root / "sources.jsonl", root / "claims.jsonl"]
    _import(stages, root / "large.yaml", root / "large.db", files)
    stages.note("floor", lambda: _rows_alone(root / "large.db", root / "floor.db"))


def published(stages: Stages, folder: str, real: str) -> None:
    """Import Evidence Inference, then plainly: csv, executemany, three indexes, search."""
    files = [Path(real) / f"ei_{name}.csv" for name in TABLES]
    _import(stages, EXAMPLE, Path(folder) / "ei.db", files)
    stages.note("floor", lambda: _plainly(Path(folder) / "plain.db", Path(real)))


def _import(stages: Stages, path: Path, target: Path, files: Sequence[Path]) -> None:
    mapped, problems = mapping.read(path)
    if mapped is None:
        raise ValueError(problems)
    found = sources.matched(mapped.file.files, files)
    stages.note("import", lambda: run(mapped, found, target, lambda *_: None))


def _plainly(target: Path, folder: Path) -> None:
    csv.field_size_limit(10**9)
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        connection.execute("pragma foreign_keys = on")
        hurry(connection)
        connection.execute("begin")
        for table, columns in PLAIN.items():
            connection.execute(f"create table {table} ({columns})")
            name = f"ei_{TABLES[list(PLAIN).index(table)]}.csv"
            with (folder / name).open(encoding="utf-8", newline="") as file:
                rows = csv.reader(file)
                marks = ", ".join("?" * len(next(rows)))
                good = _known(connection, rows) if table == "claim" else rows
                connection.executemany(f"insert into {table} values ({marks})", good)  # noqa: S608
        for table, column in (("claim", "source"), ("evidence", "claim"), ("passage", "source")):
            connection.execute(f"create index {table}_{column} on {table} ({column}_id)")
        for table, columns in (("passage", "text"), ("claim", "intervention, comparator, outcome")):
            made = f"create virtual table {table}_fts using fts5"
            connection.execute(f"{made} ({columns}, tokenize='porter', content='{table}')")
            connection.execute(f"insert into {table}_fts ({table}_fts) values ('rebuild')")  # noqa: S608
        connection.execute("commit")


def _known(connection: sqlite3.Connection, rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """Claims of sources that are there."""
    there = {row[0] for row in connection.execute("select source_id from source")}
    return (row for row in rows if row[1] in there)


def _generate(folder: Path, claims: int) -> None:
    chance = random.Random(claims)  # noqa: S311 - invented text, no secret
    n_sources = max(claims // CLAIMS_PER_SOURCE, 1)
    (folder / "large.yaml").write_text(MAPPING, "utf-8")
    with (folder / "sources.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(_source(number, chance) for number in range(n_sources))
    with (folder / "claims.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(_claim(number, n_sources, chance) for number in range(claims))


def _prose(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words))


def _source(number: int, chance: random.Random) -> str:
    told = {"key": f"writer{number}", "title": f"{_prose(chance, 6)} {number}"}
    return json.dumps({**told, "authors": [f"Writer {number}"], "year": 1950 + number % 75}) + "\n"


def _claim(number: int, n_sources: int, chance: random.Random) -> str:
    evidence = [
        {
            "source": f"writer{chance.randrange(n_sources)}",
            "value": chance.randrange(1000) / 10,
            "n": chance.randrange(5, 500),
            "stance": chance.choice(("yes", "no", "unclear")),
        }
        for _ in range(1 + number % 2)
    ]
    told = {
        "id": f"c{number}",
        "claim": f"{_prose(chance, 12)} {number}",
        "population": f"{chance.choice(WORDS)} people",
        "intervention": f"{chance.choice(WORDS)} {chance.choice(WORDS)}",
        "outcome": f"{chance.choice(WORDS)} {chance.choice(WORDS)} outcome",
        "source": f"writer{number % n_sources}",
        "evidence": evidence,
    }
    return json.dumps(told) + "\n"


def _rows_alone(built: Path, target: Path) -> None:
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(target)))
    with engine.begin() as made:
        create(made)
    with (
        closing(connect(built)) as source,
        closing(sqlite3.connect(target, isolation_level=None)) as into,
    ):
        hurry(into)
        into.execute("begin")
        for name in MODELS:
            found = source.execute(f'select * from "{name}"')  # noqa: S608 - kb's own
            marks = ", ".join("?" * len(found.description))
            into.executemany(f'insert into "{name}" values ({marks})', map(tuple, found))  # noqa: S608
        into.execute("commit")
    with engine.begin() as made:
        create_indexes(made)
    engine.dispose()
    finish(target, lambda *_: None)


def measured(folder: Path, claims: int, archive: Path | None) -> dict[str, dict[str, Record]]:
    """By set, what the import took and what its floor did; a set that is not there is left out."""
    found = {}
    folder = folder / "imports"
    folder.mkdir()
    if archive and archive.is_file():
        real = _unpacked(archive, folder / "real")
        name = "Evidence Inference: 958,025 rows of CSV, four tables joined, spans checked"
        found[name] = apart("scripts.benchmark.importing:published", folder, real)
    name = f"{claims:,} invented claims with their sources and evidence, nested JSON Lines"
    found[name] = apart("scripts.benchmark.importing:invented", folder, str(claims))
    return found


def _unpacked(archive: Path, folder: Path) -> Path:
    """The files of an archive, all in one folder."""
    folder.mkdir()
    with tarfile.open(archive) as packed:
        for member in packed:
            content = packed.extractfile(member)
            if content:
                with (folder / Path(member.name).name).open("wb") as file:
                    shutil.copyfileobj(content, file)
    return folder


def rows(found: dict[str, dict[str, Record]]) -> Iterator[tuple[str, str, str, str]]:
    """The rows of the page's table: set, CPU s, peak MB, and beside the floor."""
    for name, stages in found.items():
        took, floor = stages["import"], stages["floor"]
        times = f"{took['cpu'] / floor['cpu']:.1f} × {floor['cpu']:.1f} s"
        yield name, f"{took['cpu']:.1f}", f"{took['peak']:.0f}", times


def main() -> None:
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("archive", nargs="?", type=Path, default=ARCHIVE)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for row in rows(measured(Path(folder), given.claims, given.archive)):
            print(*row, sep=" | ")


if __name__ == "__main__":
    main()
