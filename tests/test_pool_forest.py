"""Forest plots in characters."""

from __future__ import annotations

from dataclasses import replace

import pytest
from inline_snapshot import snapshot
from rich.cells import cell_len

from kb.analysis.forest import WIDTH, Kind, Row, domain, lines, numbers, rows
from kb.analysis.pooling import Way, pool

LABELS = ["Abbot 1999", "Bishop & Co <2001>", "Canon 2010", "茶 2012"]
EFFECTS, VARIANCES = [-0.2, 0.1, 0.9, 0.3], [0.01, 0.04, 4.0, 0.02]


def shown(effects: list[float] = EFFECTS, variances: list[float] = VARIANCES) -> list[Row]:
    """Give the rows of a plot."""
    return rows(LABELS[: len(effects)], effects, variances, pool(effects, variances))


def test_plot_in_characters() -> None:
    assert "\n".join(lines(shown(), 0.0)) == snapshot("""\
Abbot 1999                       ├─■─┤┊                           −0.20 [−0.40,  0.00]   38.9 %
Bishop & Co <2001>                ├────■───┤                       0.10 [−0.29,  0.49]   26.7 %
Canon 2010          ←───────────────────────────■──────────────→   0.90 [−3.02,  4.82]    0.6 %
茶 2012                               ├──■──┤                      0.30 [ 0.02,  0.58]   33.8 %
pooled                          ◀═════◆═════▶                      0.06 [−0.45,  0.56]
prediction                  ├┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┤                       [−0.85,  0.96]
                    −1.55                                   2.25\
""")


@pytest.mark.parametrize("room", [60, 66, 72, 80, 88])
def test_plot_fits_the_room_that_there_is_and_cuts_no_number(room: int) -> None:
    drawn = lines(shown(), 0.0, room)
    assert max(map(cell_len, drawn)) <= room
    told = numbers(shown())
    assert all(text in line for text, line in zip(told, drawn, strict=False))


def test_with_little_room_the_picture_gives_first_then_the_labels() -> None:
    widest, wide, narrow = (lines(shown(), 0.0, room)[1] for room in (200, 80, 60))
    assert widest == lines(shown(), 0.0)[1]
    assert wide.startswith("Bishop & Co <2001>  ")
    assert narrow.startswith("Bishop & Co…  ")


def test_room_for_weights_is_not_taken_where_there_are_none() -> None:
    bare = [replace(row, weight=None) for row in shown()]
    assert len(lines(bare, 0.0, 70)[-1]) > len(lines(shown(), 0.0, 70)[-1])


def test_single_study_stands_without_a_pool() -> None:
    alone = shown([0.3], [0.01])
    assert [row.kind for row in alone] == [Kind.study]
    assert "■" in lines(alone, 0.0)[0]


def test_common_effect_has_no_row_for_a_prediction() -> None:
    common = rows(LABELS, EFFECTS, VARIANCES, pool(EFFECTS, VARIANCES, Way.of("EE")))
    assert [row.kind for row in common[4:]] == [Kind.pooled]


def test_interval_beyond_the_picture_ends_in_arrows() -> None:
    wide = lines(shown(), 0.0)[2]
    assert "←" in wide
    assert "→" in wide


def test_line_of_no_effect_is_drawn_where_there_is_one() -> None:
    assert any("┊" in line for line in lines(shown(), 0.0))
    assert not any("┊" in line for line in lines(shown(), None))
    assert not any("┊" in line for line in lines(shown([90, 91], [0.1, 0.1]), 0.0))


def test_axis_reaches_to_no_effect_that_is_near() -> None:
    near = shown([1.0, 1.1], [0.01, 0.01])
    assert domain(near)[0] < 1
    assert domain(near, 0.0)[0] <= 0


def test_long_labels_are_cut_and_wide_letters_keep_the_columns() -> None:
    long = Row(Kind.study, "x" * 99, 0, -1, 1)
    wide = Row(Kind.study, "茶" * 9, 0, -1, 1)
    first, second, _ = lines([long, wide], 0.0)
    assert first.startswith("x" * 31 + "…  ├")
    assert second.index("├") == 32 + 2 - 9


@pytest.mark.parametrize(
    ("effects", "variances", "told"),
    [
        ([0, 1], [0.01, 0.01], "0.0 [ −0.2,   0.2]"),
        ([120, 150], [4, 4], "120 [ 116,  124]"),
        ([2e9, 5e9], [1e12, 1e12], "2e+09"),
        ([1e-9, 2e-9], [1e-18, 1e-18], "1e−09"),
    ],
)
def test_numbers_have_the_digits_that_the_picture_needs(
    effects: list[float], variances: list[float], told: str
) -> None:
    assert told in numbers(shown(effects, variances))[0]


def test_number_that_is_rounded_to_zero_has_no_minus() -> None:
    assert numbers([Row(Kind.study, "a", -1e-9, -1, 1)]) == [" 0.00 [−1.00,  1.00]"]


def test_interval_without_width_is_drawn() -> None:
    for value in (0.0, 5.0, 1e120):
        assert "■" in lines([Row(Kind.study, "a", value, value, value)], 0.0)[0]
    assert all(len(line) > WIDTH for line in lines(shown([1.0, 1.0], [1e-30, 1e-30]), 0.0))
