"""What stands on a page, and how large."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.exports.summary import paper
from kb.exports.summary.block import (
    Block,
    Figure,
    Footnotes,
    Heading,
    PageBreak,
    Paragraph,
    Row,
)
from kb.figures.text import NOTE
from tests.exports.whole import plain, table

UPRIGHT = paper.Section(is_wide=False, blocks=())
NARROW, WIDE = table(), table(wide=True)
HEAD, NOTES, TEXT = Heading(1, "Doses", "doses"), Footnotes(()), Paragraph(plain("text"))


def turned(*blocks: Block) -> list[tuple[bool, tuple[Block, ...]]]:
    return [(each.is_wide, each.blocks) for each in paper.sections(blocks)]


def test_a_wide_table_takes_its_headings_and_notes_along() -> None:
    below = Heading(2, "Weeks", "weeks")
    assert turned(TEXT, HEAD, below, TEXT, WIDE, NOTES, TEXT) == [
        (False, (TEXT,)),
        (True, (HEAD, below, TEXT, WIDE, NOTES)),
        (False, (TEXT,)),
    ]


def test_a_wide_table_takes_no_text_without_a_heading() -> None:
    assert turned(TEXT, TEXT, WIDE) == [(False, (TEXT, TEXT)), (True, (WIDE,))]


def test_wide_tables_in_a_row_share_their_pages() -> None:
    assert turned(WIDE, HEAD, WIDE) == [(True, (WIDE, HEAD, WIDE))]


def test_pages_do_not_break_where_they_turn() -> None:
    assert turned(NARROW, PageBreak(), WIDE, PageBreak()) == [(False, (NARROW,)), (True, (WIDE,))]
    assert turned(PageBreak(), TEXT, PageBreak(), TEXT) == [(False, (TEXT, PageBreak(), TEXT))]


def test_nothing_is_a_page_as_well() -> None:
    assert turned() == turned(PageBreak()) == [(False, ())]


def test_a_figure_is_as_drawn_or_as_the_page_has_room_for() -> None:
    assert paper.fitted(Figure("", "", "", 96, 96), 16, 25) == pytest.approx(2.54)
    assert paper.fitted(Figure("", "", "", 9600, 96), 16, 25) == 16
    assert paper.fitted(Figure("", "", "", 100, 9600), 16, 20) == pytest.approx(18.4 / 96)


@pytest.mark.parametrize("points", paper.SIZES)
def test_no_type_of_a_figure_is_under_seven_points(points: float) -> None:
    """The widest figure of today is 720 wide, and its smallest type is that of notes."""
    widths = [
        paper.fitted(
            Figure("", "", "", 720, 300), *paper.room(UPRIGHT, paper.edge(one_page=one)), given
        )
        for one, given in ((True, points), (False, None))
    ]
    for width in widths:
        assert width / 720 * NOTE / paper.POINT >= 7


def test_the_text_of_a_turned_page_is_wider() -> None:
    rooms = [paper.room(paper.Section(is_wide, ()), 2) for is_wide in (False, True)]
    assert rooms == [pytest.approx(each) for each in ((17, 25.7), (25.7, 17))]


def test_there_is_more_room_where_a_document_is_to_fit_on_one_page() -> None:
    assert paper.edge(one_page=True) < paper.edge(one_page=False)


def test_only_a_long_row_may_be_split() -> None:
    assert paper.is_long(Row((plain("short"), plain("word " * 300))))
    assert not paper.is_long(Row((plain("word " * 200), plain("word " * 200))))


def test_long_words_break_after_their_marks() -> None:
    assert paper.pieces("see backward-walking-after_stroke.part now") == [
        "see backward-",
        "walking-",
        "after_",
        "stroke.",
        "part",
        " now",
    ]
    assert paper.pieces("") == [""]


def test_the_longest_word_is_the_longest_piece_of_one() -> None:
    assert paper.longest(plain("a very-unusually-long word")) == len("unusually-")
    assert paper.longest(()) == 0


@given(st.text(st.sampled_from("ab-./ ")))
def test_pieces_are_the_text_and_none_has_a_long_word(text: str) -> None:
    pieces = paper.pieces(text)
    assert "".join(pieces) == text
    assert all(len(word) <= 2 * paper.PIECE for piece in pieces for word in piece.split())
