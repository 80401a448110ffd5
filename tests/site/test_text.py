"""Spans side by side: in lanes, on the strip, and in the text."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kb.site.highlight import MOST_LANES, pieces
from kb.site.lanes import lanes
from kb.site.strip import LEAST, WIDTH, strip

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


def test_strip_spans_the_document_from_end_to_end() -> None:
    made = strip(statements((0, 20), (20, 40)), 40)
    assert [(bar.x, bar.y) for bar in made.bars] == [(0, 0), (WIDTH / 2, 0)]
    assert made.bars[-1].x + made.bars[-1].width <= WIDTH


def test_short_statement_is_still_seen_on_the_strip() -> None:
    assert strip(statements((5, 6)), 100_000).bars[0].width == LEAST


def test_strip_of_nothing_is_empty() -> None:
    assert strip([], 0).bars == []
