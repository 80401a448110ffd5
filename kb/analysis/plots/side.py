"""Which of two compared things a value below and above no effect speaks for."""

from __future__ import annotations

from collections.abc import Sequence

from kb.analysis import behind
from kb.analysis.comparison import Comparison, turn
from kb.analysis.estimate import POOLABLE
from kb.analysis.hierarchy import is_within
from kb.corpus import Corpus
from kb.schema.claim import ClaimFile
from kb.schema.study import ArmFile
from kb.schema.vocabulary import Better

ENDS = frozenset({Better.higher, Better.lower})


def favours(
    corpus: Corpus, claim: ClaimFile, found: Sequence[Comparison], *, is_turned: bool
) -> tuple[str, str] | None:
    """Names for below and above no effect; None where they, or which way is better, are unknown.

    Parameters
    ----------
    is_turned
        Whether the values were turned so that what the claim speaks of comes first.
    """
    better = _better(corpus, found)
    pairs = [_arms(corpus, claim, one, is_turned=is_turned) for one in found]
    arms = [pair for pair in pairs if pair is not None]
    if better is None or len(arms) < len(found):
        return None
    first = _name(corpus, [pair[0] for pair in arms], claim.intervention)
    second = _name(corpus, [pair[1] for pair in arms], claim.comparator)
    if first is None or first == second:
        return None
    names = (second or "the comparison", first)
    return names if better is Better.higher else (names[1], names[0])


def _better(corpus: Corpus, found: Sequence[Comparison]) -> Better | None:
    """Which way is good, if all agree; of a number that is no effect between arms it is unsaid."""
    if any(one.finding.estimate_type not in POOLABLE for one in found):
        return None
    ways = {corpus.terms[one.finding.measure or one.finding.outcome].value.better for one in found}
    way = ways.pop()
    return way if not ways and way in ENDS else None


def _arms(
    corpus: Corpus, claim: ClaimFile, one: Comparison, *, is_turned: bool
) -> tuple[ArmFile, ArmFile] | None:
    """Both arms, in the order in which the value compares them."""
    names = (one.finding.arm, one.finding.comparator_arm)
    arms = [found for name in names if (found := behind.arm(one.study, name)) is not None]
    if len(arms) < len(names):
        return None
    if is_turned and turn(corpus, claim, one.study, one.finding) < 0:
        arms.reverse()
    return arms[0], arms[1]


def _name(corpus: Corpus, arms: Sequence[ArmFile], claimed: str | None) -> str | None:
    """What arms have in common: their label, the thing that the claim names, or what was done."""
    labels = {arm.label for arm in arms}
    done = {arm.intervention for arm in arms if arm.intervention}
    if len(labels) == 1:
        return labels.pop()
    if any(arm.intervention is None for arm in arms):
        return None
    if claimed and all(is_within(corpus, each, claimed) for each in done):
        return corpus.terms[claimed].value.label
    return corpus.terms[done.pop()].value.label if len(done) == 1 else None
