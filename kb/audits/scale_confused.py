"""A number is told on another scale than the one on which it holds.

Percentage points, relative change and ratio are three things: 21 % against 9 % is 12 points, 2.33
times as much, and 133 % more; "12 % more" is none of them.

Gap:    "12 % more", where the study has 21 % and 9 %
No gap: "12 percentage points more" of the same study, or "133 % more"
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from kb.analysis import behind, naming
from kb.analysis.expression import Expressed, expressed
from kb.analysis.gap import Gap
from kb.corpus import Corpus
from kb.schema.document import StatementFile
from kb.schema.quantity import QuantityFile
from kb.schema.vocabulary import QuantityRole, Scale, Severity

ROLES = frozenset({QuantityRole.contrast, QuantityRole.upper_bound, QuantityRole.lower_bound})
NEAR = 0.01
"""Two numbers that differ by less than this part are the same, rounded."""

Pair = tuple[float, float, str]
"""Value of an arm, of the one compared with, and the record that gives them."""


def audit(corpus: Corpus) -> Iterator[Gap]:
    """Relative numbers of statements, against arms' values there or behind the claim."""
    seen = set[tuple[str, int]]()
    for item in expressed(corpus):
        pairs = [*_own(item.id, item.statement), *_studied(corpus, item)]
        for number, quantity in enumerate(item.statement.quantities):
            is_told = quantity.role in ROLES and quantity.span is not None
            if is_told and (item.id, number) not in seen:
                for gap in _gaps(item, quantity, pairs):
                    seen.add((item.id, number))
                    yield gap


def _own(statement_id: str, statement: StatementFile) -> list[Pair]:
    """Every order of two arms' values in percent that the statement itself gives."""
    values = [
        quantity.value
        for quantity in statement.quantities
        if quantity.role is QuantityRole.arm_value and quantity.unit == "%"
    ]
    return [(first, second, statement_id) for first, second in permutations(values, 2)]


def _studied(corpus: Corpus, item: Expressed) -> Iterator[Pair]:
    """Arms' values in percent of the findings behind the claim."""
    for line in item.claim.evidence:
        found = behind.finding(corpus, line)
        if found and found.unit == "%":
            first, second = found.arm_value, found.comparator_value
            if first is not None and second is not None:
                yield first, second, f"{line.study}.{found.id}"


def _readings(first: float, second: float) -> dict[Scale, float]:
    """What a pair comes to on each scale."""
    readings = {Scale.percentage_points: first - second}
    if second:
        readings[Scale.ratio] = first / second
        readings[Scale.relative_change] = (first / second - 1) * 100
    return readings


def _gaps(item: Expressed, quantity: QuantityFile, pairs: list[Pair]) -> Iterator[Gap]:
    read = [(_readings(first, second), pair) for pair in pairs for first, second, _ in [pair]]
    own = [readings[quantity.scale] for readings, _ in read if quantity.scale in readings]
    if any(_is_near(quantity.value, value) for value in own):
        return
    for readings, (first, second, record) in read:
        meant = [scale for scale, value in readings.items() if _is_near(quantity.value, value)]
        if meant and quantity.scale in readings:
            yield Gap(
                statement=item.id,
                claim=item.claim.id,
                severity=Severity.major,
                said=f"{quantity.value:g} {quantity.unit} as {_words(quantity.scale)}",
                evidence_says=(
                    f"{first:g} % against {second:g} %: "
                    + naming.listed(
                        f"{value:.3g} as {_words(name)}" for name, value in readings.items()
                    )
                    + "."
                ),
                explanation=(
                    f"The number is right only as {_words(meant[0])}; told as"
                    f" {_words(quantity.scale)} it is another result."
                ),
                records=(record,),
            )
            return


def _is_near(said: float, value: float) -> bool:
    return said * value > 0 and abs(said - value) <= NEAR * abs(value)


def _words(scale: Scale) -> str:
    return scale.value.replace("_", " ")
