"""Numbers that are said, beside what was measured: only where both are on one scale.

A relative change and a ratio of two conditions are the same number told twice. Points, shares of
something, changes over time and numbers whose base is not known are compared with nothing; a ratio
that was computed from what is said, only with what measured the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from kb.analysis import behind
from kb.analysis.comparison import Comparison
from kb.analysis.expression import Expressed
from kb.analysis.forest import Kind
from kb.analysis.hierarchy import is_within
from kb.analysis.plots.plot import Plot, Shown
from kb.analysis.plots.said import BOUNDS, before, beside
from kb.analysis.plots.words import citation, notes, year
from kb.analysis.relative import RATIOS, wording
from kb.analysis.synthesis import Synthesis
from kb.corpus import Corpus
from kb.schema.claim import ClaimFile
from kb.schema.quantity import QuantityFile
from kb.schema.spelling import number
from kb.schema.study import FindingFile
from kb.schema.vocabulary import (
    ClaimDirection,
    Directness,
    EvidenceDirection,
    FigureKind,
    QuantityRole,
    Scale,
)

ROLES = {QuantityRole.contrast, *BOUNDS}
Ends = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Ratio:
    """A number said or measured of two conditions, as the ratio of the one to the other."""

    value: float
    ends: Ends | None = None


@dataclass(frozen=True, slots=True)
class Axis:
    """How ratios are told: as changes in percent, or as they are."""

    is_change: bool

    def place(self, ratio: float) -> float:
        """Where a ratio stands."""
        return float(f"{(ratio - 1) * 100:.12g}") if self.is_change else ratio

    def told(self, ratio: float) -> str:
        """`+48.4 %`, or `1.48`."""
        return wording(ratio) if self.is_change else number(float(f"{ratio:.3g}"))


def versus(
    corpus: Corpus, claim: ClaimFile, found: Synthesis, statements: Sequence[Expressed]
) -> Iterator[Plot]:
    """What statements say of a claim's comparison, with what findings measured of it."""
    said = [
        (corpus.documents[item.document].value.title, one, ratio)
        for item in statements
        for one in item.statement.quantities
        if (ratio := _said(corpus, claim, one)) is not None
    ]
    measured = list(_measured(corpus, claim, found)) if said else []
    if any(one.recipe for _, one, _ in said):
        measured = [one for one in measured if _is_direct(one[0])]
    if not measured or claim.comparator is None or claim.outcome is None:
        return
    axis = Axis(any(one.scale is Scale.relative_change for _, one, _ in said))
    outcome, base = (corpus.terms[one].value.label for one in (claim.outcome, claim.comparator))
    noted = zip(measured, _notes(corpus, claim, [one for one, _ in measured]), strict=True)
    squares = [_square(axis, citation(corpus, one), ratio, note) for (one, ratio), note in noted]
    yield Plot(
        title=f"{outcome[:1].upper()}{outcome[1:]}: said and measured",
        subject=claim.claim,
        axis=f"Change against {base}, %" if axis.is_change else f"Ratio to {base}",
        shown=(*(_bar(axis, *one) for one in said), *squares),
        null=axis.place(1),
        null_told="no difference",
        kind=FigureKind.versus,
        name="Said and measured",
    )


def _said(corpus: Corpus, claim: ClaimFile, quantity: QuantityFile) -> Ratio | None:
    """A number said of the two conditions that the claim compares; None of any other."""
    high = quantity.value if quantity.value_high is None else quantity.value_high
    ends = (quantity.value, high)
    if quantity.role not in ROLES or not _is_of(corpus, claim, quantity):
        return None
    if quantity.scale is Scale.relative_change:
        is_fall = claim.direction is ClaimDirection.decrease and quantity.value > 0
        ends = (
            (1 - ends[0] / 100, 1 - high / 100) if is_fall else (1 + ends[0] / 100, 1 + high / 100)
        )
    elif quantity.scale is not Scale.ratio:
        return None
    return Ratio(ends[1], None if quantity.value_high is None else ends)


def _is_of(corpus: Corpus, claim: ClaimFile, quantity: QuantityFile) -> bool:
    """Whether a number has the base that the claim compares with."""
    if claim.comparator is None:
        return False
    term = corpus.terms[claim.comparator].value
    names = {name.casefold() for name in (term.label, *term.synonyms)}
    return quantity.reference is None or quantity.reference.casefold() in names


def _measured(
    corpus: Corpus, claim: ClaimFile, found: Synthesis
) -> Iterator[tuple[Comparison, Ratio]]:
    """Findings that compare the same two conditions, by year."""
    bearing = [one.comparison for one in found.inputs if _is_near(corpus, claim, one.comparison)]
    for one in sorted(bearing, key=partial(year, corpus)):
        if ratio := _ratio(one.finding):
            yield one, ratio


def _is_near(corpus: Corpus, claim: ClaimFile, one: Comparison) -> bool:
    """Whether the first arm did what the claim speaks of, and the second what it compares with."""
    wanted = {one.finding.arm: claim.intervention, one.finding.comparator_arm: claim.comparator}
    done = [(behind.arm(one.study, arm), term) for arm, term in wanted.items()]
    is_told = one.line.direction is not EvidenceDirection.no_information
    return (
        is_told
        and not behind.is_far(one.line)
        and all(
            arm and term and arm.intervention and is_within(corpus, arm.intervention, term)
            for arm, term in done
        )
    )


def _ratio(finding: FindingFile) -> Ratio | None:
    """A finding as the ratio of its arms; None of one that is not certainly their ratio."""
    is_change = finding.recipe is not None and finding.recipe.method == "relative-change"
    if finding.value is None or not (is_change or finding.estimate_type in RATIOS):
        return None
    if is_change:
        return Ratio(1 + finding.value / 100)
    low, high = finding.ci_low, finding.ci_high
    return Ratio(finding.value, None if low is None or high is None else (low, high))


def _notes(corpus: Corpus, claim: ClaimFile, bearing: Sequence[Comparison]) -> list[str]:
    """What rows were measured of, where that is not quite the claim's outcome, and under what."""
    told = zip(bearing, notes(corpus, bearing, with_conditions=True), strict=True)
    return [", ".join(filter(None, (_what(corpus, claim, one), note))) for one, note in told]


def _what(corpus: Corpus, claim: ClaimFile, one: Comparison) -> str:
    """Another outcome; or the instrument, where it does not measure the claim's directly."""
    finding = one.finding
    term = finding.measure if finding.outcome == claim.outcome else finding.outcome
    return corpus.terms[term].value.label if term and not _is_direct(one) else ""


def _is_direct(one: Comparison) -> bool:
    return one.line.outcome_directness is Directness.direct


def _bar(axis: Axis, label: str, quantity: QuantityFile, ratio: Ratio) -> Shown:
    """What is said, as a bar from no difference; of a range, from end to end."""
    ends = ratio.ends or (1.0, ratio.value)
    told = " to ".join(map(axis.told, ratio.ends or (ratio.value,)))
    low, high = sorted(map(axis.place, ends))
    words = f"{before(quantity)} {told}".lstrip()
    return Shown(Kind.said, label, axis.place(ratio.value), low, high, words, beside(quantity))


def _square(axis: Axis, label: str, ratio: Ratio, note: str) -> Shown:
    """What was measured."""
    value, told = axis.place(ratio.value), axis.told(ratio.value)
    if ratio.ends is None:
        return Shown(Kind.study, label, value, None, None, told, note)
    low, high = map(axis.place, ratio.ends)
    told = f"{told} ({' to '.join(map(axis.told, ratio.ends))})"
    return Shown(Kind.study, label, value, low, high, told, note)
