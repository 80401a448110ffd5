"""The fields of a arm, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import NamedTuple

from kb.api.table import Column, Table


class ArmRow(NamedTuple):
    """A group or condition of a study.

    Parameters
    ----------
    arm_id
        Id: its study's and its own.
    study_id
        The study.
    label
        Its name.
    intervention
        What was done.
    intervention_id
        Id: What was done.
    n
        People in it.
    cointerventions
        What else they received.
    """

    arm_id: str
    study_id: str
    label: str
    intervention: str | None
    intervention_id: str | None
    n: int | None
    cointerventions: str | None


TABLE = Table(
    name="arms",
    one="arm",
    several="arms",
    source=(
        '(select t."id" as "arm_id", t."study" as "study_id", t."label", (select '
        'label from term where id = t."intervention") as "intervention", '
        't."intervention" as "intervention_id", t."n", t."cointerventions" from arm '
        "t)"
    ),
    key="arm_id",
    title="label",
    searched="",
    columns={
        "arm_id": Column("text", refers="arm"),
        "study_id": Column("text", refers="study"),
        "label": Column("text"),
        "intervention": Column("text", refers="term:intervention"),
        "intervention_id": Column("text", refers="term"),
        "n": Column("number", is_whole=True),
        "cointerventions": Column("text"),
    },
    loaded=None,
)
