"""Plots of estimates: a row each, with its interval on one axis and its numbers beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kb.analysis.forest import Kind
from kb.analysis.plots.plot import Plot, Shown
from kb.figures import axis, mark, reach
from kb.figures.scale import Scale
from kb.figures.svg import Drawing, figure, label, line
from kb.figures.text import HEAD, NOTE, width, wrapped

WIDTH, EDGE, GAP = 720, 14, 14
"""Width of a plot if its texts leave room, what is free around it, and between its columns."""
LABELS, LEAST, NEAR = 240, 200, 8
"""Room for the labels before they wrap, the least width of the axis, a note beside its label."""
HEAD_LINE, LINE, NOTE_LINE, AIR = 20, 17, 15, 5
"""Heights of lines, and what is free above and below a row."""
NUMBERS, PLAIN, WEIGHT = "Estimate (95 % interval)", "Number", "Weight"
"""Names of the columns; numbers are plain where none has an interval."""
Drawn = tuple[list[str], float]
"""What is drawn, and the height below it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its label and note in lines of text."""

    shown: Shown
    label: tuple[str, ...]
    note: tuple[str, ...]

    @property
    def height(self) -> int:
        """From the row above to the row below."""
        notes = 0 if self.is_short else len(self.note)
        return LINE * len(self.label) + NOTE_LINE * notes + 2 * AIR

    @property
    def widths(self) -> tuple[float, float]:
        """Of the label and of its note."""
        is_bold = self.shown.kind is Kind.pooled
        label = max(width(each, is_bold=is_bold) for each in self.label)
        return label, max((width(each, NOTE) for each in self.note), default=0.0)

    @property
    def is_short(self) -> bool:
        """Whether label and note have room on one line."""
        return len(self.label) == len(self.note) == 1 and sum(self.widths) + NEAR <= LABELS

    @property
    def weight(self) -> str:
        """The weight as it is written."""
        return "" if self.shown.weight is None else f"{self.shown.weight:.1f} %"


@dataclass(frozen=True, slots=True)
class Columns:
    """Where labels, axis, numbers and weights stand, and how wide it all is."""

    scale: Scale
    numbers: float
    weights: float | None
    width: float


def draw(key: str, plot: Plot) -> Drawing:
    """The picture of a plot, under an id."""
    lines = [_lined(one) for one in plot.shown]
    columns = _columns(plot, lines)
    head, top = _head(plot, columns)
    rows, bottom = _rows(columns, lines, top)
    foot, end = _foot(plot, columns, bottom)
    told = (f"{plot.name}: {plot.title}", described(plot))
    size = (columns.width, end + EDGE - AIR)
    return figure(
        (key, plot.kind),
        size,
        told,
        [*head, *_null(plot, columns, top, bottom), *rows, *foot],
    )


def described(plot: Plot) -> str:
    """A plot in words."""
    rows = "; ".join(f"{one.label}: {_in_words(one)}" for one in plot.shown)
    sides = ""
    if plot.favours and plot.null is not None:
        below, above = plot.favours
        sides = f" Below {plot.null:g} it favours {below}, above it {above}."
    return f"{plot.axis}.{sides} {rows}."


def _in_words(one: Shown) -> str:
    weight = None if one.weight is None else f"weight {one.weight:.1f} %"
    return ", ".join(filter(None, (one.told, weight, one.note)))


def _lined(one: Shown) -> Line:
    is_bold = one.kind is Kind.pooled
    name = wrapped(one.label, LABELS, is_bold=is_bold) or [""]
    return Line(one, tuple(name), tuple(wrapped(one.note, LABELS, NOTE)))


def _columns(plot: Plot, lines: Sequence[Line]) -> Columns:
    """As wide as the texts need, and the axis as wide as that leaves."""
    labels = max(sum(line.widths) + NEAR if line.is_short else max(line.widths) for line in lines)
    numbers = max(
        width(_numbers(plot), NOTE), *(width(one.shown.told, is_bold=True) for one in lines)
    )
    weights = max(width(one.weight) for one in lines)
    beside = GAP + max(weights, width(WEIGHT, NOTE)) if weights else 0.0
    free = WIDTH - 2 * EDGE - labels - 2 * GAP - numbers - beside
    scale = replace(reach.scale(plot), left=0.0, right=max(float(LEAST), free))
    before, after = axis.overhang(scale)
    left = EDGE + max(labels + GAP, before)
    right = left + scale.right
    end = right + max(GAP + numbers + beside, after)
    scale = replace(scale, left=left, right=right)
    return Columns(scale, right + GAP, end if beside else None, end + EDGE)


def _head(plot: Plot, columns: Columns) -> Drawn:
    """Title and subject; below them the names of the columns."""
    room, y = columns.width - 2 * EDGE, float(EDGE)
    parts = []
    for text in wrapped(plot.title, room, HEAD, is_bold=True):
        y += HEAD_LINE
        parts.append(label(EDGE, y - 5, text, class_="kbf-head"))
    subject = wrapped(plot.subject, room)
    for text in subject:
        y += LINE
        parts.append(label(EDGE, y - 3, text, class_="kbf-soft"))
    has_room = len(subject) == 1 and EDGE + width(subject[0]) + GAP <= columns.numbers
    y += 2 * AIR if has_room else LINE + 2 * AIR
    parts.append(label(columns.numbers, y - AIR, _numbers(plot), class_="kbf-note"))
    if columns.weights is not None:
        end = columns.weights
        parts.append(label(end, y - AIR, WEIGHT, anchor="end", class_="kbf-note"))
    return [*parts, line(EDGE, y, columns.width - EDGE, y, "kbf-rule")], y


def _numbers(plot: Plot) -> str:
    """What the numbers are."""
    return NUMBERS if any(one.low is not None for one in _measured(plot)) else PLAIN


def _measured(plot: Plot) -> list[Shown]:
    """The rows that are not only said."""
    return [one for one in plot.shown if one.kind is not Kind.said]


def _rows(columns: Columns, lines: Sequence[Line], y: float) -> Drawn:
    """Row below row; rules set apart what is said, the studies, and their pool."""
    parts, before = [], lines[0].shown.kind
    for one in lines:
        if one.shown.kind is not before and Kind.prediction is not one.shown.kind:
            parts.append(line(EDGE, y, columns.width - EDGE, y, "kbf-rule"))
        parts += _row(columns, one, y + AIR)
        y, before = y + one.height, one.shown.kind
    return parts, y


def _row(columns: Columns, one: Line, y: float) -> Iterator[str]:
    """A row from y downwards; mark and numbers stand beside the first line of its label."""
    style = "kbf-strong" if one.shown.kind is Kind.pooled else "kbf-ink"
    base = y + 13
    for place, text in enumerate(one.label):
        yield label(EDGE, base + LINE * place, text, class_=style)
    yield from _note(one, base)
    yield from mark.drawn(columns.scale, one.shown, y + LINE / 2)
    yield label(columns.numbers, base, one.shown.told, class_=style)
    if one.weight and columns.weights is not None:
        yield label(columns.weights, base, one.weight, anchor="end", class_="kbf-ink")


def _note(one: Line, base: float) -> Iterator[str]:
    """The note of a row: behind its label, else below it."""
    if one.is_short:
        yield label(EDGE + one.widths[0] + NEAR, base, one.note[0], class_="kbf-note")
        return
    below = base + LINE * len(one.label) - 1
    for place, text in enumerate(one.note):
        yield label(EDGE, below + NOTE_LINE * place, text, class_="kbf-note")


def _null(plot: Plot, columns: Columns, top: float, bottom: float) -> list[str]:
    """The line of no effect, where there is one and it is on the axis."""
    if plot.null is None or not columns.scale.holds(plot.null):
        return []
    x = columns.scale.place(plot.null)
    return [line(x, top, x, bottom + AIR, "kbf-null")]


def _foot(plot: Plot, columns: Columns, y: float) -> Drawn:
    """The axis, what its sides mean, its title, and how to read the marks."""
    scale, room, ends = columns.scale, columns.width - 2 * EDGE, (EDGE, columns.width - EDGE)
    parts, y = axis.drawn(scale, y + AIR), y + AIR + axis.HEIGHT + LINE
    if plot.favours and plot.null is not None and scale.holds(plot.null):
        told, y = axis.sides(plot.favours, scale.place(plot.null), y, ends)
        parts += told
    told, y = axis.titled(scale, _axis_title(plot, scale), y, ends)
    parts, y = [*parts, *told], y + AIR
    for text in wrapped(_legend(plot, scale), room, NOTE):
        parts.append(label(EDGE, y, text, class_="kbf-note"))
        y += NOTE_LINE
    return parts, y - NOTE_LINE


def _axis_title(plot: Plot, scale: Scale) -> str:
    """What the axis measures, and what the dashed line is."""
    is_drawn = plot.null is not None and scale.holds(plot.null) and plot.null_told
    return f"{plot.axis} (dashed line: {plot.null_told})" if is_drawn else plot.axis


def _legend(plot: Plot, scale: Scale) -> str:
    """What the marks mean that are there."""
    shown, kinds = _measured(plot), {one.kind for one in plot.shown}
    ends = [end for one in shown for end in (one.low, one.high) if end is not None]
    has = {
        "bar: what is said": Kind.said in kinds,
        "square: a study": Kind.study in kinds,
        "the larger, the more weight": any(one.weight is not None for one in shown),
        "open: no interval known": any(one.low is None for one in shown),
        "arrow: the interval goes on": not all(map(scale.holds, ends)),
        "diamond: all pooled": Kind.pooled in kinds,
        "dashed: where a further study may lie": Kind.prediction in kinds,
    }
    told = "; ".join(words for words, is_there in has.items() if is_there)
    return f"{told[:1].upper()}{told[1:]}."
