"""The fields of a finding, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import NamedTuple, get_args

from kb.api import words
from kb.api.loading import loader
from kb.api.table import Column, Table


class FindingRow(NamedTuple):
    """A result of a study, with its place in a source.

    Parameters
    ----------
    finding_id
        Id: its study's and its own.
    study_id
        The study.
    source_key
        Where it was read.
    locator
        Where in the source.
    arm_id
        The arm.
    comparator_arm_id
        The arm compared with.
    outcome
        What was measured.
    outcome_id
        Id: What was measured.
    measure
        The instrument.
    measure_id
        Id: The instrument.
    timepoint
        When.
    conditions
        Under what, as “5 km/h, level”.
    direction
        What was observed of the outcome: in the arm against the one compared with, or over
        time.
    estimate_type
        What the estimate is.
    value
        The estimate, in `unit`.
    unit
        UCUM code of the estimate's unit.
    ci_low
        Lower end of the confidence interval, in `unit`.
    ci_high
        Upper end of the confidence interval, in `unit`.
    ci_level
        Level of the confidence interval, in 1.
    se
        Standard error of the estimate, in `unit`.
    sd
        Standard deviation that goes with it, in `unit`.
    p
        p value, in 1.
    p_operator
        How p stands to the value given.
    n
        People behind it.
    arm_value
        Value in the first arm, in `unit`.
    arm_sd
        Standard deviation in the first arm, in `unit`.
    comparator_value
        Value in the arm compared with, in `unit`.
    comparator_sd
        Standard deviation there, in `unit`.
    derivation
        Whether it stands in the source or was computed.
    result
        The result in own words.
    recipe
        For a derived value: the method that computed it.
    recipe_inputs
        The numbers that went into it.
    recipe_assumptions
        What was assumed beyond them.
    """

    finding_id: str
    study_id: str
    source_key: str
    locator: str | None
    arm_id: str | None
    comparator_arm_id: str | None
    outcome: str
    outcome_id: str
    measure: str | None
    measure_id: str | None
    timepoint: str | None
    conditions: str | None
    direction: words.ClaimDirection | None
    estimate_type: words.Measure
    value: float | None
    unit: str | None
    ci_low: float | None
    ci_high: float | None
    ci_level: float | None
    se: float | None
    sd: float | None
    p: float | None
    p_operator: words.Operator | None
    n: int | None
    arm_value: float | None
    arm_sd: float | None
    comparator_value: float | None
    comparator_sd: float | None
    derivation: words.Derivation
    result: str | None
    recipe: str | None
    recipe_inputs: tuple[tuple[str, float], ...]
    recipe_assumptions: str | None


TABLE = Table(
    name="findings",
    one="finding",
    several="findings",
    source=(
        '(select t."id" as "finding_id", t."study" as "study_id", t."source" as '
        '"source_key", t."locator", t."arm" as "arm_id", t."comparator_arm" as '
        '"comparator_arm_id", (select label from term where id = t."outcome") as '
        '"outcome", t."outcome" as "outcome_id", (select label from term where id = '
        't."measure") as "measure", t."measure" as "measure_id", t."timepoint", '
        't."conditions", t."direction", t."estimate_type", t."value", t."unit", '
        't."ci_low", t."ci_high", t."ci_level", t."se", t."sd", t."p", '
        't."p_operator", t."n", t."arm_value", t."arm_sd", t."comparator_value", '
        't."comparator_sd", t."derivation", t."result", t."recipe", '
        't."recipe_inputs", t."recipe_assumptions" from finding t)'
    ),
    key="finding_id",
    title="result",
    searched="",
    columns={
        "finding_id": Column("text", refers="finding"),
        "study_id": Column("text", refers="study"),
        "source_key": Column("text", refers="source"),
        "locator": Column("text"),
        "arm_id": Column("text", refers="arm"),
        "comparator_arm_id": Column("text", refers="arm"),
        "outcome": Column("text", refers="term:outcome"),
        "outcome_id": Column("text", refers="term"),
        "measure": Column("text", refers="term:measure"),
        "measure_id": Column("text", refers="term"),
        "timepoint": Column("text"),
        "conditions": Column("text"),
        "direction": Column("word", words=get_args(words.ClaimDirection)),
        "estimate_type": Column("word", words=get_args(words.Measure)),
        "value": Column("number"),
        "unit": Column("text"),
        "ci_low": Column("number"),
        "ci_high": Column("number"),
        "ci_level": Column("number"),
        "se": Column("number"),
        "sd": Column("number"),
        "p": Column("number"),
        "p_operator": Column("word", words=get_args(words.Operator)),
        "n": Column("number", is_whole=True),
        "arm_value": Column("number"),
        "arm_sd": Column("number"),
        "comparator_value": Column("number"),
        "comparator_sd": Column("number"),
        "derivation": Column("word", words=get_args(words.Derivation)),
        "result": Column("text"),
        "recipe": Column("text"),
        "recipe_inputs": Column("pairs"),
        "recipe_assumptions": Column("text"),
    },
    loaded=loader(31),
)
