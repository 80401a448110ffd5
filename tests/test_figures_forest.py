"""Forest plots as SVG: everything in its frame, in its order, and told in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inline_snapshot import external_file
from playwright.sync_api import Browser

from kb.analysis.forest import Kind, rows
from kb.analysis.plots.plot import Plot, Shown, computed
from kb.analysis.pooling import pool
from kb.figures.forest import draw
from kb.figures.svg import Drawing
from tests.picture import boxes, classed, frame, marks, parsed, words

LABELS = ["Abbot 1999", "Bishop & Co <2001>", "Canon 2010", "茶 2012"]
EFFECTS, VARIANCES = [-0.2, 0.1, 0.9, 0.3], [0.01, 0.04, 4.0, 0.02]


def plot(shown: Sequence[Shown], **fields: object) -> Plot:
    """Give a plot."""
    told = {"title": "Height: difference", "subject": "It grows.", "axis": "Difference, cm"}
    return Plot(**{**told, "null": 0.0, **fields}, shown=tuple(shown))  # type: ignore[arg-type]  # the fields of a plot


def study(value: float, low: float | None = None, high: float | None = None) -> Shown:
    """Give a row of a study."""
    return Shown(Kind.study, "Someone 2031", value, low, high, f"{value:g}")


def pooled(labels: Sequence[str] = LABELS) -> Plot:
    """Give a plot of four studies and their pool."""
    drawn = computed(
        rows(labels, EFFECTS, VARIANCES, pool(EFFECTS, VARIANCES)), ["n = 12", "", "", "indirect"]
    )
    return plot(drawn, favours=("the silence", "humming"))


PICTURE = draw("taller-forest-1", pooled())


def test_a_forest_plot_is_drawn_as_it_was() -> None:
    assert PICTURE.svg == external_file("golden/forest.svg", format=".txt")


def test_title_and_description_tell_all_that_is_shown() -> None:
    assert PICTURE.title == "Forest plot: Height: difference"
    assert PICTURE.description == (
        "Difference, cm. Below 0 it favours the silence, above it humming."
        " Abbot 1999: −0.20 (−0.40 to 0.00), weight 38.9 %, n = 12;"
        " Bishop & Co <2001>: 0.10 (−0.29 to 0.49), weight 26.7 %;"
        " Canon 2010: 0.90 (−3.02 to 4.82), weight 0.6 %;"
        " 茶 2012: 0.30 (0.02 to 0.58), weight 33.8 %, indirect;"
        " pooled: 0.06 (−0.45 to 0.56); prediction: −0.85 to 0.96."
    )
    assert parsed(PICTURE).get("role") == "img"


def test_every_label_and_number_is_written_once() -> None:
    written = words(PICTURE)
    told = [text for one in pooled().shown for text in (one.label, one.told)]
    assert [written.count(text) for text in told] == [1] * len(told)
    assert {"← favours the silence", "favours humming →", "Weight", "38.9 %"} <= set(written)


def test_marks_mean_what_the_legend_says() -> None:
    assert len(classed(PICTURE, "kbf-mark")) == 4
    assert len(classed(PICTURE, "kbf-pool")) == 1
    assert len(classed(PICTURE, "kbf-further")) == 1
    legend = " ".join(words(PICTURE))
    assert "Square: a study; the larger, the more weight; arrow: the interval goes on;" in legend
    assert "diamond: all pooled; dashed: where a further study may lie." in legend
    assert "open" not in legend


def test_the_heavier_a_study_the_larger_its_square() -> None:
    sides = [float(mark.get("width") or 0) for mark in classed(PICTURE, "kbf-mark")]
    weights = [one.weight or 0 for one in pooled().shown[:4]]
    by_weight = sorted(zip(weights, sides, strict=True))
    assert [side for _, side in by_weight] == sorted(sides)


def test_a_study_without_interval_is_an_open_square() -> None:
    drawn = draw("a", plot([study(1), study(2, 1, 3)]))
    assert [len(classed(drawn, name)) for name in ("kbf-open", "kbf-mark", "kbf-interval")] == [
        *(1, 1, 1),
    ]
    assert "open: no interval known" in " ".join(words(drawn))
    assert "Weight" not in words(drawn)


def test_estimates_without_any_interval_are_drawn_as_well() -> None:
    assert len(classed(draw("a", plot([study(1), study(2)])), "kbf-open")) == 2


@pytest.mark.parametrize(
    ("ends", "arrows"),
    [((-30.0, 3.0), 1), ((1.0, 60.0), 1), ((-math.inf, math.inf), 2), ((1.0, 3.0), 0)],
)
def test_an_interval_beyond_the_axis_ends_in_arrows(ends: tuple[float, float], arrows: int) -> None:
    drawn = draw("a", plot([study(2, 1, 3), study(2, 1, 3), study(2, *ends)]))
    assert len(classed(drawn, "kbf-arrow")) == arrows


@pytest.mark.parametrize(
    ("null", "shown", "lines"),
    [(0.0, [study(2, 1, 3)], 1), (0.0, [study(90, 89.9, 90.1)], 0), (None, [study(2, 1, 3)], 0)],
)
def test_no_effect_has_a_line_where_there_is_one_and_it_is_near(
    null: float | None, shown: list[Shown], lines: int
) -> None:
    drawn = draw("a", plot(shown, null=null, favours=("one", "other")))
    assert len(classed(drawn, "kbf-null")) == lines
    assert ("favours other →" in words(drawn)) == bool(lines)
    assert any("no effect" in text for text in words(drawn)) == bool(lines)


def test_no_effect_stands_between_its_sides_on_a_logarithmic_axis() -> None:
    drawn = draw("a", plot([study(0.5, 0.25, 1.0), study(2, 1, 4)], null=1.0, is_log=True))
    left, right = (float(mark.get("x") or 0) + 4.5 for mark in classed(drawn, "kbf-mark"))
    (null,) = classed(drawn, "kbf-null")
    assert float(null.get("x1") or 0) == pytest.approx((left + right) / 2, abs=0.2)


# -- what is said ----------------------------------------------------------------------------


def test_what_is_said_is_a_bar_above_a_rule() -> None:
    said = Shown(Kind.said, "A post", 60, 0, 60, "up to +60 %")
    drawn = draw("a", plot([said, study(20)], null_told="no difference", name="Said"))
    (bar,) = classed(drawn, "kbf-said")
    (mark,) = classed(drawn, "kbf-open")
    assert float(bar.get("width") or 0) > 2 * (float(mark.get("x") or 0) - float(bar.get("x") or 0))
    assert len(classed(drawn, "kbf-rule")) == 2
    assert drawn.title == "Said: Height: difference"
    assert {"Number", "Difference, cm (dashed line: no difference)"} <= set(words(drawn))
    assert "Bar: what is said; square: a study; open: no interval known." in words(drawn)


def test_nothing_that_is_said_is_still_a_line() -> None:
    drawn = draw("a", plot([Shown(Kind.said, "A post", 0, 0, 0, "0 %")], null_told=""))
    assert [bar.get("width") for bar in classed(drawn, "kbf-said")] == ["2"]
    assert "Difference, cm" in words(drawn)
    assert words(drawn)[-1] == "Bar: what is said."


# -- geometry --------------------------------------------------------------------------------

labels = st.text(min_size=1, max_size=60)
values = st.floats(-1e12, 1e12)


@st.composite
def shown(draw: st.DrawFn) -> Shown:
    """Draw any row."""
    low, value, high = sorted(draw(st.tuples(values, values, values)))
    ends = draw(st.sampled_from([(low, high), (None, None), (-math.inf, high), (low, math.inf)]))
    return Shown(
        draw(st.sampled_from([Kind.study, Kind.pooled, Kind.prediction, Kind.said])),
        *(draw(labels), value, *ends, draw(labels), draw(labels)),
        weight=draw(st.none() | st.floats(0, 100)),
    )


@st.composite
def plots(draw: st.DrawFn) -> Plot:
    """Draw any plot."""
    found = draw(st.lists(shown(), min_size=1, max_size=6))
    return Plot(
        *(draw(labels), draw(labels), draw(labels)),
        shown=tuple(found),
        null=draw(st.none() | st.just(0.0) | values),
        favours=draw(st.none() | st.tuples(labels, labels)),
    )


@given(plots())
def test_all_of_any_plot_stands_in_its_frame(any_plot: Plot) -> None:
    drawn = draw("any", any_plot)
    view = frame(drawn)
    assert [box for box in boxes(drawn) if not view.holds(box)] == []
    assert [box for box in marks(drawn) if not view.holds(box)] == []


@given(plots())
def test_no_words_of_any_plot_stand_upon_others(any_plot: Plot) -> None:
    found = boxes(draw("any", any_plot))
    assert [
        (one.text, other.text)
        for at, one in enumerate(found)
        for other in found[at + 1 :]
        if one.text.strip() and other.text.strip() and one.touches(other)
    ] == []


@given(st.lists(values, min_size=1, max_size=8))
def test_order_on_the_plot_is_the_order_of_the_numbers(found: list[float]) -> None:
    drawn = draw("any", plot([study(value) for value in found]))
    places = [float(mark.get("x") or 0) for mark in classed(drawn, "kbf-open")]
    by_value = sorted(zip(found, places, strict=True))
    assert [place for _, place in by_value] == sorted(places)


# -- in a browser ----------------------------------------------------------------------------

CLIPPED = """
(font) => {
    const plot = document.querySelector('svg');
    const box = plot.getBoundingClientRect();
    return [...plot.querySelectorAll('text')].filter(text => {
        text.style.fontFamily = font;
        const place = text.getBoundingClientRect();
        return place.left < box.left || place.right > box.right
            || place.top < box.top || place.bottom > box.bottom;
    }).map(text => text.textContent);
}
"""


@pytest.mark.browser
def test_svg_clips_no_text_in_narrow_and_wide_fonts(browser: Browser, tmp_path: Path) -> None:
    drawn: Drawing = draw("a", pooled(["W" * 60, "iiii many small letters, iiii", *LABELS[2:]]))
    file = tmp_path / "forest.svg"
    file.write_text(drawn.svg, "utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    clipped = [page.evaluate(CLIPPED, font) for font in ("Liberation Sans", "DejaVu Sans")]
    page.close()
    assert clipped == [[], []]
