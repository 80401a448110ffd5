"""Rows of studies: reports, arms with doses, findings with places, appraisal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlmodel import SQLModel

from kb.corpus import Corpus
from kb.database.rows.fields import cited, columns
from kb.database.rows.guidance import dose_row
from kb.schema.quantity import Dose
from kb.schema.study import (
    Appraisal,
    AppraisalFields,
    Arm,
    ArmFields,
    Cohort,
    Finding,
    FindingFields,
    FindingFile,
    MissingValue,
    Study,
    StudyFields,
    StudyFile,
    StudyInclusion,
    StudyReport,
)

Rows = Iterator[tuple[type[SQLModel], dict[str, Any]]]


def rows(corpus: Corpus) -> Rows:
    """Studies with all that is written below them; a study without a cohort is its own."""
    studies = [record.value for record in corpus.studies.values()]
    for cohort in sorted({study.cohort or study.id for study in studies}):
        yield Cohort, {"id": cohort}
    for study in studies:
        key = {"id": study.id, "cohort": study.cohort or study.id}
        yield Study, {**key, **columns(StudyFields, study)}
        yield from _links(study)
        yield from _arms(study)
        for finding in study.findings:
            yield Finding, _finding(study.id, finding)
        yield from _appraisals(study)


def _links(study: StudyFile) -> Rows:
    for report in study.reports:
        yield StudyReport, {"study": study.id, "source": report.source, "role": report.role}
    for included in dict.fromkeys(study.includes):
        yield StudyInclusion, {"review": study.id, "study": included}
    for missing in study.missing:
        yield MissingValue, {"study": study.id, "name": missing.name, "reason": missing.reason}


def _arms(study: StudyFile) -> Rows:
    for arm in study.arms:
        arm_id = f"{study.id}.{arm.id}"
        yield Arm, {"id": arm_id, "study": study.id, **columns(ArmFields, arm)}
        if arm.dose:
            yield Dose, dose_row("arm", arm_id, study.population, arm.dose)


def _finding(study: str, value: FindingFile) -> dict[str, Any]:
    source, locator = cited(value.place)
    return {
        "id": f"{study}.{value.id}",
        "study": study,
        "source": source,
        "locator": locator,
        "arm": value.arm and f"{study}.{value.arm}",
        "comparator_arm": value.comparator_arm and f"{study}.{value.comparator_arm}",
        **columns(FindingFields, value),
        "recipe": value.recipe and value.recipe.method,
        "recipe_inputs": value.recipe.inputs if value.recipe else {},
        "recipe_assumptions": value.recipe and value.recipe.assumptions,
    }


def _appraisals(study: StudyFile) -> Rows:
    for number, appraisal in enumerate(study.appraisals, 1):
        source, locator = cited(appraisal.place)
        key = {"id": f"{study.id}.a{number}", "study": study.id}
        place = {"source": source, "locator": locator}
        yield Appraisal, {**key, **place, **columns(AppraisalFields, appraisal)}
