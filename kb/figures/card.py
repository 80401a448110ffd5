"""The card of a claim: what shows where its address is shared."""

from __future__ import annotations

from dataclasses import dataclass

from kb.figures.style import FONT
from kb.figures.svg import NAMESPACE, element, label
from kb.figures.text import wrapped
from kb.schema.vocabulary import Certainty, VerdictRating

WIDTH, HEIGHT, EDGE = 1200, 630, 72
SIZES = (64, 56, 48, 42, 36)
"""Sizes of the claim, the largest that has room."""
TOP, BOTTOM, LEADING = 120, 420, 1.22
"""Between which heights the claim stands, and how far its lines are apart."""
PAPER, INK, SOFT, BAR = "#fbfaf7", "#1d2125", "#565f69", "#17384a"
GREEN, AMBER, RED, GREY = "#2c6a3a", "#82590a", "#a2321f", "#5c636b"
COLOURS = {
    VerdictRating.supported: GREEN,
    VerdictRating.mostly_supported: GREEN,
    VerdictRating.mixed: AMBER,
    VerdictRating.mostly_unsupported: RED,
    VerdictRating.contradicted: RED,
}
LEVELS = (Certainty.very_low, Certainty.low, Certainty.moderate, Certainty.high)


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says; verdict and certainty are None where a claim was not yet assessed."""

    claim: str
    verdict: VerdictRating | None
    certainty: Certainty | None
    site: str


def draw(card: Card) -> str:
    """The card as SVG, in light colours."""
    colour = COLOURS.get(card.verdict, GREY) if card.verdict else GREY
    verdict = card.verdict.replace("_", " ") if card.verdict else "not yet assessed"
    size, lines = _fitted(card.claim)
    parts = [
        element("rect", width=WIDTH, height=HEIGHT, fill=PAPER),
        element("rect", width=WIDTH, height=12, fill=BAR),
        label(EDGE, 78, _short(card.site, 28), font_size=28, fill=SOFT),
        *(
            label(EDGE, TOP + size * LEADING * row + size, text, font_size=size, fill=INK)
            for row, text in enumerate(lines)
        ),
        element("rect", x=EDGE, y=462, width=16, height=96, fill=colour),
        label(EDGE + 40, 504, verdict.capitalize(), font_size=42, font_weight="bold", fill=colour),
        *(_certainty(card.certainty) if card.certainty else ()),
    ]
    return element(
        "svg",
        *parts,
        xmlns=NAMESPACE,
        width=WIDTH,
        height=HEIGHT,
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        font_family=FONT,
    )


def _certainty(level: Certainty) -> list[str]:
    """Four circles, of which as many are filled as the certainty has steps; and its words."""
    filled = LEVELS.index(level)
    circles = [
        element(
            "circle",
            cx=EDGE + 54 + 36 * step,
            cy=542,
            r=12,
            fill=INK if step <= filled else "none",
            stroke=INK,
            stroke_width=3,
        )
        for step in range(len(LEVELS))
    ]
    words = f"{level.replace('_', ' ')} certainty"
    return [*circles, label(EDGE + 200, 553, words, font_size=32, fill=INK)]


def _fitted(claim: str) -> tuple[int, list[str]]:
    """The claim in lines, as large as there is room; one that has none is cut."""
    for size in SIZES:
        lines = wrapped(claim, WIDTH - 2 * EDGE, size)
        room = int((BOTTOM - TOP) / (size * LEADING))
        if len(lines) <= room:
            return size, lines
    return size, [*lines[: room - 1], f"{lines[room - 1]} …"]


def _short(text: str, size: int) -> str:
    """What of a text has room in one line."""
    first, *others = wrapped(text, WIDTH - 2 * EDGE, size) or [""]
    return f"{first} …" if others else first
