"""The fields of a figure, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import NamedTuple, get_args

from kb.api import words
from kb.api.table import Column, Table


class FigureRow(NamedTuple):
    """A picture of what is known of a claim: SVG that stands alone, and the same in words.

    Parameters
    ----------
    figure_id
        Id of the figure: its claim's, its kind and a number.
    claim_id
        The claim.
    kind
        What it shows.
    title
        What it is a picture of.
    description
        All that it shows, in words, for whoever does not see it.
    width
        Its width, in px.
    height
        Its height, in px.
    svg
        The picture.
    """

    figure_id: str
    claim_id: str
    kind: words.FigureKind
    title: str
    description: str
    width: int
    height: int
    svg: str


TABLE = Table(
    name="figures",
    one="figure",
    several="figures",
    source=(
        '(select t."figure_id", t."claim_id", t."kind", t."title", t."description", '
        't."width", t."height", t."svg" from figure t)'
    ),
    key="figure_id",
    title="title",
    searched="",
    columns={
        "figure_id": Column("text", refers="figure"),
        "claim_id": Column("text"),
        "kind": Column("word", words=get_args(words.FigureKind)),
        "title": Column("text"),
        "description": Column("text"),
        "width": Column("number", is_whole=True),
        "height": Column("number", is_whole=True),
        "svg": Column("text"),
    },
    loaded=None,
)
