"""The pieces of work that are measured, each beside the least that it could be."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import yaml

from kb import audits, rules
from kb.analysis.plots.said import said
from kb.analysis.recipe_fault import faults
from kb.analysis.synthesis import Synthesis, synthesise
from kb.api.building import load_and_check
from kb.cli.progress import Progress
from kb.corpus import Corpus, load
from kb.database.build import build
from kb.database.reader import connect
from kb.database.rows import figure
from kb.schema.claim import ClaimFile
from kb.schema.tables import MODELS
from scripts.benchmark.large import write
from scripts.benchmark.process import Stages


def generate(stages: Stages, root: str, claims: str) -> None:
    """Write the large knowledge base."""
    stages.note("generate", lambda: write(Path(root), int(claims)))


def check(stages: Stages, root: str) -> None:
    """`kb check` after all imports."""
    rules.explanations()  # imports every rule
    with Progress() as progress:
        stages.note("check", lambda: load_and_check(Path(root), None, progress))


def compile_all(stages: Stages, root: str, target: str) -> None:
    """Check and build, stage by stage."""
    rules.explanations()
    found = stages.note("read and validate", lambda: load(Path(root)))
    assert isinstance(found, tuple)  # noqa: S101 - for the type checker
    corpus: Corpus = found[0]
    problems = stages.note("rules", lambda: rules.run(corpus))
    if found[1] or problems:
        message = f"the text that is measured has problems: {(*found[1], problems)}"
        raise ValueError(message)
    stages.note("build", lambda: build(corpus, Path(target)))


def compile_real(stages: Stages, root: str, target: str) -> None:
    """Check and build the real data; what the build computes is measured by itself as well."""
    rules.explanations()
    audits.explanations()
    corpus: Corpus = load(Path(root))[0]
    claims = [record.value for record in corpus.claims.values()]
    stages.note("read and validate", lambda: load(Path(root)))
    stages.note("rules", lambda: rules.run(corpus))
    stages.note("recipes, computed anew", lambda: list(faults(corpus)))
    stages.note("build", lambda: build(corpus, Path(target)))
    stages.note("synthesis", lambda: [synthesise(corpus, claim) for claim in claims])
    found = [synthesise(corpus, claim) for claim in claims]
    stages.note("figures", lambda: _draw(corpus, list(zip(claims, found, strict=True))))
    stages.note("audits", lambda: audits.run(corpus))


def _draw(corpus: Corpus, found: Sequence[tuple[ClaimFile, Synthesis]]) -> int:
    """All figures; how many there are."""
    statements = said(corpus)
    return sum(
        len(list(figure.rows(corpus, claim, pool, statements.get(claim.id, ()))))
        for claim, pool in found
    )


def read_yaml(stages: Stages, root: str) -> None:
    """The floor of reading: libyaml's own loader over the same files, nothing checked."""
    files = sorted(Path(root).joinpath("data").rglob("*.yaml"))
    stages.note("floor", lambda: [yaml.load(file.read_bytes(), yaml.CSafeLoader) for file in files])


def insert_rows(stages: Stages, built: str, target: str) -> None:
    """The floor of building: the same rows into the same bare tables by `executemany`."""
    with closing(connect(Path(built))) as source:
        tables = {name: _rows(source, f'select * from "{name}"') for name in MODELS}  # noqa: S608
        sql = "select sql from sqlite_master where type = 'table' and name = ?"
        statements = [source.execute(sql, [name]).fetchone()[0] for name in MODELS]
    stages.note("floor", lambda: _insert(Path(target), statements, tables))


def _rows(connection: sqlite3.Connection, sql: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute(sql)]


def _insert(
    target: Path, statements: list[str], tables: dict[str, list[tuple[object, ...]]]
) -> None:
    with closing(sqlite3.connect(target)) as connection, connection:
        connection.execute("pragma synchronous = off")
        for statement in statements:
            connection.execute(statement)
        for name, rows in tables.items():
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                connection.executemany(f'insert into "{name}" values ({marks})', rows)  # noqa: S608
