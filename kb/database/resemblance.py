"""Claims that a sentence resembles, with what is known of them: by words, synonyms and numbers."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kb.analysis.relative import Ratio, observed, wording
from kb.database.sentence import Said, said, telling
from kb.schema.study import FindingFile

LEAST = 0.5
"""Share of a sentence's weight that a claim must have."""
BESIDE_BEST = 0.75
"""What another claim must have of the share of the best."""
OF_STATEMENT = 0.5
"""What a word counts that stands in a claim's statement, and not in the claim or its terms."""
SAME_NUMBER = 0.1
"""What a number counts that a statement of the claim has, too."""
NEAR = 0.005
"""Half a percent: a number is rounded when it is told."""
Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Resemblance:
    """A claim that a sentence resembles.

    Parameters
    ----------
    share
        How much of the sentence's weight the claim has, from 0 to 1, and more with its numbers.
    measured
        The finding that reaches farthest among those that can be told in percent.
    """

    claim: Row
    share: float
    words: tuple[str, ...]
    measured: Ratio | None
    citation: str | None
    gaps: list[Row]

    @property
    def not_to_say(self) -> list[str]:
        """Wordings that the verdict warns of."""
        listed: list[str] = json.loads(str(self.claim["do_not_say"] or "[]"))
        return listed

    @property
    def reach(self) -> str | None:
        """The farthest measured change in words, as `+48.4 %`."""
        return wording(self.measured.value) if self.measured else None

    def is_beyond(self, number: Said) -> bool:
        """Whether a number reaches farther than all that was measured."""
        return bool(self._reaches_beyond(number))

    def held_against(self, number: Said) -> str:
        """A number beside what was measured, in words."""
        is_beyond = self._reaches_beyond(number)
        if is_beyond is None:
            return "nothing that was measured can be held against it"
        return f"{'beyond' if is_beyond else 'not beyond'} what was measured"

    def _reaches_beyond(self, number: Said) -> bool | None:
        """The same; None where they cannot be compared."""
        if number.ratio is None or self.measured is None:
            return None
        is_fall = number.ratio < 1
        if number.is_mixed and is_fall != (self.measured.value < 1):
            return None
        if is_fall:
            return number.ratio < self.measured.low - NEAR
        return number.ratio > self.measured.high + NEAR


class Index:
    """Claims by word, each word looked up once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.found: dict[str, dict[str, float]] = {}

    @cached_property
    def claims(self) -> int:
        """How many claims there are."""
        n: int = self.connection.execute("select count(*) from claim").fetchone()[0]
        return n

    def having(self, word: str) -> dict[str, float]:
        """Claims that have a word, and how much it counts."""
        if word not in self.found:
            self.found[word] = _with_word(self.connection, word)
        return self.found[word]


def resembling(index: Index, sentence: str, limit: int = 3) -> list[Resemblance]:
    """The claims that a sentence resembles most, best first; none where none comes near."""
    total, shares, having = 0.0, dict[str, float](), dict[str, list[str]]()
    for word in telling(sentence):
        found = index.having(word)
        weight = math.log(1 + index.claims / max(len(found), 0.5))
        total += weight
        for claim, part in found.items():
            shares[claim] = shares.get(claim, 0.0) + weight * part
            having.setdefault(claim, []).append(word)
    near = {claim: share / total for claim, share in shares.items() if share >= LEAST * total}
    values = [one.value for one in said(sentence)]
    for claim in _with_numbers(index.connection, values) & near.keys():
        near[claim] += SAME_NUMBER
    enough = BESIDE_BEST * max(near.values(), default=0)
    ranked = sorted(near, key=lambda claim: (-near[claim], claim))[:limit]
    best = [claim for claim in ranked if near[claim] >= enough]
    return [_known(index.connection, claim, near[claim], having[claim]) for claim in best]


def _with_word(connection: sqlite3.Connection, word: str) -> dict[str, float]:
    """Standing claims that have a word, or whose statements have it, and how much it counts."""
    quoted = f'"{word}"'
    of_statements = """select distinct l.claim from statement_fts f
        join statement s on s.rowid = f.rowid join statement_claim l on l.statement = s.id
        join claim c on c.id = l.claim
        where statement_fts match ? and c.status not in ('deprecated', 'merged')"""
    of_claims = """select c.id from claim_fts f join claim c on c.rowid = f.rowid
        where claim_fts match ? and c.status not in ('deprecated', 'merged')"""
    found = {row[0]: OF_STATEMENT for row in connection.execute(of_statements, [quoted])}
    return found | {row[0]: 1.0 for row in connection.execute(of_claims, [quoted])}


def _with_numbers(connection: sqlite3.Connection, values: Sequence[float]) -> set[str]:
    """Claims whose statements tell one of some numbers."""
    sql = """select l.claim from statement_claim l join quantity_overview q
        on q.statement_id = l.statement where ? in (q.value, q.value_high)"""
    return {row[0] for value in values for row in connection.execute(sql, [value])}


def _known(
    connection: sqlite3.Connection, claim: str, share: float, having: Sequence[str]
) -> Resemblance:
    own = """select o.claim_id, o.claim, o.direction, o.verdict, o.certainty, v.reason,
        v.safe_wording, v.do_not_say, o.n_studies from claim_overview o
        left join verdict v on v.claim = o.claim_id where o.claim_id = ?"""
    gaps = """select gap_id, kind, severity, evidence_says from claim_gap where claim_id = ?
        order by instr('major minor info', severity), gap_id"""
    row = dict(connection.execute(own, [claim]).fetchone())
    farthest = _farthest(connection, claim, is_fall=row["direction"] == "decrease")
    return Resemblance(
        claim=row,
        share=share,
        words=tuple(having),
        measured=farthest[0] if farthest else None,
        citation=farthest[1] if farthest else None,
        gaps=[dict(gap) for gap in connection.execute(gaps, [claim])],
    )


def _farthest(
    connection: sqlite3.Connection, claim: str, *, is_fall: bool
) -> tuple[Ratio, str] | None:
    """The comparable finding that reaches farthest the way of the claim, with its source."""
    sql = """select f.*, r.citation from evidence_line e join finding f on f.id = e.finding
        join source r on r.key = f.source
        where e.claim = ? and e.direction <> 'no_information'
          and 'indirect' not in (e.outcome_directness, e.intervention_directness)
        order by f.id"""
    rows = [dict(row) for row in connection.execute(sql, [claim])]
    ratios = [(observed(str(row["study"]), _finding(row)), str(row["citation"])) for row in rows]
    found = [(ratio, citation) for ratio, citation in ratios if ratio]
    sign = -1 if is_fall else 1
    return max(found, key=lambda pair: sign * pair[0].value, default=None)


def _finding(row: Mapping[str, Any]) -> FindingFile:
    """A finding's row as the record that it was made from, as far as numbers go."""
    own = str(row["id"]).partition(".")[2]
    fields: dict[str, Any] = {**row, "id": own}
    return FindingFile.model_construct(**fields)
