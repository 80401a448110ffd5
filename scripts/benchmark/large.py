"""A large invented knowledge base, the same every time, to measure with."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

STATEMENTS_PER_CLAIM = 3
STATEMENTS_PER_DOCUMENT = 100
LENGTH = 120
"""Characters from one statement to the next."""
WORDS = (
    *("amber", "brisk", "cobalt", "dapple", "ember", "garnet", "hollow", "indigo", "jasper"),
    *("kindle", "lumen", "marble", "nectar", "opal", "pebble", "quartz", "russet", "saffron"),
    *("timber", "umber", "velvet", "willow", "yonder", "zephyr"),
)
DIRECTIONS = ("increase", "decrease", "no_difference")
HEDGING = ("asserted", "hedged", "speculative")


def write(root: Path, claims: int) -> None:
    """Write a knowledge base of so many claims, each said three times, and of their terms."""
    chance = random.Random(claims)  # noqa: S311 - invented text, no secret
    outcomes = max(claims // 10, 1)
    documents = -(-claims * STATEMENTS_PER_CLAIM // STATEMENTS_PER_DOCUMENT)
    for folder in ("documents", "claims", "terms"):
        (root / "data" / folder).mkdir(parents=True)
    _put(
        root / "data/kb.yaml", "title: Large\nabout: Invented, to measure with.\nlicence: CC0-1.0\n"
    )
    _put(root / "citations.bib", "\n".join(map(_source, range(documents))))
    _put(root / "data/terms/populations.yaml", _terms("population", min(claims, 20), chance))
    interventions = min(-(-claims // 10), 20)
    _put(root / "data/terms/interventions.yaml", _terms("intervention", interventions, chance))
    _put(root / "data/terms/outcomes.yaml", _terms("outcome", outcomes, chance))
    for number in range(claims):
        path = root / f"data/claims/claim-{number}.yaml"
        _put(path, _claim(number, claims, outcomes, chance))
    for number in range(documents):
        path = root / f"data/documents/document-{number}.yaml"
        _put(path, "".join(_document(number, claims, chance)))


def _put(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def _prose(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words))


def _source(number: int) -> str:
    return (
        f"@online{{source{number},\n  author = {{Writer {number}, Some}},\n"
        f"  title = {{Invented page number {number}}},\n  year = {{{1900 + number % 120}}},\n}}\n"
    )


def _terms(kind: str, count: int, chance: random.Random) -> str:
    head = f"id: {kind}s\nkind: {kind}\nterms:\n"
    return head + "".join(
        f"  - id: {kind}-{number}\n    label: {_prose(chance, 2)} {number}\n"
        f"    synonyms: [{_prose(chance, 1)} {kind} {number}]\n"
        for number in range(count)
    )


def _claim(number: int, claims: int, outcomes: int, chance: random.Random) -> str:
    return f"""id: claim-{number}
claim: Of claim {number} it is said that {_prose(chance, 8)}.
kind: effect
population: population-{number % 20}
intervention: intervention-{number // 10 % 20}
outcome: outcome-{number % outcomes}
direction: {chance.choice(DIRECTIONS)}
summary: In short, {_prose(chance, 12)}.
status: draft
relations:
  - claim: claim-{(number + 1) % claims}
    kind: agrees_with
    note: Both speak of {_prose(chance, 3)}.
"""


def _document(number: int, claims: int, chance: random.Random) -> Iterator[str]:
    first = number * STATEMENTS_PER_DOCUMENT
    last = min(first + STATEMENTS_PER_DOCUMENT, claims * STATEMENTS_PER_CLAIM)
    yield f"""id: document-{number}
source: source{number}
title: Invented page number {number}
published_missing: not_reported
file_name: document-{number}.txt
sha256: {number:064x}
characters: {STATEMENTS_PER_DOCUMENT * LENGTH}
about: Invented.
headings:
  - span: [0, 10]
    text: Invented page
statements:
"""
    for place, statement in enumerate(range(first, last)):
        yield _statement(place, statement % claims, chance)


def _statement(place: int, claim: int, chance: random.Random) -> str:
    start = place * LENGTH
    value = chance.randint(1, 60)
    return f"""  - id: s{place}
    span: [{start}, {start + LENGTH - 10}]
    kind: effect
    gist: It says that {_prose(chance, 10)}.
    anchor: {_prose(chance, 4)}
    attribution: none
    hedging: {chance.choice(HEDGING)}
    claims:
      - claim: claim-{claim}
    quantities:
      - span: [{start + 20}, {start + 22}]
        kind: session_duration
        role: dose
        value: {value}
        unit: min
"""
