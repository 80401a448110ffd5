"""Effects in words: estimates with their intervals, pools, and who stands behind them."""

from __future__ import annotations

from kb.exports.summary.rows import Row
from kb.schema.amount import measured
from kb.schema.spelling import number, unit_after
from kb.schema.study_vocabulary import Measure
from kb.schema.wording import counted, words

USUAL_LEVEL = 0.95
SMALL = 0.1
_OPERATORS = {"lt": "<", "le": "≤", "gt": ">", "ge": "≥", "approx": "≈"}


def measure(row: Row) -> str:
    """What an estimate is."""
    return "estimate as reported" if row["measure"] == Measure.other else words(row["measure"])


def estimate(row: Row) -> str:
    """`Mean difference 0.11 m/s (95 % CI 0.01 to 0.21)`; nothing where none was read."""
    if row["estimate"] is None:
        return ""
    value = measured(row["estimate"], None, row["unit"])
    return f"{measure(row)} {value}{_interval(row) or _chance(row)}"


def _interval(row: Row) -> str:
    low, high = row["ci_low"], row["ci_high"]
    if low is None and high is None:
        return ""
    ends = (
        "no lower end" if low is None else number(low),
        "no upper end" if high is None else number(high),
    )
    return f" ({_percent(row['ci_level'] or USUAL_LEVEL)} CI {ends[0]} to {ends[1]})"


def _percent(level: float) -> str:
    return f"{number(level * 100)} %"


def _chance(row: Row) -> str:
    if row["p"] is None:
        return ""
    return f" (p {_OPERATORS.get(row['p_operator'], '=')} {number(row['p'])})"


def pooled(row: Row) -> str:
    """A pooled estimate with its interval, to two decimals where these say enough."""
    value = f"{_short(row['estimate'])}{unit_after(row['unit'] or '1')}"
    return f"{measure(row)} {value} (95 % CI {_ends(row['ci_low'], row['ci_high'])})"


def pool_notes(row: Row) -> str:
    """What a pool is made of, and how far its studies differ."""
    made = (
        counted(row["k_reports"], "report"),
        counted(row["k_studies"], "study", "studies"),
        counted(row["k_cohorts"], "cohort"),
        f"n = {number(row['n'])}" if row["n"] is not None else None,
    )
    differ = (
        f"a further study may show {_ends(row['pi_low'], row['pi_high'])}"
        if row["pi_low"] is not None
        else None,
        f"τ² {_short(row['tau2'])}" if row["tau2"] is not None else None,
        f"I² {_short(row['i2'])} %" if row["i2"] is not None else None,
        row["model"],
    )
    return "; ".join((", ".join(filter(None, made)), *filter(None, differ)))


def _ends(low: float, high: float) -> str:
    return f"{_short(low)} to {_short(high)}"


def _short(value: float) -> str:
    """Two decimals; of a small number three significant digits."""
    return number(round(value, 2) if abs(value) >= SMALL else float(f"{value:.3g}"))


def behind(row: Row) -> str:
    """`5 studies of 4 cohorts, 120 people in the 3 that tell; 2 reviews`."""
    if not row["n_studies"]:
        return counted(row["n_reviews"], "review") if row["n_reviews"] else "no study"
    studies = counted(row["n_studies"], "study", "studies")
    if row["n_cohorts"] != row["n_studies"]:
        studies += f" of {counted(row['n_cohorts'], 'cohort')}"
    reviews = f"; {counted(row['n_reviews'], 'review')}" if row["n_reviews"] else ""
    return f"{studies}, {_people(row)}{reviews}"


def _people(row: Row) -> str:
    if row["people"] is None:
        return "number of people not told"
    people = f"{number(row['people'])} people"
    if row["n_telling"] < row["n_cohorts"]:
        return f"{people} in the {number(row['n_telling'])} that tell"
    return people
