"""The card of a claim: what it says, and that all of it has room."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.figures.card import EDGE, GREEN, GREY, HEIGHT, RED, WIDTH, Card, draw
from kb.figures.text import width
from kb.schema.vocabulary import Certainty, VerdictRating

SVG = "{http://www.w3.org/2000/svg}"
CARD = Card("Humming makes plants taller.", VerdictRating.supported, Certainty.low, "Humming")


def parsed(card: Card) -> ET.Element:
    """Give the card as XML."""
    return ET.fromstring(draw(card))  # noqa: S314 - our own text


def words(card: Card) -> list[str]:
    """Give its lines of text."""
    return ["".join(text.itertext()) for text in parsed(card).iter(f"{SVG}text")]


def test_card_says_claim_verdict_certainty_and_whose_it_is() -> None:
    assert words(CARD) == ["Humming", CARD.claim, "Supported", "low certainty"]
    filled = [circle.get("fill") != "none" for circle in parsed(CARD).iter(f"{SVG}circle")]
    assert filled == [True, True, False, False]


def test_card_of_a_claim_that_was_not_assessed_says_so() -> None:
    assert words(Card("It is so.", None, None, "Humming")) == [
        *("Humming", "It is so.", "Not yet assessed"),
    ]


@pytest.mark.parametrize(
    ("verdict", "colour"),
    [
        (VerdictRating.mostly_supported, GREEN),
        (VerdictRating.contradicted, RED),
        (VerdictRating.not_checkable, GREY),
        (None, GREY),
    ],
)
def test_verdict_has_its_colour_beside_its_words(
    verdict: VerdictRating | None, colour: str
) -> None:
    assert colour in draw(Card("It is so.", verdict, None, "Humming"))


def test_long_claim_is_written_smaller_and_one_without_end_is_cut() -> None:
    sizes = [
        next(
            text
            for text in parsed(Card(claim, None, None, "")).iter(f"{SVG}text")
            if "word" in (text.text or "")
        ).get("font-size")
        for claim in ("a word", "a word or two " * 12, "a word or two " * 500)
    ]
    assert sizes == ["64", "48", "36"]
    assert words(Card("a word or two " * 500, None, None, ""))[-2].endswith(" …")


@given(st.text(max_size=3000), st.text(max_size=300))
def test_all_words_have_room_on_the_card(claim: str, site: str) -> None:
    for text in parsed(Card(claim, VerdictRating.mixed, Certainty.high, site)).iter(f"{SVG}text"):
        size, told = float(text.get("font-size") or 0), "".join(text.itertext())
        assert float(text.get("x") or 0) + width(told, size) <= WIDTH - EDGE / 2
        assert size <= float(text.get("y") or 0) <= HEIGHT - EDGE
