"""What contradicts what: claims, guidance, and claims that one statement makes and one denies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, product

from kb.analysis import advice
from kb.analysis.expression import expressed
from kb.corpus import Corpus
from kb.schema.vocabulary import Expression, RelationKind


@dataclass(frozen=True, slots=True)
class Clash:
    """Two statements that contradict each other in one way or in several.

    Parameters
    ----------
    records
        The contradicting claims or guidance; of a denial, the claim.
    """

    statement: str
    other: str
    claim: str | None
    records: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def is_within(self) -> bool:
        """Whether both stand in one document."""
        return _document(self.statement) == _document(self.other)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two records that cannot both hold, with the first statement of each, by document.

    Parameters
    ----------
    claim
        The first record, where it is a claim.
    note
        In what they differ, as the curator put it.
    """

    records: tuple[str, ...]
    claim: str | None
    note: str
    first: dict[str, str]
    second: dict[str, str]


def clashes(corpus: Corpus) -> Iterator[Clash]:
    """Pairs of statements that contradict each other, each pair of statements once.

    Of the statements that give a record, the first in each document stands for all.
    """
    found: dict[tuple[str, str], list[Conflict]] = {}
    for conflict in chain(_of_claims(corpus), _of_guidance(corpus)):
        for one, other in product(conflict.first.values(), conflict.second.values()):
            pair = (other, one) if (other, one) in found else (one, other)
            found.setdefault(pair, []).append(conflict)
    for (one, other), group in found.items():
        records = dict.fromkeys(chain.from_iterable(conflict.records for conflict in group))
        notes = dict.fromkeys(conflict.note for conflict in group if conflict.note)
        yield Clash(one, other, group[0].claim, tuple(records), tuple(notes))


def _document(statement: str) -> str:
    return statement.partition(".")[0]


def _of_claims(corpus: Corpus) -> Iterator[Conflict]:
    made = _by_claim(corpus, Expression.expresses)
    seen = set[frozenset[str]]()
    for record in corpus.claims.values():
        for relation in record.value.relations:
            other, pair = relation.claim, frozenset({record.id, relation.claim})
            if relation.kind is RelationKind.contradicts and pair not in seen:
                seen.add(pair)
                sides = _sides(made.get(record.id, []), made.get(other, []))
                yield Conflict((record.id, other), record.id, relation.note or "", *sides)
    for claim, denials in _by_claim(corpus, Expression.denies).items():
        note = "One statement makes the claim and the other denies it."
        yield Conflict((claim,), claim, note, *_sides(made.get(claim, []), denials))


def _by_claim(corpus: Corpus, relation: Expression) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for item in expressed(corpus, relation):
        found.setdefault(item.claim.id, []).append(item.id)
    return found


def _of_guidance(corpus: Corpus) -> Iterator[Conflict]:
    seen = set[frozenset[str]]()
    for record in corpus.guidance.values():
        for relation in record.value.relations:
            pair = frozenset({record.id, relation.guidance})
            if relation.kind is RelationKind.contradicts and pair not in seen:
                seen.add(pair)
                given = [corpus.guidance[item].value for item in (record.id, relation.guidance)]
                sides = _sides(*map(advice.statements, given))
                records = (record.id, relation.guidance)
                yield Conflict(records, None, relation.note or "", *sides)


def _sides(first: list[str], second: list[str]) -> tuple[dict[str, str], dict[str, str]]:
    return advice.first_by_document(first), advice.first_by_document(second)
