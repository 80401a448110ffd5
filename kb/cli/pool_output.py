"""A pool as one JSON object, one CSV line, a page of text with a forest plot, or a picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from textwrap import wrap

from kb.analysis.effects.measure import BACK, MEASURES, Measure
from kb.analysis.forest import Row, lines
from kb.analysis.plots.plot import Plot, computed
from kb.analysis.pooling import Pooled
from kb.analysis.pooling.definition import definitions
from kb.cli.effect_table import EffectTable
from kb.cli.output import room

WRAPPED = 96
"""Columns of words that go to no terminal."""
MOST = 100
"""Rows that are drawn; of more, the first and the pool."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was read and what came of it; `others` are the pools without each study in turn."""

    table: EffectTable
    pooled: Pooled
    measure: str | None
    rows: list[Row]
    others: list[Pooled]

    @property
    def drawn(self) -> list[Row]:
        """The rows of a plot: not too many studies, and the pool."""
        k = self.pooled.k
        return [*self.rows[: min(k, MOST)], *self.rows[k:]]

    @property
    def kind(self) -> Measure | None:
        """The measure, if it was said."""
        return MEASURES[self.measure] if self.measure else None

    @property
    def null(self) -> float | None:
        """The value of no effect, where there is one."""
        return self.kind.null if self.kind else 0.0

    @property
    def title(self) -> str:
        """`13 studies, risk ratio (log scale)`."""
        k = self.pooled.k
        head = f"{k} studies" if k > 1 else "one study, which is no pool"
        if self.kind is None:
            return f"{head}, effects as given"
        scale = "" if self.kind.scale == "raw" else f" ({self.kind.scale} scale)"
        return f"{head}, {self.kind.title}{scale}"


def summary(outcome: Outcome) -> dict[str, object]:
    """All single values, by stable names."""
    pooled, found, kind = outcome.pooled, outcome.pooled.heterogeneity, outcome.kind
    return {
        "k": pooled.k,
        "estimate": pooled.estimate,
        "se": pooled.se,
        "ci_low": pooled.ci_low,
        "ci_high": pooled.ci_high,
        "pi_low": pooled.pi_low,
        "pi_high": pooled.pi_high,
        "tau2": found and found.tau2,
        "i2": found and found.i2,
        "q": found and found.q,
        "q_p": found and found.q_p,
        "method": pooled.method,
        "interval": pooled.interval,
        "p": pooled.p,
        "df": pooled.df,
        "level": pooled.level,
        "prediction": pooled.prediction,
        "tau2_low": found and found.tau2_low,
        "tau2_high": found and found.tau2_high,
        "i2_q": found and found.i2_q,
        "measure": outcome.measure,
        "scale": kind.scale if kind else "as given",
        "columns": ", ".join(outcome.table.columns),
        **_back(outcome),
        **definitions(pooled),
        "measure_definition": _measured(kind),
    }


def _measured(kind: Measure | None) -> str:
    """What the effects are, in words."""
    if kind is None:
        return "effects and variances as given in the file"
    scale = "" if kind.scale == "raw" else f", pooled on the {kind.scale} scale"
    return f"{kind.title}{scale}{'; ' if kind.convention else ''}{kind.convention}"


def _back(outcome: Outcome) -> dict[str, float | None]:
    """The estimate and its ends, brought back from their scale where that can be done."""
    pooled = outcome.pooled
    back = BACK.get(outcome.kind.scale) if outcome.kind else None
    ends = {
        "estimate": pooled.estimate,
        "ci_low": pooled.ci_low,
        "ci_high": pooled.ci_high,
        "pi_low": pooled.pi_low,
        "pi_high": pooled.pi_high,
    }
    return {f"back_{name}": _brought(value, back) for name, value in ends.items()}


def _brought(value: float | None, back: Callable[[float], float] | None) -> float | None:
    """A number brought back; None where it would be too large for one."""
    if value is not None and back is not None:
        with suppress(OverflowError):
            return back(value)
    return None


def as_object(outcome: Outcome) -> dict[str, object]:
    """All single values, and the studies with their weights."""
    table = outcome.table
    columns = zip(table.labels, table.effects, table.variances, outcome.pooled.weights, strict=True)
    studies = [dict(zip(("label", "yi", "vi", "weight"), study, strict=True)) for study in columns]
    names = ("label", "estimate", "ci_low", "ci_high")
    without = [
        dict(zip(names, (label, other.estimate, other.ci_low, other.ci_high), strict=True))
        for label, other in zip(table.labels, outcome.others, strict=False)
    ]
    return {
        **summary(outcome),
        "studies": studies,
        **({"leave_one_out": without} if without else {}),
    }


def as_plot(outcome: Outcome) -> Plot:
    """The rows as a picture shows them, on the scale on which they are pooled."""
    measured = "effect as given" if outcome.kind is None else outcome.title.partition(", ")[2]
    return Plot(
        title=outcome.title[:1].upper() + outcome.title[1:],
        subject="",
        axis=measured[:1].upper() + measured[1:],
        shown=tuple(computed(outcome.drawn, [])),
        null=outcome.null,
    )


def as_text(outcome: Outcome) -> str:
    """The numbers, the forest plot, and what is meant by them."""
    hidden = outcome.pooled.k - MOST
    return "\n".join(
        [
            outcome.title,
            "",
            *_numbers(outcome),
            "",
            *lines(outcome.drawn, outcome.null, room()),
            *([f"{hidden} more studies are pooled, but not drawn"] if hidden > 0 else []),
            *_without(outcome),
            "",
            *_words(outcome),
        ]
    )


def _numbers(outcome: Outcome) -> list[str]:
    """The small table: a name, a value, its interval."""
    pooled, found = outcome.pooled, outcome.pooled.heterogeneity
    back = _back(outcome)
    p = "" if pooled.p is None else f"   p {number(pooled.p)}"
    told = [
        ("estimate", pooled.estimate, f"{_span(pooled.ci_low, pooled.ci_high)}{p}"),
        ("brought back", back["back_estimate"], _span(back["back_ci_low"], back["back_ci_high"])),
        ("standard error", pooled.se, ""),
    ]
    if pooled.pi_low is not None:
        told.append(("further study", None, _span(pooled.pi_low, pooled.pi_high)))
        told.append(("brought back", None, _span(back["back_pi_low"], back["back_pi_high"])))
    if found:
        told += [
            ("tau²", found.tau2, _span(found.tau2_low, found.tau2_high)),
            ("I², %", found.i2, f"by Q {number(found.i2_q)}"),
            ("Q", found.q, f"on {pooled.k - 1} df   p {number(found.q_p)}"),
        ]
    return [
        f"  {name:14}  {'' if value is None else number(value):>10}  {rest}".rstrip()
        for name, value, rest in told
        if value is not None or rest
    ]


def _span(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f"[{number(low)}, {number(high)}]"


def number(value: float) -> str:
    """Four significant digits, with a real minus."""
    return f"{value:.4g}".replace("-", "−")


def _without(outcome: Outcome) -> list[str]:
    """The pool without each study in turn."""
    told = [
        f"  without {label}: {number(other.estimate)}  {_span(other.ci_low, other.ci_high)}"
        for label, other in zip(outcome.table.labels, outcome.others, strict=False)
    ]
    return ["", *told] if told else []


def _words(outcome: Outcome) -> list[str]:
    """The definitions, one below the other."""
    level = f"{outcome.pooled.level * 100:g} % intervals"
    words = {"measure": _measured(outcome.kind), **definitions(outcome.pooled)}
    lines_ = [f"{name.removesuffix('_definition')}: {told}" for name, told in words.items()]
    return [
        level,
        *(
            part
            for line in lines_
            for part in wrap(line, room() or WRAPPED, subsequent_indent="  ")
        ),
    ]


def as_columns(outcome: Outcome) -> tuple[Sequence[str], Sequence[Sequence[object]]]:
    """All single values as the names of columns and one row."""
    told = summary(outcome)
    return list(told), [list(told.values())]
