"""What a plot's title, axis and rows say."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from kb.analysis import behind
from kb.analysis.comparison import REVIEWS, Comparison
from kb.analysis.interval import LEVEL
from kb.corpus import Corpus
from kb.schema.spelling import number, unit_after
from kb.schema.study_vocabulary import Measure
from kb.schema.vocabulary import Standing


def citation(corpus: Corpus, one: Comparison) -> str:
    """`Smith et al. 2001`: where the finding was read."""
    return corpus.sources[_key(one)].short_citation


def year(corpus: Corpus, one: Comparison) -> tuple[float, str]:
    """By what rows are put in order; what has no year comes last."""
    return corpus.sources[_key(one)].year or math.inf, one.record


def title(corpus: Corpus, bearing: Sequence[Comparison], measure: Measure) -> str:
    """`Sleep, Insomnia Severity Index: mean difference`."""
    names = [corpus.terms[bearing[0].finding.outcome].value.label]
    instruments = {one.finding.measure for one in bearing}
    instrument = instruments.pop()
    if not instruments and instrument is not None:
        names.append(corpus.terms[instrument].value.label)
    told = f"{', '.join(names)}: {_words(measure)}"
    return told[:1].upper() + told[1:]


def _words(measure: Measure) -> str:
    return "estimate as reported" if measure is Measure.other else measure.replace("_", " ")


def axis(measure: Measure, unit: str | None, *, is_log: bool) -> str:
    """`Mean difference, m/s`."""
    after = "standard deviations" if is_standardised(measure) else unit_after(unit or "1").strip()
    parts = [_words(measure).capitalize(), after, "logarithmic axis" if is_log else ""]
    return ", ".join(filter(None, parts))


def is_standardised(measure: Measure) -> bool:
    """Whether its unit is the standard deviation."""
    return measure is Measure.standardised_mean_difference


def notes(
    corpus: Corpus, bearing: Sequence[Comparison], *, with_conditions: bool = False
) -> list[str]:
    """What sets rows apart: people, kind of study; where a name comes twice, all there is."""
    names = [citation(corpus, one) for one in bearing]
    return [
        _note(corpus, one, with_conditions=with_conditions, is_repeated=names.count(name) > 1)
        for one, name in zip(bearing, names, strict=True)
    ]


def _note(corpus: Corpus, one: Comparison, *, with_conditions: bool, is_repeated: bool) -> str:
    finding, arm = one.finding, behind.arm(one.study, one.finding.arm)
    is_full = with_conditions or is_repeated or finding.estimate_type is Measure.other
    n, level = finding.n or one.study.n_analysed, finding.ci_level
    is_retracted = corpus.sources[_key(one)].fields.get("standing") == Standing.retracted
    told = (
        "retracted" if is_retracted else None,
        _design(one) if one.study.design in REVIEWS else None,
        f"n = {number(n)}" if n else None,
        f"{number(level * 100)} % interval" if level not in {None, LEVEL} else None,
        *((finding.conditions, finding.timepoint) if is_full else ()),
        *_indirect(one),
        arm.label if arm and is_repeated else None,
    )
    return ", ".join(filter(None, dict.fromkeys(told)))


def _design(one: Comparison) -> str:
    return one.study.design.replace("meta_", "meta-").replace("_", " ")


def _indirect(one: Comparison) -> Iterator[str]:
    """Of what is not what the claim speaks of: what it is, and in which respect it differs."""
    if far := behind.far(one.line):
        arm = behind.arm(one.study, one.finding.arm)
        yield f"indirect: another {' and '.join(far)}"
        yield arm.label if arm else ""


def _key(one: Comparison) -> str:
    """The source of a finding."""
    return one.finding.place.partition("[")[0]
