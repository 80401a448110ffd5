"""Forest plots, in characters and as SVG."""

from __future__ import annotations

import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from inline_snapshot import snapshot
from playwright.sync_api import sync_playwright

from kb.analysis.forest import WIDTH, Kind, Row, domain, lines, numbers, rows
from kb.analysis.forest_svg import DARK, LONGEST, svg
from kb.analysis.pooling import Way, pool

LABELS = ["Abbot 1999", "Bishop & Co <2001>", "Canon 2010", "茶 2012"]
EFFECTS, VARIANCES = [-0.2, 0.1, 0.9, 0.3], [0.01, 0.04, 4.0, 0.02]


def shown(effects: list[float] = EFFECTS, variances: list[float] = VARIANCES) -> list[Row]:
    """Give the rows of a plot."""
    return rows(LABELS[: len(effects)], effects, variances, pool(effects, variances))


# -- in characters ---------------------------------------------------------------------------


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


# -- as SVG ----------------------------------------------------------------------------------

SVG = "{http://www.w3.org/2000/svg}"


def drawn(labels: list[str] = LABELS, null: float | None = 0.0) -> ET.Element:
    """Give the plot, parsed."""
    pooled = pool(EFFECTS, VARIANCES)
    plot = svg(rows(labels, EFFECTS, VARIANCES, pooled), "4 <studies>", null)
    return ET.fromstring(plot)  # noqa: S314 - our own text


def texts(plot: ET.Element) -> list[str]:
    """Give what is written in a plot."""
    return ["".join(text.itertext()) for text in plot.iter(f"{SVG}text")]


def test_svg_has_a_title_and_says_all_numbers_in_words() -> None:
    plot = drawn()
    title, description = plot.find(f"{SVG}title"), plot.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert plot.get("role") == "img"
    assert plot.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text == "Forest plot: 4 <studies>"
    assert description.text is not None
    assert "Bishop & Co <2001>" in description.text
    assert "pooled" in description.text


def test_svg_writes_every_label_once() -> None:
    written = texts(drawn())
    assert [written.count(label) for label in (*LABELS, "pooled", "prediction")] == [1] * 6
    assert written.count("4 <studies>") == 1


def test_svg_cuts_labels_that_are_too_long() -> None:
    assert f"{'x' * (LONGEST - 1)}…" in texts(drawn(["x" * 300, *LABELS[1:]]))


def test_svg_is_the_same_every_time_and_asks_for_nothing() -> None:
    once, again = ET.tostring(drawn()), ET.tostring(drawn())
    assert once == again
    assert b"<script" not in once
    assert b"href" not in once.replace(b"xmlns:xlink", b"")


def test_svg_names_no_colour_that_has_none_for_the_dark() -> None:
    plot = drawn()
    paints = {part.get(paint) for part in plot.iter() for paint in ("fill", "stroke")}
    assert paints <= {None, "none", "transparent", *DARK}
    style = plot.find(f"{SVG}style")
    assert style is not None
    assert all(f"{dark}" in (style.text or "") for dark in DARK.values())


def test_svg_has_a_line_of_no_effect_only_where_there_is_one() -> None:
    dashes = [
        len([part for part in drawn(null=null).iter() if part.get("stroke-dasharray") == "3,3"])
        for null in (0.0, None, 1e6)
    ]
    assert dashes == [1, 0, 0]


CLIPPED = """
(font) => {
    const plot = document.querySelector('svg');
    const box = plot.getBoundingClientRect();
    return [...plot.querySelectorAll('text')].filter(text => {
        text.setAttribute('font-family', font);
        const place = text.getBoundingClientRect();
        return place.left < box.left || place.right > box.right
            || place.top < box.top || place.bottom > box.bottom;
    }).map(text => text.textContent);
}
"""


@pytest.mark.browser
def test_svg_clips_no_text_in_narrow_and_wide_fonts(tmp_path: Path) -> None:
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("no chromium on PATH")
    file = tmp_path / "forest.svg"
    labels = ["W" * LONGEST, "a label with many small letters, iiii", *LABELS[2:]]
    file.write_text(
        svg(rows(labels, EFFECTS, VARIANCES, pool(EFFECTS, VARIANCES)), "4 studies", 0.0), "utf-8"
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(file.as_uri())
        clipped = [page.evaluate(CLIPPED, font) for font in ("Liberation Sans", "DejaVu Sans")]
        browser.close()
    assert clipped == [[], []]
