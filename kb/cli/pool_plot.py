"""The pool of a claim as text: what it says, a forest plot, and what was left out of it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from kb.analysis.forest import Kind, Row, lines
from kb.analysis.interval import around
from kb.schema.study_vocabulary import Measure

Cells = Mapping[str, object]
RATIOS = frozenset({Measure.ratio_of_means, Measure.risk_ratio, Measure.odds_ratio})
SHOWN = (
    *("measure", "outcome", "instrument", "unit", "k_reports", "k_studies", "k_cohorts", "n"),
    *("i2", "tau2", "model", "n_dropped"),
)


def told(pool: Cells) -> dict[str, object]:
    """What a pool is of, without the numbers that the plot shows."""
    return {name: pool[name] for name in SHOWN}


def plot(pools: Sequence[Cells], inputs: Sequence[Cells], room: int | None = None) -> list[str]:
    """The forest plot; nothing where no finding has a place on a common scale."""
    studies = [_study(one) for one in inputs if one["yi"] is not None and _is_drawn(one, pools)]
    if not studies:
        return []
    null = 1.0 if any(one["measure"] in RATIOS for one in inputs) else 0.0
    return lines([*studies, *(row for pool in pools for row in _pooled(pool))], null, room)


def left_out(inputs: Sequence[Cells]) -> list[str]:
    """What is not in the pool, and why."""
    return [
        f"not pooled: {one['citation']} [{one['finding']}]: {one['reason']}"
        for one in inputs
        if not one["used"]
    ]


def _is_drawn(one: Cells, pools: Sequence[Cells]) -> bool:
    """Whether a finding is in the pool, or there is none to be in."""
    return bool(one["used"]) or not pools


def _study(one: Cells) -> Row:
    effect, variance = _number(one["yi"]), _number(one["vi"])
    low, high = around(effect, math.sqrt(variance))
    weight = None if one["weight"] is None else _number(one["weight"])
    ends = (effect, low, high)
    if one["measure"] in RATIOS:
        ends = (math.exp(effect), math.exp(low), math.exp(high))
    return Row(Kind.study, str(one["citation"]), *ends, weight)


def _pooled(pool: Cells) -> list[Row]:
    estimate = _number(pool["estimate"])
    return [
        Row(Kind.pooled, "pooled", estimate, *_ends(pool, "ci")),
        Row(Kind.prediction, "prediction", estimate, *_ends(pool, "pi")),
    ]


def _ends(pool: Cells, name: str) -> tuple[float, float]:
    return _number(pool[f"{name}_low"]), _number(pool[f"{name}_high"])


def _number(value: object) -> float:
    return float(str(value))
