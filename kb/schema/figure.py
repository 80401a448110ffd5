"""Figures: pictures of what is known of a claim, drawn at every build."""

from sqlmodel import SQLModel

from kb.schema.base import field, words
from kb.schema.vocabulary import FigureKind


class Figure(SQLModel, table=True):
    """A picture of what is known of a claim: SVG that stands alone, and the same in words."""

    figure_id: str = field(
        "Id of the figure: its claim's, its kind and a number.", primary_key=True
    )
    claim_id: str = field("The claim.", foreign_key="claim.id")
    kind: FigureKind = field("What it shows.", sa_type=words(FigureKind))
    title: str = field("What it is a picture of.")
    description: str = field("All that it shows, in words, for whoever does not see it.")
    width: int = field("Its width.", unit="px")
    height: int = field("Its height.", unit="px")
    svg: str = field("The picture.")
