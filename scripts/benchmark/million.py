"""Rows of very many invented claims, as built of what `large` writes, without its text.

Beside what `large` has, claims have words of known rarity, verdicts, gaps, and studies.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import sqlalchemy as sa

from kb.database.finish import finish
from kb.database.replacing import hurry
from kb.schema.tables import create, create_indexes
from kb.schema.vocabulary import Certainty, Severity, VerdictRating
from scripts.benchmark.large import (
    DIRECTIONS,
    HEDGING,
    LENGTH,
    STATEMENTS_PER_CLAIM,
    STATEMENTS_PER_DOCUMENT,
    WORDS,
)

FREQUENT = "meadow"
"""A word that one claim of ten has."""
RARE = ("fern", "moss")
"""Beginnings of words that end in four digits: one claim of a thousand has each."""
CLAIMS_PER_STUDY = 10
POPULATIONS = 20
AT_A_TIME = 5000
DESIGNS = ("rct_parallel", "cohort", "cross_sectional", "case_series")
GAPS = ("null-result-omitted", "sample-size-unsaid", "dose-changed", "scale-confused")
Row = dict[str, object]
Found = Iterator[tuple[str, Row]]


def write(path: Path, claims: int) -> None:
    """A built file of so many claims."""
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(path)))
    with engine.begin() as connection:
        create(connection)
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)  # noqa: S101 - for the type checker
        hurry(raw)
        fill(raw, claims)
        create_indexes(connection)
    engine.dispose()
    finish(path, lambda _label, _done, _all: None)


def fill(connection: sqlite3.Connection, claims: int) -> dict[str, int]:
    """Rows of so many claims and of all that belongs to them into empty tables; how many."""
    waiting: defaultdict[str, list[Row]] = defaultdict(list)
    counts: defaultdict[str, int] = defaultdict(int)
    for table, row in _rows(claims, random.Random(claims)):  # noqa: S311 - no secret
        waiting[table].append(row)
        counts[table] += 1
        if len(waiting[table]) == AT_A_TIME:
            _insert(connection, table, waiting.pop(table))
    for table, rows in waiting.items():
        _insert(connection, table, rows)
    return counts


def _insert(connection: sqlite3.Connection, table: str, rows: Sequence[Row]) -> None:
    names = list(rows[0])
    places = ", ".join(f":{name}" for name in names)
    columns = ", ".join(f'"{name}"' for name in names)
    connection.executemany(f'insert into "{table}" ({columns}) values ({places})', rows)  # noqa: S608


def _rows(claims: int, chance: random.Random) -> Found:
    outcomes = max(claims // 10, 1)
    documents = -(-claims * STATEMENTS_PER_CLAIM // STATEMENTS_PER_DOCUMENT)
    about = {"title": "Millions", "about": "Invented, to measure with.", "licence": "CC0-1.0"}
    digest = f"{claims:064x}"
    yield "knowledge_base", {"id": 1, **about, "digest": digest, "schema_version": 1, "private": 0}
    yield from _terms("population", POPULATIONS, chance)
    yield from _terms("intervention", POPULATIONS, chance)
    yield from _terms("outcome", outcomes, chance)
    for kind in GAPS:
        yield "gap_kind", {"kind": kind, "meaning": "Invented.", "explanation": "Invented."}
    for number in range(claims // CLAIMS_PER_STUDY + 1):
        yield from _study(number, outcomes, chance)
    for number in range(claims):
        yield from _claim(number, claims, outcomes, chance)
    for number in range(documents):
        yield from _document(number, claims, chance)


def _prose(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words))


def _terms(kind: str, number: int, chance: random.Random) -> Found:
    """Terms, the first of every ten broader than the other nine."""
    for place in range(number):
        label = f"{_prose(chance, 2)} {place}"
        synonyms = json.dumps([f"{_prose(chance, 1)} {kind} {place}"])
        own: Row = {"id": f"{kind}-{place}", "kind": kind, "label": label, "synonyms": synonyms}
        yield "term", own
        if place % 10:
            broader = f"{kind}-{place // 10 * 10}"
            yield "term_broader", {"term": own["id"], "broader": broader}


def _source(key: str, number: int, title: str) -> Row:
    return {
        "key": key,
        "citation": f"Writer {number} {1900 + number % 120}",
        "type": "online",
        "title": title,
        "authors": json.dumps([f"Writer {number}, Some"]),
        "year": 1900 + number % 120,
        "standing": "unknown",
        "background": 0,
        "reference": f"Some Writer {number}. {title}. {1900 + number % 120}.",
        "bibtex": f"@online{{{key},\n  title = {{{title}}},\n}}\n",
        "csl": json.dumps({"id": key, "type": "webpage", "title": title}),
        "sort_key": f"writer {number} some; {title}",
    }


def _study(number: int, outcomes: int, chance: random.Random) -> Found:
    """A study of one arm, its dose and its finding."""
    key, title, n = f"trial{number}", f"Invented trial number {number}", chance.randint(8, 400)
    population = f"population-{number % POPULATIONS}"
    yield "source", _source(key, number, title)
    yield "cohort", {"id": key}
    yield (
        "study",
        {
            "id": key,
            "cohort": key,
            "title": title,
            "design": chance.choice(DESIGNS),
            "reading_level": "abstract",
            "population": population,
            "n_analysed": n,
        },
    )
    yield "study_report", {"study": key, "source": key, "role": "primary"}
    intervention = f"intervention-{number % POPULATIONS}"
    arm = {"id": f"{key}.a", "study": key, "label": "invented", "intervention": intervention}
    yield "arm", {**arm, "n": n}
    yield "dose", _dose("arm", f"{key}.a", chance.randint(1, 60), population)
    yield (
        "finding",
        {
            "id": f"{key}.f",
            "study": key,
            "source": key,
            "arm": f"{key}.a",
            "outcome": f"outcome-{number % outcomes}",
            "estimate_type": "standardised_mean_difference",
            "value": round(chance.gauss(0, 1), 2),
            "n": n,
            "derivation": "reported",
            "recipe_inputs": "{}",
        },
    )


def _dose(owner_type: str, owner: str, minutes: int, population: str | None = None) -> Row:
    return {
        "id": f"{owner}.dose1",
        "owner_type": owner_type,
        "owner_id": owner,
        "population": population,
        "stage": "whole",
        "session_min_low": minutes,
        "session_min_high": minutes,
        "wording": f"{minutes} min",
    }


def _claim(number: int, claims: int, outcomes: int, chance: random.Random) -> Found:
    key, own = f"claim-{number}", number // 10 % POPULATIONS
    words = [_prose(chance, 8), *(f"{word}{chance.randrange(1000, 2000)}" for word in RARE)]
    words += [FREQUENT] if chance.random() < 1 / 10 else []
    version = f"{number:012x}"
    yield (
        "claim",
        {
            "id": key,
            "claim": f"Of claim {number} it is said that {' '.join(words)}.",
            "kind": "effect",
            "population": f"population-{number % POPULATIONS}",
            "intervention": f"intervention-{own}",
            "outcome": f"outcome-{number % outcomes}",
            "direction": chance.choice(DIRECTIONS),
            "summary": f"In short, {_prose(chance, 12)}.",
            "status": "draft",
            "keywords": f"population {number % POPULATIONS}; intervention {own}; outcome",
            "version": version,
        },
    )
    kept: Row = {"claim": key, "version": version, "position": 1, "current": 1, "n_changes": 0}
    yield "claim_version", kept
    other = f"claim-{(number + 1) % claims}"
    note = f"Both speak of {_prose(chance, 3)}."
    yield "claim_relation", {"claim": key, "kind": "agrees_with", "other": other, "note": note}
    yield from _judged(number, key, chance)


def _judged(number: int, key: str, chance: random.Random) -> Found:
    """A verdict and certainty of six claims of ten, evidence for five, a gap of one."""
    if number % 10 < 6:  # noqa: PLR2004 - as told
        rating = chance.choice(list(VerdictRating))
        day = f"2026-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        reason: Row = {"reason": "Invented.", "do_not_say": "[]", "date": day}
        yield "verdict", {"claim": key, "rating": rating, **reason}
        level = chance.choice(list(Certainty))
        yield "certainty", {"claim": key, "start": "high", "level": level}
    if number % 2:
        study = f"trial{number // CLAIMS_PER_STUDY}"
        marks = ("population", "intervention", "comparator", "outcome")
        yield (
            "evidence_line",
            {
                "id": f"{key}.e1",
                "claim": key,
                "finding": f"{study}.f",
                "study": study,
                "direction": "supports",
                **{f"{mark}_directness": "direct" for mark in marks},
                "strength": "weak",
            },
        )


def _document(number: int, claims: int, chance: random.Random) -> Found:
    key, title = f"document-{number}", f"Invented page number {number}"
    yield "source", _source(f"source{number}", number, title)
    yield (
        "document",
        {
            "id": key,
            "source": f"source{number}",
            "title": title,
            "language": "en",
            "published_missing": "not_reported",
            "file_name": f"{key}.txt",
            "sha256": f"{number:064x}",
            "characters": STATEMENTS_PER_DOCUMENT * LENGTH,
            "about": "Invented.",
        },
    )
    heading: Row = {"id": f"{key}.h1", "document": key, "position": 1, "text": "Invented page"}
    yield "heading", {**heading, "char_start": 0, "char_end": 10}
    first = number * STATEMENTS_PER_DOCUMENT
    last = min(first + STATEMENTS_PER_DOCUMENT, claims * STATEMENTS_PER_CLAIM)
    for place, statement in enumerate(range(first, last)):
        yield from _statement(key, place, f"claim-{statement % claims}", chance)


def _statement(document: str, place: int, claim: str, chance: random.Random) -> Found:
    key, start, value = f"{document}.s{place}", place * LENGTH, chance.randint(1, 60)
    yield (
        "statement",
        {
            "id": key,
            "document": document,
            "position": place + 1,
            "heading": f"{document}.h1",
            "char_start": start,
            "char_end": start + LENGTH - 10,
            "kind": "effect",
            "gist": f"It says that {_prose(chance, 10)}.",
            "anchor": _prose(chance, 4),
            "attribution": "none",
            "hedging": chance.choice(HEDGING),
        },
    )
    link: Row = {"statement": key, "claim": claim, "relation": "expresses", "nested": 0}
    yield "statement_claim", link
    yield "dose", _dose("statement", key, value)
    yield (
        "quantity",
        {
            "id": f"{key}.q1",
            "owner_type": "statement",
            "owner_id": key,
            "statement": key,
            "kind": "session_duration",
            "role": "dose",
            "operator": "eq",
            "value": value,
            "unit": "min",
            "scale": "absolute",
            "canonical_value": value,
            "canonical_unit": "min",
            "char_start": start + 20,
            "char_end": start + 22,
            "derived": 0,
        },
    )
    if place % 30 == 0:
        severity = chance.choice(list(Severity))
        yield "gap", _gap(key, claim, chance.choice(GAPS), severity)


def _gap(statement: str, claim: str, kind: str, severity: str) -> Row:
    return {
        "id": f"{kind}.{statement}",
        "statement": statement,
        "claim": claim,
        "kind": kind,
        "severity": severity,
        "audit": kind,
        "said": "It says so.",
        "evidence_says": "The evidence does not.",
        "explanation": "Invented.",
        "records": "[]",
    }
