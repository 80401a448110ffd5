"""Cells that a spreadsheet would take for formulas: made inert, and told apart again."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.exports import spreadsheet
from kb.exports.belonging import VIEWS
from kb.exports.spreadsheet import active, inert
from tests.exports.selected import selected, written


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("https://example.org","here")',
        "+1+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1+1",
        "'=1",
        "''-x",
        "-",
    ],
)
def test_what_may_act_gets_an_apostrophe(text: str) -> None:
    assert inert(text) == f"'{text}"
    assert active(f"'{text}") == text


@pytest.mark.parametrize("value", [-3, -0.5, None, "-2", "+0.5", "-12.25", "a=b", "'quoted'", ""])
def test_numbers_and_plain_text_stay(value: object) -> None:
    assert inert(value) is value


@given(st.text(st.sampled_from("'=+-@\t\r\n＝a1.")) | st.text())
def test_text_comes_back(text: str) -> None:
    cell = inert(text)
    assert isinstance(cell, str)
    assert active(cell) == text


@given(st.text(st.sampled_from("'=+-@\t\r\n＋1. ")))
def test_no_cell_begins_as_a_formula_but_numbers(text: str) -> None:
    cell = str(inert(text))
    if cell[:1] in set("=+-@\t\r\n＝＋－＠"):
        assert str(float(cell))  # a number, or this fails


@pytest.mark.parametrize("view", VIEWS)
def test_rows_and_types_come_back(each: Path, view: str) -> None:
    read: dict[str, Callable[[str], object]] = {"TEXT": active, "INTEGER": int, "REAL": float}
    with selected(each) as selection:
        columns = selection.columns(view)
        rows = list(selection.tuples(view))
    text = io.StringIO(written(each, "csv", view=view).decode(), newline="")
    heading, *cells = csv.reader(text)
    assert heading == [column.name for column in columns]
    made = [
        tuple(
            read[column.type](cell) if cell else None
            for column, cell in zip(columns, row, strict=True)
        )
        for row in cells
    ]
    assert made == rows


def test_many_rows_are_written_piece_by_piece(monkeypatch: pytest.MonkeyPatch, tiny: Path) -> None:
    whole = written(tiny, "csv", view="statement_overview")
    monkeypatch.setattr(spreadsheet, "AT_A_TIME", 2)
    assert written(tiny, "csv", view="statement_overview") == whole
