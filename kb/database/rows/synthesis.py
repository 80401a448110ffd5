"""Rows of pooled estimates: the pool, what went into it and what not, it without each, drawn."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from sqlmodel import SQLModel

from kb.analysis.plots.said import said
from kb.analysis.synthesis import Input, Synthesis, synthesise
from kb.corpus import Corpus, Record
from kb.database.rows import figure
from kb.schema import evidence
from kb.schema.claim import ClaimFile

if TYPE_CHECKING:
    from kb.analysis.pooling import Pooled

Rows = Iterator[tuple[type[SQLModel], dict[str, Any]]]


def rows(corpus: Corpus, claims: Iterable[Record[ClaimFile]] | None = None) -> Rows:
    """Per claim with findings behind it, and what it looks like beside what is said.

    Parameters
    ----------
    claims
        Only these; None: all.
    """
    statements = said(corpus)
    for record in corpus.claims.values() if claims is None else claims:
        found = synthesise(corpus, record.value)
        yield from of_claim(record.id, found)
        yield from figure.rows(corpus, record.value, found, statements.get(record.id, ()))


def of_claim(claim: str, found: Synthesis) -> Rows:
    """The pool of a claim if it has one, and what all findings behind the claim are to it."""
    key = f"{claim}.pool" if found.pooled else None
    if found.scale and found.pooled and key:
        back = math.exp if found.scale.is_ratio else float
        own = {"id": key, "claim": claim}
        yield evidence.Synthesis, {**own, **_what(found), **_numbers(found.pooled, back)}
        yield from _without(key, found, back)
    for one in found.inputs:
        yield evidence.SynthesisInput, {"claim": claim, **_input(one, found, key)}


def _what(found: Synthesis) -> dict[str, Any]:
    """What was pooled of whom."""
    if found.scale is None:  # pragma: no cover - a pool has a scale
        return {}
    sizes = [one.comparison.finding.n for one in found.used]
    instruments = found.instruments
    return {
        "measure": found.scale.measure,
        "outcome": found.scale.outcome,
        "instrument": next(iter(instruments)) if len(instruments) == 1 else None,
        "unit": found.scale.unit,
        "k_reports": sum(found.studies.values()),
        "k_studies": len(found.studies),
        "k_cohorts": len(found.used),
        "n": sum(filter(None, sizes)) if all(sizes) else None,
    }


def _numbers(pooled: Pooled, back: Callable[[float], float]) -> dict[str, Any]:
    """The estimate with its intervals, on the scale that readers know."""
    spread = pooled.heterogeneity
    ends = {"pi_low": pooled.pi_low, "pi_high": pooled.pi_high}
    return {
        "model": f"random effects; {pooled.method}; {pooled.interval}",
        "estimate": back(pooled.estimate),
        "ci_low": back(pooled.ci_low),
        "ci_high": back(pooled.ci_high),
        **{name: None if end is None else back(end) for name, end in ends.items()},
        "tau2": spread and spread.tau2,
        "i2": spread and spread.i2,
        "q": spread and spread.q,
        "null_value": back(0.0),
    }


def _without(key: str, found: Synthesis, back: Callable[[float], float]) -> Rows:
    for one, other in zip(found.used, found.others, strict=False):
        yield (
            evidence.SynthesisWithout,
            {
                "synthesis": key,
                "finding": one.comparison.record,
                "estimate": back(other.estimate),
                "ci_low": back(other.ci_low),
                "ci_high": back(other.ci_high),
                "i2": other.heterogeneity and other.heterogeneity.i2,
            },
        )


def _input(one: Input, found: Synthesis, key: str | None) -> dict[str, Any]:
    return {
        "finding": one.comparison.record,
        "synthesis": key,
        "used": one.reason is None,
        "reason": one.reason,
        "measure": found.scale.measure if found.scale and one.effect else None,
        "yi": one.effect and one.effect.value,
        "vi": one.effect and one.effect.variance,
        "weight": one.weight,
    }
