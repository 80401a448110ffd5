"""Effects with their variances from a CSV file; its mistakes as problems with their lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from kb.analysis.effects import Effect, EffectError
from kb.analysis.effects.effect import require
from kb.analysis.effects.measure import MEASURES
from kb.cli.csv_lines import CsvError, Line, lines
from kb.problems import Place, Problem

LABELS = ("label", "study", "slab", "name", "author", "trial", "id")
"""Names of a column of labels, the likeliest first."""
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
CODES: Mapping[str, str] = {
    "unreadable-csv": """
        A CSV file cannot be read.

        It is not UTF-8, or a quote that opens does not close.

        Wrong: "Doe 2001,0.4,0.02
        Right: "Doe 2001",0.4,0.02""",
    "missing-column": """
        A table of studies lacks the columns from which effects come.

        Effects stand in `yi` with their variances in `vi`; or `kb pool --measure` names what to
        compute from raw columns: `m1, sd1, n1, m2, sd2, n2` for MD, `a, b, c, d` for RR.

        Wrong: study,effect,variance
        Right: study,yi,vi""",
    "repeated-column": """
        Two columns of a table of studies have one name.

        `m1` and `m1i` are one name, too.

        Wrong: study,yi,yi
        Right: study,yi,vi""",
    "no-studies": """
        A table of studies has none.

        The first line names the columns, each further one is a study.

        Wrong: study,yi,vi
        Right: study,yi,vi
               Doe 2001,0.4,0.02
               Roe 2002,0.1,0.03""",
    "one-study": """
        A single study cannot be pooled.

        It is shown as it is: estimate and interval, but no variance between studies.

        Wrong: study,yi,vi
               Doe 2001,0.4,0.02
        Right: study,yi,vi
               Doe 2001,0.4,0.02
               Roe 2002,0.1,0.03""",
    "ragged-line": """
        A line of a table has more or fewer cells than the first one names columns.

        Often a comma in a name, which then needs quotes.

        Wrong: Doe, 2001,0.4,0.02
        Right: "Doe, 2001",0.4,0.02""",
    "no-number": """
        A cell that must hold a number does not.

        Numbers are as `-0.4` or `1.2e-3`: a point for decimals, no units, no `NA`.

        Wrong: Doe 2001,"0,4",0.02
        Right: Doe 2001,0.4,0.02""",
    "no-effect": """
        The numbers of a study give no effect.

        As a variance of 0, a negative standard deviation, more events than people.

        Wrong: Doe 2001,0.4,0
        Right: Doe 2001,0.4,0.02""",
}
"""What each problem of a table means."""
Compute = Callable[[Sequence[float]], Effect]


def _from_variance(yi: float, vi: float) -> Effect:
    require(vi > 0, f"`vi` is {vi:g}: a variance is above 0")
    return Effect(yi, vi)


def _from_se(yi: float, se: float) -> Effect:
    require(se > 0, f"`se` is {se:g}: a standard error is above 0")
    return Effect(yi, se * se)


GIVEN: Mapping[tuple[str, ...], Callable[[float, float], Effect]] = {
    ("yi", "vi"): _from_variance,
    ("yi", "se"): _from_se,
}
"""Columns of effects that are computed already."""
KNOWN = frozenset(
    name
    for ways in (GIVEN, *(measure.ways for measure in MEASURES.values()))
    for way in ways
    for name in way
)


@dataclass(slots=True)
class EffectTable:
    """Studies in the order of their lines, and the columns from which their effects come."""

    columns: tuple[str, ...]
    labels: list[str] = field(default_factory=list)
    effects: list[float] = field(default_factory=list)
    variances: list[float] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)


def read(file: str, data: bytes, measure: str | None) -> tuple[EffectTable, list[Problem]]:
    """The studies of a file, and a problem for each line that gives none.

    Raises
    ------
    CsvError
        If it is no table with the columns needed.
    """
    header, *body = lines(file, data)
    names = [_canonical(cell) for cell in header.cells]
    columns, compute = _plan(header, names, measure)
    table, problems = EffectTable(columns), list[Problem]()
    label = next((names.index(name) for name in LABELS if name in names), None)
    indices = [names.index(column) for column in columns]
    for number, line in enumerate(body, 1):
        effect = _effect(line, header, indices, compute)
        if isinstance(effect, Problem):
            problems.append(effect)
            continue
        told = "" if label is None else line.cells[label].strip()
        table.labels.append(told or f"study {number}")
        table.effects.append(effect.value)
        table.variances.append(effect.variance)
        table.places.append(line.place())
    if not body:
        hint = "write a line for each study below them"
        raise CsvError(Problem(header.place(), "no-studies", "column names, but no studies", hint))
    return table, problems


def _canonical(name: str) -> str:
    """A column's name as it is known here: metafor's `m1i` is `m1`."""
    plain = name.strip().casefold()
    short = plain.removesuffix("i")
    return short if plain not in KNOWN and short in KNOWN else plain


def _plan(header: Line, names: list[str], measure: str | None) -> tuple[tuple[str, ...], Compute]:
    """From which columns, and how, an effect is computed: raw ones, else given ones."""
    raw = MEASURES[measure].columns(names) if measure else None
    columns = raw or next((way for way in GIVEN if set(way) <= set(names)), None)
    if columns is None:
        raise CsvError(_missing(header, names, measure))
    for column in columns:
        if names.count(column) > 1:
            at = names.index(column, names.index(column) + 1)
            message = f"the column `{column}` stands twice"
            problem = Problem(header.place(at), "repeated-column", message, "rename one of them")
            raise CsvError(problem)
    if raw and measure:
        return columns, partial(MEASURES[measure].effect, columns)
    return columns, lambda numbers: GIVEN[columns](*numbers)


def _missing(header: Line, names: list[str], measure: str | None) -> Problem:
    """Which columns are missing, by what is there."""
    if all(NUMBER.fullmatch(cell.strip()) for cell in header.cells):
        message = "there are numbers where the names of columns should be"
        hint = "let the first line name the columns, as `study,yi,vi`"
        return Problem(header.place(), "missing-column", message, hint)
    suited = [name for name, each in MEASURES.items() if each.columns(names)]
    if measure:
        ways = " or ".join(", ".join(way) for way in MEASURES[measure].ways)
        message, hint = f"{measure} needs the columns {ways}, or else yi and vi", ""
    else:
        message = "there are no columns yi and vi (or yi and se)"
        hint = "name the effects `yi`, their variances `vi`"
    if suited:
        hint = f"say what to compute: these columns suit --measure {', '.join(suited)}"
    there = ", ".join(cell.strip() for cell in header.cells)
    return Problem(header.place(), "missing-column", f"{message}; there are: {there}", hint)


def _effect(line: Line, header: Line, indices: Sequence[int], compute: Compute) -> Effect | Problem:
    """The effect of one study, or why there is none."""
    if len(line.cells) != len(header.cells):
        message = f"{len(line.cells)} cells where the first line names {len(header.cells)} columns"
        hint = "see to missing or needless delimiters; a text with one in it needs quotes"
        return Problem(line.place(), "ragged-line", message, hint)
    values = []
    for index in indices:
        cell = line.cells[index].strip()
        if not NUMBER.fullmatch(cell):
            name = header.cells[index].strip()
            return Problem(line.place(index), "no-number", *_no_number(cell, name))
        values.append(float(cell))
    try:
        return compute(values)
    except EffectError as error:
        hint = "correct the numbers, or take the line out"
        return Problem(line.place(indices[-1]), "no-effect", str(error), hint)


def _no_number(cell: str, name: str) -> tuple[str, str]:
    """What is wrong with a cell that holds no number, and its fix."""
    if not cell:
        return f"`{name}` is empty", "give a number, or take the line out"
    for odd, plain in (",.", "−-"):
        meant = cell.replace(odd, plain)
        if NUMBER.fullmatch(meant):
            return f"`{cell}` in `{name}` is no number", f"write `{plain}` for `{odd}`: {meant}"
    return f"`{cell}` in `{name}` is no number", "give a number, or take the line out"
