"""The fields of a version of a claim, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import NamedTuple

from kb.api.table import Column, Table


class VersionRow(NamedTuple):
    """A version of a claim: those that were released, and the one that stands here.

    Parameters
    ----------
    version_id
        What is quoted: the claim, `@`, and the version.
    claim_id
        The claim.
    version
        The version.
    position
        Which of the claim's versions, from 1 for the oldest.
    date
        When it was released first; empty before that.
    current
        1 for the version that stands here.
    n_changes
        How many fields are different by now.
    """

    version_id: str
    claim_id: str
    version: str
    position: int
    date: str | None
    current: int
    n_changes: int


TABLE = Table(
    name="versions",
    one="version of a claim",
    several="versions of claims",
    source=(
        '(select t.claim || \'@\' || t.version as "version_id", t."claim" as '
        '"claim_id", t."version", t."position", t."date", t."current", t."n_changes" '
        "from claim_version t)"
    ),
    key="version_id",
    title="date",
    searched="",
    columns={
        "version_id": Column("text", refers="claim_version"),
        "claim_id": Column("text", refers="claim"),
        "version": Column("text"),
        "position": Column("number", is_whole=True),
        "date": Column("text"),
        "current": Column("flag", is_whole=True),
        "n_changes": Column("number", is_whole=True),
    },
    loaded=None,
)
