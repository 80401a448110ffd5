"""How much of a page a document takes, and how much is left out until it has room."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.exports.summary import paper, room
from kb.exports.summary.block import Break, Document, PageBreak, Paragraph, Record, Text
from kb.exports.summary.content.filling import fills, fullest
from tests.exports.whole import document, plain, whole


def paragraphs(n: int) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(plain("word " * 100)) for _ in range(n))


def test_text_takes_as_many_lines_as_it_needs() -> None:
    assert room.lines(plain("word"), 20) == 1
    assert room.lines((Text("one"), Break(), Text("two")), 20) == 2
    assert room.lines(plain("word " * 20), 20) == 3
    assert room.lines(plain("a" + "w" * 14), 3) > 2


@given(st.text(st.sampled_from("ab -./0")), st.floats(2, 50))
def test_in_less_room_text_takes_no_fewer_lines(text: str, wide: float) -> None:
    assert room.lines(plain(text), wide) >= room.lines(plain(text), 2 * wide)


def test_bold_is_wider_and_ids_are_smaller() -> None:
    text = "word " * 400
    bold, usual = room.lines((Text(text, bold=True),), 50), room.lines(plain(text), 50)
    assert bold > usual > room.lines((Record("claim", text),), 50)


def test_the_type_is_the_largest_that_has_room() -> None:
    sizes = [room.size(document(*paragraphs(n), one_page=True)) for n in (1, 13, 15, 17, 19, 90)]
    assert sizes[0] == paper.SIZES[0]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] == paper.SIZES[-1]
    assert len(set(sizes)) > 2


def test_each_page_is_filled_by_itself() -> None:
    half = paragraphs(18)
    assert not room.fits(document(*half, *half))
    assert room.fits(document(*half, PageBreak(), *half))
    assert room.fits(Document("claim", "", "", "", (), ()))


def test_everything_takes_room() -> None:
    every = whole(one_page=True)
    blocks = [block for block in every.blocks if not isinstance(block, PageBreak)]
    none = [block for block in blocks if room.fits(replace(every, blocks=(block,) * 300))]
    assert none == []


# -- how much stands on a page ---------------------------------------------------------------


@dataclass(frozen=True)
class Fill:
    """How much there is of two things."""

    first: int
    second: int


ORDER = (("first", 2), ("second", 1), ("first", 1))


def test_one_fewer_is_taken_at_a_time() -> None:
    assert fills(Fill(3, 2), ORDER) == [Fill(3, 2), Fill(2, 2), Fill(2, 1), Fill(1, 1)]


@pytest.mark.parametrize(("most", "chosen"), [(9, (3, 2)), (4, (2, 2)), (3, (2, 1)), (0, (1, 1))])
def test_the_most_that_has_room_is_chosen(most: int, chosen: tuple[int, int]) -> None:
    found = fullest(fills(Fill(3, 2), ORDER), lambda fill: fill.first + fill.second <= most)
    assert found == Fill(*chosen)
