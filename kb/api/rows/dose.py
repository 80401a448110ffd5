"""The fields of a dose, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import NamedTuple, get_args

from kb.api import words
from kb.api.table import Column, Table


class DoseRow(NamedTuple):
    """A dose, advised by a document or used in a study, in canonical units.

    Parameters
    ----------
    owner_type
        statement, protocol_step, guidance (advised) or arm (studied).
    owner_id
        Id of the statement, step, guidance or arm.
    population
        For whom.
    session_min_low
        Session length in minutes, lower end.
    session_min_high
        Session length in minutes, upper end.
    sessions_per_week_low
        Sessions per week, lower end.
    sessions_per_week_high
        Sessions per week, upper end.
    weeks_low
        Weeks, lower end.
    weeks_high
        Weeks, upper end.
    speed_mps_low
        Speed in metres per second, lower end.
    speed_mps_high
        Speed in metres per second, upper end.
    grade_pct_low
        Incline in percent, lower end.
    grade_pct_high
        Incline in percent, upper end.
    total_min
        Minutes in all, where length, frequency and weeks are single values.
    stage
        The part of the programme it speaks of.
    wording
        The dose in its original units.
    intensity
        How hard.
    supervision
        Who watches over the sessions.
    progression
        How the dose grows.
    dose_id
        Id of the dose.
    """

    owner_type: str
    owner_id: str
    population: str | None
    session_min_low: float | None
    session_min_high: float | None
    sessions_per_week_low: float | None
    sessions_per_week_high: float | None
    weeks_low: float | None
    weeks_high: float | None
    speed_mps_low: float | None
    speed_mps_high: float | None
    grade_pct_low: float | None
    grade_pct_high: float | None
    total_min: float | None
    stage: words.DoseStage
    wording: str | None
    intensity: str | None
    supervision: str | None
    progression: str | None
    dose_id: str


TABLE = Table(
    name="doses",
    one="dose",
    several="doses",
    source="dose_table",
    key="dose_id",
    title="wording",
    searched="",
    columns={
        "owner_type": Column("text"),
        "owner_id": Column("text"),
        "population": Column("text", refers="term:population"),
        "session_min_low": Column("number"),
        "session_min_high": Column("number"),
        "sessions_per_week_low": Column("number"),
        "sessions_per_week_high": Column("number"),
        "weeks_low": Column("number"),
        "weeks_high": Column("number"),
        "speed_mps_low": Column("number"),
        "speed_mps_high": Column("number"),
        "grade_pct_low": Column("number"),
        "grade_pct_high": Column("number"),
        "total_min": Column("number"),
        "stage": Column("word", words=get_args(words.DoseStage)),
        "wording": Column("text"),
        "intensity": Column("text"),
        "supervision": Column("text"),
        "progression": Column("text"),
        "dose_id": Column("text", refers="dose"),
    },
    loaded=None,
)
