"""Numbers of findings and pooled estimates as statistics of an Evidence."""

from __future__ import annotations

from collections.abc import Iterator

from kb.exports.fhir.code import (
    ATTRIBUTE,
    COMPARATORS,
    DEVIATION,
    I_SQUARED,
    INTERVAL,
    NARRATIVE,
    P_VALUE,
    STATISTIC,
    STATISTICS,
    TAU_SQUARED,
    UCUM,
    Q,
    concept,
)
from kb.exports.fhir.resource import Resource, notes
from kb.exports.selection import Row

USUAL_LEVEL = 0.95
"""The level of pooled intervals."""


def of_finding(row: Row) -> Iterator[Resource]:
    """The estimate, or the result in words; then the values in each arm."""
    has_number = row["value"] is not None
    code = STATISTICS.get(str(row["estimate_type"])) if has_number else NARRATIVE
    yield {
        "description": row["result"],
        "note": notes(*_remarks(row)),
        "statisticType": concept(STATISTIC, code, row["estimate_type"]),
        "quantity": quantity(row["value"], row["unit"]),
        "sampleSize": {"numberOfParticipants": row["n_analysed"], "knownDataCount": row["n"]},
        "attributeEstimate": list(_around(row)),
    }
    for side in ("arm", "comparator"):
        if row[f"{side}_value"] is not None:
            yield _in_arm(row, side)


def _remarks(row: Row) -> Iterator[str]:
    told = (("At", "timepoint"), ("Under", "conditions"), ("Place in the source", "locator"))
    for name, column in told:
        if row[column]:
            yield f"{name}: {row[column]}."
    if row["recipe"]:
        assumed = f"; assuming {row['recipe_assumptions']}" if row["recipe_assumptions"] else ""
        yield f"Computed from reported numbers: {row['recipe']}{assumed}."


def _around(row: Row) -> Iterator[Resource]:
    """How sure the estimate is."""
    if row["ci_low"] is not None or row["ci_high"] is not None:
        yield interval(row, "ci", concept(ATTRIBUTE, INTERVAL), row["ci_level"])
    if row["p"] is not None:
        sign = COMPARATORS.get(str(row["p_operator"]))
        yield _estimate(P_VALUE, {**quantity(row["p"], None), "comparator": sign})
    if row["se"] is not None:
        yield {"type": {"text": "standard error"}, "quantity": quantity(row["se"], row["unit"])}
    if row["sd"] is not None:
        yield _estimate(DEVIATION, quantity(row["sd"], row["unit"]))


def _in_arm(row: Row, side: str) -> Resource:
    deviation = row[f"{side}_sd"]
    return {
        "description": f"In the arm: {row[f'{side}_label']}",
        "quantity": quantity(row[f"{side}_value"], row["unit"]),
        "attributeEstimate": [_estimate(DEVIATION, quantity(deviation, row["unit"]))]
        if deviation is not None
        else [],
    }


def of_synthesis(row: Row) -> Resource:
    """A pooled estimate, with its intervals and how far studies differ."""
    spread = ((TAU_SQUARED, row["tau2"], None), (I_SQUARED, row["i2"], "%"), (Q, row["q"], None))
    predicted: Resource = {"text": "prediction interval"}
    return {
        "description": f"Pooled over {row['k_cohorts']} cohorts, {row['k_studies']} studies,"
        f" {row['k_reports']} reports.",
        "statisticType": concept(STATISTIC, STATISTICS.get(str(row["measure"])), row["measure"]),
        "quantity": quantity(row["estimate"], row["unit"]),
        "sampleSize": {"numberOfStudies": row["k_studies"], "numberOfParticipants": row["n"]},
        "attributeEstimate": [
            interval(row, "ci", concept(ATTRIBUTE, INTERVAL), USUAL_LEVEL),
            *([interval(row, "pi", predicted, USUAL_LEVEL)] if row["pi_low"] is not None else []),
            *(
                _estimate(code, quantity(value, unit))
                for code, value, unit in spread
                if value is not None
            ),
        ],
        "modelCharacteristic": [{"code": {"text": row["model"]}}],
        "note": notes(f"Of no effect: {row['null_value']:g}."),
    }


def interval(row: Row, name: str, kind: Resource, level: object) -> Resource:
    """A range with its level."""
    ends = {end: quantity(row[f"{name}_{end}"], row["unit"]) for end in ("low", "high")}
    return {"type": kind, "level": level, "range": ends}


def quantity(value: object, unit: object) -> Resource:
    """A number in a UCUM unit; a bare one where none is told."""
    known = {"unit": unit, "system": UCUM, "code": unit} if unit and value is not None else {}
    return {"value": value, **known}


def _estimate(code: str, value: Resource) -> Resource:
    return {"type": concept(ATTRIBUTE, code), "quantity": value}
