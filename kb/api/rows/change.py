"""The fields of a change, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import NamedTuple, get_args

from kb.api import words
from kb.api.table import Column, Table


class ChangeRow(NamedTuple):
    """A field of an older version of a claim that is different by now.

    Parameters
    ----------
    change_id
        Id: the claim, the version and a number.
    claim_id
        The claim.
    version
        The older version.
    part
        What of the claim it belongs to.
    record
        Which of several, as the finding of a line of evidence.
    kind
        Whether that part was added, removed or changed since.
    field_name
        The field.
    before
        What it said in that version.
    now
        What it says here.
    """

    change_id: str
    claim_id: str
    version: str
    part: words.VersionPart
    record: str | None
    kind: words.ChangeKind
    field_name: str
    before: str | None
    now: str | None


TABLE = Table(
    name="changes",
    one="change",
    several="changes",
    source=(
        '(select t."id" as "change_id", t."claim" as "claim_id", t."version", '
        't."part", t."record", t."kind", t."field_name", t."before", t."now" from '
        "claim_change t)"
    ),
    key="change_id",
    title="field_name",
    searched="",
    columns={
        "change_id": Column("text", refers="claim_change"),
        "claim_id": Column("text", refers="claim"),
        "version": Column("text"),
        "part": Column("word", words=get_args(words.VersionPart)),
        "record": Column("text"),
        "kind": Column("word", words=get_args(words.ChangeKind)),
        "field_name": Column("text"),
        "before": Column("text"),
        "now": Column("text"),
    },
    loaded=None,
)
