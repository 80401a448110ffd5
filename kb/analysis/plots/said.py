"""Numbers that statements give to a claim, and those of compared conditions side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from kb.analysis.expression import Expressed, expressed
from kb.analysis.forest import Kind
from kb.analysis.plots.plot import Plot, Shown
from kb.corpus import Corpus
from kb.schema.claim import ClaimFile
from kb.schema.quantity import QuantityFile
from kb.schema.spelling import MINUS, number, unit_after
from kb.schema.vocabulary import FigureKind, Operator, QuantityRole, Scale

BOUNDS = {QuantityRole.upper_bound: "up to", QuantityRole.lower_bound: "at least"}
OPERATORS = {
    Operator.approx: "about",
    Operator.lt: "below",
    Operator.le: "at most",
    Operator.gt: "above",
    Operator.ge: "at least",
}
SHARES = frozenset({Scale.absolute, Scale.percent_of_reference})


def said(corpus: Corpus) -> dict[str, list[Expressed]]:
    """Claim to the statements with numbers that make it, and claims of no other outcome.

    Of a statement that makes claims of several outcomes nobody wrote down which a number is of.
    """
    found, outcomes = expressed(corpus), dict[str, set[str | None]]()
    for item in found:
        outcomes.setdefault(item.id, set()).add(item.claim.outcome)
    by_claim: dict[str, list[Expressed]] = {}
    for item in found:
        if item.statement.quantities and len(outcomes[item.id]) == 1:
            by_claim.setdefault(item.claim.id, []).append(item)
    return by_claim


def before(quantity: QuantityFile) -> str:
    """What stands before a number: `up to`, `about`; nothing of a plain one."""
    is_strict = quantity.operator in {Operator.lt, Operator.gt}
    bound = None if is_strict else BOUNDS.get(quantity.role)
    return bound or OPERATORS.get(quantity.operator, "")


def beside(quantity: QuantityFile) -> str:
    """What else is known of a number."""
    recipe = quantity.recipe and f"computed: {quantity.recipe.replace('-', MINUS)}"
    told = (
        quantity.qualifier and f"“{quantity.qualifier}”",
        quantity.per and f"per {quantity.per}",
        quantity.conditions,
        recipe,
    )
    return ", ".join(filter(None, told))


def pairs(corpus: Corpus, claim: ClaimFile, statements: Sequence[Expressed]) -> Iterator[Plot]:
    """A plot for the values of compared conditions that a statement gives, as bars from zero."""
    for item in statements:
        values = [one for one in item.statement.quantities if _is_bar(one)]
        for _, group in groupby(values, key=_scale):
            bars = list(group)
            if len({one.arm for one in bars}) == len(bars) > 1:
                yield _pair(corpus, claim, item, bars)


def _is_bar(quantity: QuantityFile) -> bool:
    """Whether it is the value of a condition that can be drawn from zero."""
    is_written = quantity.span is not None and quantity.value_high is None
    is_value = quantity.role is QuantityRole.arm_value and quantity.arm is not None
    return is_written and is_value and quantity.scale in SHARES and quantity.value >= 0


def _scale(quantity: QuantityFile) -> tuple[object, ...]:
    """What values must share to stand on one axis."""
    own = quantity.kind, quantity.unit, quantity.scale, quantity.reference, quantity.per
    return *own, quantity.conditions


def _pair(corpus: Corpus, claim: ClaimFile, item: Expressed, bars: Sequence[QuantityFile]) -> Plot:
    document, unit = corpus.documents[item.document].value.title, unit_after(bars[0].unit)
    told = [f"{before(one)} {number(one.value)}{unit}".lstrip() for one in bars]
    shown = [
        Shown(Kind.said, one.arm or "", one.value, 0.0, one.value, words, beside(one))
        for one, words in zip(bars, told, strict=True)
    ]
    return Plot(
        title=f"As “{document}” has it",
        subject=claim.claim,
        axis=_axis(bars[0], unit.strip()),
        shown=tuple(shown),
        null=0.0,
        null_told="",
        kind=FigureKind.versus,
        name="Numbers said",
    )


def _axis(quantity: QuantityFile, unit: str) -> str:
    """`Length, cm`; of a share, of what it is one."""
    if quantity.scale is Scale.percent_of_reference and quantity.reference:
        return f"{unit} of {quantity.reference}"
    return ", ".join(filter(None, (quantity.kind.replace("_", " ").capitalize(), unit)))
