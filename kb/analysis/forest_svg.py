"""A forest plot as SVG that stands alone: no script, no font to load, light and dark."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Literal

import altair as alt
import vl_convert

from kb.analysis.forest import Kind, Row, domain, numbers

FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
"""Fonts of one width: what is measured with one fits with the others."""
SIZE, ROW_HEIGHT, WIDTH, EDGE = 12, 22, 320, 12
WIDER = 1.3
"""Pixels a character kept free at the edges, for fonts that are wider."""
LONGEST = 60
"""Characters of a label."""
INK, FAINT, MARK, PAPER = "#1c1c1c", "#767676", "#20548f", "#ffffff"
DARK: Mapping[str, str] = {INK: "#ececec", FAINT: "#9a9a9a", MARK: "#8bb8f0", PAPER: "#161616"}
"""Each colour in the dark."""


def svg(rows: Sequence[Row], title: str, null: float | None) -> str:
    """The plot of rows that `kb.analysis.forest.rows` gives; `null` is the value of no effect."""
    drawn = vl_convert.vegalite_to_svg(_chart(rows, title, null).to_json())
    opening, rest = drawn.split(">", 1)
    return (
        f'{opening} role="img" aria-labelledby="forest-title forest-description">'
        f'<title id="forest-title">Forest plot: {escape(title)}</title>'
        f'<desc id="forest-description">{escape(_described(rows))}</desc>'
        f"<style>{_dark()}</style>{rest}\n"
    )


def _dark() -> str:
    """Rules for the dark, which go before colours that stand in attributes."""
    rules = "".join(
        f'[{paint}="{light}"]{{{paint}:{dark}}}'
        for light, dark in DARK.items()
        for paint in ("fill", "stroke")
    )
    return f"@media (prefers-color-scheme: dark){{{rules}}}"


def _described(rows: Sequence[Row]) -> str:
    """The rows in words, for whoever does not see them."""
    told = zip(rows, numbers(rows), strict=True)
    return "; ".join(f"{row.label} {text}" for row, text in told)


def _chart(rows: Sequence[Row], title: str, null: float | None) -> alt.LayerChart:
    """Intervals, marks and the line of no effect; labels and numbers are axes, so they fit."""
    low, high = domain(rows, null)
    data = alt.InlineData([_record(at, row, low, high) for at, row in enumerate(rows)])
    labels = [_shortened(row.label) for row in rows]
    texts = [_text(row, told) for row, told in zip(rows, numbers(rows), strict=True)]
    left, right, plain = (
        alt.Chart(data).encode(y=alt.Y("row:O", axis=axis))
        for axis in (_axis(labels, "left"), _axis(texts, "right"), None)
    )
    scale = alt.Scale(domain=[low, high], nice=False, zero=False)
    across = alt.Axis(title=None, tickCount=5, grid=False)
    layers: list[alt.Chart] = [
        left.mark_rule(color=INK).encode(
            x=alt.X("low:Q", scale=scale, axis=across),
            x2="high:Q",
            strokeWidth=alt.StrokeWidth("thick:Q", scale=None),
            strokeDash=alt.StrokeDash("dash:N", scale=None),
        ),
        right.mark_point(filled=True, opacity=1, color=MARK).encode(
            x="estimate:Q",
            shape=alt.Shape("shape:N", scale=None),
            size=alt.Size("size:Q", scale=None),
        ),
        *(
            plain.mark_point(filled=True, opacity=1, color=INK, size=45, shape=shape)
            .encode(x=f"{end}:Q")
            .transform_filter(f"isValid(datum.{end})")
            for end, shape in (("cut_low", "triangle-left"), ("cut_high", "triangle-right"))
        ),
    ]
    if null is not None and low <= null <= high:
        nothing = alt.Chart(alt.InlineData([{"null": null}]))
        layers.insert(0, nothing.mark_rule(color=FAINT, strokeDash=[3, 3]).encode(x="null:Q"))
    return _dressed(alt.layer(*layers).resolve_axis(y="independent"), title, labels, texts)


def _record(at: int, row: Row, low: float, high: float) -> dict[str, object]:
    """What a row shows, cut to the axis."""
    return {
        "row": at,
        "low": max(row.low, low),
        "high": min(row.high, high),
        "cut_low": low if row.low < low else None,
        "cut_high": high if row.high > high else None,
        "estimate": None if row.kind is Kind.prediction else row.estimate,
        "size": 20 + 2.4 * (row.weight or 0) if row.kind is Kind.study else 160,
        "shape": "square" if row.kind is Kind.study else "diamond",
        "thick": 3 if row.kind is Kind.pooled else 1.2,
        "dash": [4, 3] if row.kind is Kind.prediction else [1, 0],
    }


def _shortened(label: str) -> str:
    """A label that is not too long."""
    return label if len(label) <= LONGEST else f"{label[: LONGEST - 1]}…"


def _text(row: Row, told: str) -> str:
    """Numbers and weight, aligned by spaces as wide as digits, the first of which are kept."""
    weight = "" if row.weight is None else f"  {row.weight:4.1f} %"
    return "\N{ZERO WIDTH SPACE}" + f"{told}{weight}".replace(" ", "\N{FIGURE SPACE}")


def _axis(texts: Sequence[str], side: Literal["left", "right"]) -> alt.Axis:
    """A text beside each row."""
    return alt.Axis(
        labelExpr=f"{json.dumps(texts)}[datum.value]",
        orient=side,
        title=None,
        labelLimit=0,
        labelOverlap=False,
        ticks=False,
        domain=False,
        labelPadding=10,
    )


def _dressed(
    chart: alt.LayerChart, title: str, labels: Sequence[str], texts: Sequence[str]
) -> alt.LayerChart:
    """Sizes, colours and fonts."""
    sides = {
        "left": EDGE + WIDER * max(map(len, labels)),
        "right": EDGE + WIDER * max(map(len, texts)),
    }
    heading = alt.TitleParams(
        title, anchor="start", frame="bounds", color=INK, fontSize=SIZE + 1, offset=8
    )
    dressed: alt.LayerChart = (
        chart.properties(
            width=WIDTH,
            height={"step": ROW_HEIGHT},
            padding={"top": EDGE, "bottom": EDGE, **sides},
            title=heading,
            background=PAPER,
        )
        .configure(font=FONT, aria=False)
        .configure_view(stroke=None)
        .configure_axis(labelColor=INK, domainColor=FAINT, tickColor=FAINT, labelFontSize=SIZE)
    )
    return dressed
