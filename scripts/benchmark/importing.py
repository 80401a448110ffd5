"""`kb import` beside its floors: the same rows put in plainly, in the same run.

    python -m scripts.benchmark.importing [--claims N] [FOLDER WITH ei_*.csv]

Without a folder only the generated claims are measured.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sqlite3
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


def imported(stages: Stages, path: str, target: str, *files: str) -> None:
    """Import files by a mapping."""
    mapped, problems = mapping.read(Path(path))
    if mapped is None:
        raise ValueError(problems)
    found = sources.matched(mapped.file.files, [Path(file) for file in files])
    stages.note("import", lambda: run(mapped, found, Path(target), lambda *_: None))


def plainly(stages: Stages, target: str, folder: str) -> None:
    """The floor of Evidence Inference: csv, executemany, three indexes, search, bad rows apart."""
    stages.note("floor", lambda: _plainly(Path(target), Path(folder)))


def _plainly(target: Path, folder: Path) -> None:
    csv.field_size_limit(10**9)
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        connection.execute("pragma foreign_keys = on")
        hurry(connection)
        connection.execute("begin")
        for table, columns in PLAIN.items():
            connection.execute(f"create table {table} ({columns})")
            with (folder / f"ei_{table}s.csv".replace("evidences", "evidence")).open(
                encoding="utf-8", newline=""
            ) as file:
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


def generate(stages: Stages, folder: str, claims: str) -> None:
    """Write so many claims with sources, populations, quantities and evidence, and the mapping."""
    stages.note("generated", lambda: _generate(Path(folder), int(claims)))


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


def rows_alone(stages: Stages, built: str, target: str) -> None:
    """The floor of any import: its rows by executemany, then the same indexes and search."""
    stages.note("floor", lambda: _rows_alone(Path(built), Path(target)))


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


def measured(folder: Path, claims: int, real: Path | None) -> dict[str, dict[str, Record]]:
    """By set: what the import took, and what its floor did."""
    found = {}
    if real:
        files = [real / f"ei_{name}.csv" for name in ("sources", "claims", "evidence", "passages")]
        found["Evidence Inference, 958,025 rows of CSV"] = {
            **apart("scripts.benchmark.importing:imported", EXAMPLE, folder / "ei.db", *files),
            **apart("scripts.benchmark.importing:plainly", folder / "plain.db", real),
        }
    apart("scripts.benchmark.importing:generate", folder, str(claims))
    files = [folder / "sources.jsonl", folder / "claims.jsonl"]
    words = (folder / "large.yaml", folder / "large.db", *files)
    found[f"{claims:,} claims of JSON Lines"] = {
        **apart("scripts.benchmark.importing:imported", *words),
        **apart("scripts.benchmark.importing:rows_alone", folder / "large.db", folder / "floor.db"),
    }
    return found


def table(found: dict[str, dict[str, Record]]) -> Sequence[str]:
    """The lines of a table of Markdown."""
    lines = ["| set | CPU s | beside the floor | peak MB |", "|---|---:|---:|---:|"]
    for name, stages in found.items():
        took, floor = stages["import"], stages["floor"]
        times = f"{took['cpu'] / floor['cpu']:.1f} × {floor['cpu']:.1f} s"
        lines.append(f"| {name} | {took['cpu']:.1f} | {times} | {took['peak']:.0f} |")
    return lines


def main() -> None:
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("real", nargs="?", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print("\n".join(table(measured(Path(folder), given.claims, given.real))))


if __name__ == "__main__":
    main()
