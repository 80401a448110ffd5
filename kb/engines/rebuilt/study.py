"""Studies from rows, with reports, arms, findings and appraisals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kb.engines.rebuilt.dose import dose
from kb.engines.rebuilt.tables import Row, Tables, own, written
from kb.schema.study import AppraisalFields, ArmFields, FindingFields, StudyFields, StudyFile


def studies(tables: Tables) -> dict[str, StudyFile]:
    """Studies by id, with what the tables have of each."""
    rows = tables.all("study")
    return {row["id"]: StudyFile.model_validate(dict(_study(tables, row))) for row in rows}


def _study(tables: Tables, row: Row) -> Iterator[tuple[str, Any]]:
    key = row["id"]
    yield "id", key
    yield "cohort", row["cohort"] if row["cohort"] != key else None
    yield from written(StudyFields, row).items()
    reports = tables.of("study_report", "study", key)
    yield "reports", [{"source": one["source"], "role": one["role"]} for one in reports]
    yield "arms", [_arm(tables, one) for one in tables.of("arm", "study", key)]
    yield "findings", [_finding(one) for one in tables.of("finding", "study", key)]
    yield "appraisals", [_appraisal(one) for one in tables.of("appraisal", "study", key)]
    yield "includes", [one["study"] for one in tables.of("study_inclusion", "review", key)]
    missing = tables.of("missing_value", "study", key)
    yield "missing", [{"name": one["name"], "reason": one["reason"]} for one in missing]


def _arm(tables: Tables, row: Row) -> dict[str, Any]:
    key = row["id"]
    return {"id": own(key), **written(ArmFields, row), "dose": dose(tables, "arm", key)}


def _finding(row: Row) -> dict[str, Any]:
    recipe = row.get("recipe") and {
        "method": row["recipe"],
        "inputs": row["recipe_inputs"],
        "assumptions": row.get("recipe_assumptions"),
    }
    return {
        **written(FindingFields, row),
        "id": own(row["id"]),
        "place": _place(row),
        "arm": own(row.get("arm")),
        "comparator_arm": own(row.get("comparator_arm")),
        "recipe": recipe,
    }


def _appraisal(row: Row) -> dict[str, Any]:
    return {**written(AppraisalFields, row), "place": _place(row)}


def _place(row: Row) -> str | None:
    """`smith2001[p. 12]`."""
    source, locator = row.get("source"), row.get("locator")
    return f"{source}[{locator}]" if source and locator else source
