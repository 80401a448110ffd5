"""Spans side by side, in lanes and in the text."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kb.site.document.highlight import MOST_LANES, pieces
from kb.site.document.lanes import lanes

TEXT = "One sentence says it. Another says more."
spans = st.tuples(st.integers(0, 39), st.integers(1, 40)).map(
    lambda ends: (min(ends[0], ends[1] - 1), max(ends[0] + 1, ends[1]))
)


def statements(*places: tuple[int, int]) -> list[dict[str, Any]]:
    """Give statements at places of the text."""
    return [{"char_start": start, "char_end": end} for start, end in places]


def test_span_within_another_gets_the_next_lane() -> None:
    assert lanes([(0, 10), (3, 5), (5, 8), (10, 12)]) == [0, 1, 1, 0]


def test_lanes_do_not_depend_on_the_order_of_the_spans() -> None:
    assert lanes([(3, 5), (0, 10)]) == [1, 0]


@given(st.lists(spans, max_size=12))
def test_spans_of_one_lane_never_overlap(found: list[tuple[int, int]]) -> None:
    placed = list(zip(found, lanes(found), strict=True))
    for index, ((start, end), lane) in enumerate(placed):
        for (other_start, other_end), other_lane in placed[index + 1 :]:
            assert lane != other_lane or end <= other_start or other_end <= start


@given(st.lists(spans, max_size=12))
def test_pieces_put_together_are_the_text(found: list[tuple[int, int]]) -> None:
    made = pieces(TEXT, statements(*found))
    assert "".join(piece.text for piece in made) == TEXT
    assert sum(len(piece.begins) for piece in made) == len(found)


def test_pieces_know_what_is_over_them() -> None:
    made = pieces(TEXT, statements((0, 21), (4, 12)))
    assert [(piece.text, piece.lanes) for piece in made] == [
        ("One ", (0,)),
        ("sentence", (0, 1)),
        (" says it.", (0,)),
        (" Another says more.", ()),
    ]


def test_deep_overlap_shares_the_last_line() -> None:
    made = pieces(TEXT, statements(*[(0, 40)] * (MOST_LANES + 2)))
    assert made[0].lanes == tuple(range(MOST_LANES))


def test_text_may_begin_within_the_document() -> None:
    made = pieces("says it. Another", statements((0, 21), (13, 16), (22, 29), (30, 40)), offset=13)
    assert [(piece.text, len(piece.begins)) for piece in made] == [
        ("say", 1),
        ("s it.", 0),
        (" ", 0),
        ("Another", 1),
    ]


def test_chosen_statement_is_marked_wherever_it_reaches() -> None:
    rows = [
        {"char_start": start, "char_end": end, "statement_id": key}
        for key, start, end in (("outer", 0, 21), ("inner", 4, 12))
    ]
    made = pieces(TEXT, rows, chosen="outer")
    assert [piece.is_chosen for piece in made] == [True, True, True, False]
    assert not any(piece.is_chosen for piece in pieces(TEXT, rows, chosen=""))
