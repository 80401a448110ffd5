"""GRADE: the level of certainty that a start and its domains lead to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kb.schema.evidence import CertaintyFile
from kb.schema.vocabulary import Certainty, Rating

LEVELS = (Certainty.very_low, Certainty.low, Certainty.moderate, Certainty.high)
STEPS: Mapping[Rating, int] = {
    Rating.none: 0,
    Rating.serious: -1,
    Rating.very_serious: -2,
    Rating.extremely_serious: -3,
    Rating.up_one: 1,
    Rating.up_two: 2,
}


def level(start: Certainty, ratings: Iterable[Rating]) -> Certainty:
    """The level that the domains' ratings lead to, never beyond the ends of the scale."""
    step = LEVELS.index(start) + sum(STEPS[rating] for rating in ratings)
    return LEVELS[min(max(step, 0), len(LEVELS) - 1)]


def assessed(certainty: CertaintyFile) -> Certainty:
    """The level of a written certainty: an override, or what its domains give."""
    ratings = (domain.rating for domain in certainty.domains)
    return certainty.override or level(certainty.start, ratings)
