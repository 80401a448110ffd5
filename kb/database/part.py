"""The part of a knowledge base that a change of some claims concerns.

Rules, syntheses and audits look at a claim together with what is said of it, with what it rests on
and with what contradicts it. So what a change alters can be found among those records alone, by
the same functions as that of the whole; the file that was built before tells which they are.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from kb.corpus import Corpus, Tree, load
from kb.corpus.change import Change
from kb.corpus.listing import path
from kb.corpus.reference import mentions
from kb.database.reader import connect
from kb.database.shared import shared
from kb.problems import Problem
from kb.schema.claim import ClaimFile
from kb.schema.vocabulary import RelationKind
from kb.spans import folded

LARGEST = 2000
"""Files of a part; of one that has more the whole takes hardly longer."""
LOOKED_AT = (RelationKind.narrower, RelationKind.component_of, RelationKind.contradicts)
"""Relations by which a claim is held against others; the rest are told, and no more."""


@dataclass(frozen=True, slots=True)
class Part:
    """The same records before and after a change, and the problems met on reading them.

    Parameters
    ----------
    claims
        Ids of those that changed.
    """

    claims: Sequence[str]
    before: Corpus
    after: Corpus
    problems: list[Problem]


def part(
    root: Path, tree: Tree, built: Path, changes: Sequence[Change], digests: Mapping[str, str]
) -> Part | None:
    """The records that a change of claims concerns; None where it may concern others, or too many.

    Parameters
    ----------
    built
        The file that was built of the text before the change.
    digests
        SHA-256 of all files before the change.
    """
    if not all(_terms(before.value) <= _terms(after.value) for before, after in changes):
        return None  # a term may be left that nothing names
    with closing(connect(built)) as connection:
        files = _concerned(connection, changes)
    if files is None or len(files) > LARGEST:
        return None
    after, problems = load(root, tree=tree, part=files)
    old = {change.before.id: change.before for change in changes}
    before = replace(
        after,
        claims={key: old.get(key, record) for key, record in after.claims.items()},
        digests={file: digests[file] for file in after.digests},
    )
    return Part([*old], before, after, problems)


def _terms(claim: ClaimFile) -> set[str]:
    return mentions(claim, "claim", "term")


def _concerned(connection: sqlite3.Connection, changes: Sequence[Change]) -> set[str] | None:
    """The files of the records that a change concerns; None where all guidance is concerned."""
    changed = json.dumps([change.after.id for change in changes])
    undone = "select 1 from guidance_undoing where claim in (select value from json_each(?))"
    if connection.execute(undone, [changed]).fetchone():
        return None
    now = [change.after.value for change in changes]
    given = {
        "changed": changed,
        "named": json.dumps([name for claim in now for name in _named(claim)]),
        "studies": json.dumps([line.study for claim in now for line in claim.evidence]),
    }
    found = connection.execute(shared("concerned"), given).fetchall()
    alike = (("claim", claim) for claim in _alike(connection, changes))
    return {path(kind, record) for kind, record in (*found, *alike)}


def _named(claim: ClaimFile) -> Iterator[str]:
    """The claims against which a claim is held."""
    yield from filter(None, [claim.merged_into])
    yield from (each.claim for each in claim.relations if each.kind in LOOKED_AT)


def _alike(connection: sqlite3.Connection, changes: Sequence[Change]) -> Iterator[str]:
    """Claims that say what a changed one says now."""
    now = (
        after.value.claim for before, after in changes if _is_said_anew(before.value, after.value)
    )
    said = {tuple(folded(sentence)): _initial(sentence) for sentence in now}
    initials = {None, *said.values()}
    is_any = None in said.values()
    for claim, sentence in connection.execute("select id, claim from claim") if said else ():
        if (is_any or _initial(sentence) in initials) and tuple(folded(sentence)) in said:
            yield claim


def _is_said_anew(before: ClaimFile, after: ClaimFile) -> bool:
    return (before.claim, before.status) != (after.claim, after.status)


def _initial(sentence: str) -> str | None:
    """The first letter or figure, which sentences of the same words share: sooner than the words.

    None beyond ASCII, where it may be written in several ways.
    """
    return next(filter(str.isalnum, sentence), "").lower() if sentence.isascii() else None
