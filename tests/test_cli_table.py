"""Tables for people: they fit the terminal, cut no number, and are plain in a pipe."""

from __future__ import annotations

import os
import pty
import re
import struct
import subprocess
import termios
from fcntl import ioctl
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inline_snapshot import snapshot
from rich.cells import cell_len

from kb.cli import coloured
from kb.cli.table import fitted, plain, shown
from tests.command import PROGRAM
from tests.test_cli_check import on_a_terminal

BOLD = re.compile(r"\x1b\[\d*m")
NAMES = ["id", "claim", "n"]
ROWS: list[list[object]] = [
    [
        "cold-hands-tire-later",
        "Hands that were cold for a while tire later than warm ones.",
        1234567.5,
    ],
    ["short", "A claim.", None],
]


def fits(width: int, *names: str, rows: list[list[object]] = ROWS, **given: object) -> list[str]:
    """Give the lines of a table in a terminal of a width, without what makes them bold."""
    lines, _ = fitted(list(names) or NAMES, rows, width, **given)  # type: ignore[arg-type]
    return [BOLD.sub("", line) for line in lines]


def test_words_wrap_and_ids_break_at_hyphens() -> None:
    assert "\n".join(fits(58, main="claim")) == snapshot("""\
id                claim                                  n
cold-hands-tire-  Hands that were cold for a     1234567.5
later             while tire later than warm
                  ones.
short             A claim.                               –\
""")


def test_a_table_with_room_has_a_line_a_row() -> None:
    assert "\n".join(fits(120)) == snapshot("""\
id                     claim                                                                n
cold-hands-tire-later  Hands that were cold for a while tire later than warm ones.  1234567.5
short                  A claim.                                                             –\
""")


def test_columns_to_spare_go_first_and_are_named() -> None:
    lines, left_out = fitted(NAMES, ROWS, 36, "claim", ["n", "id"])
    assert left_out == ["n", "id"]
    assert BOLD.sub("", lines[0]).strip() == "claim"


def test_what_does_not_fit_is_told_a_record_at_a_time() -> None:
    assert "\n".join(fits(24)) == snapshot("""\
id     cold-hands-tire-l
       ater
claim  Hands that were
       cold for a while
       tire later than
       warm ones.
n      1234567.5

id     short
claim  A claim.
n      –\
""")


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_no_line_is_longer_than_the_terminal(width: int) -> None:
    rows: list[list[object]] = [["漢字" * 30, "word " * 40, "x" * 300, 3.14]]
    assert max(map(cell_len, fits(width, "a", "b", "c", "d", rows=rows))) <= width


NUMBERS = st.one_of(st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False), st.none())


@settings(max_examples=30)  # each draws a table
@given(
    st.lists(st.tuples(st.text(max_size=80), NUMBERS), min_size=1, max_size=5), st.integers(40, 130)
)
def test_numbers_are_never_cut(rows: list[tuple[str, float | None]], width: int) -> None:
    lines = fits(width, "words", "number", rows=[list(row) for row in rows])
    for _, number in rows:
        assert any(shown(number) in line for line in lines)


def test_in_a_pipe_each_row_is_a_line_in_straight_columns() -> None:
    assert "\n".join(plain(NAMES, [*ROWS, ["two\nlines", "漢字", b"\0"]])) == snapshot("""\
id                     claim                                                        n
cold-hands-tire-later  Hands that were cold for a while tire later than warm ones.  1234567.5
short                  A claim.                                                     –
two lines              漢字                                                         1 byte\
""")


def test_in_a_pipe_a_very_long_cell_does_not_fill_the_others() -> None:
    lines = plain(["a", "b"], [["x" * 1000, 1], ["y", 2]])
    assert lines[1] == f"{'x' * 1000}  1"
    assert lines[2] == f"y{' ' * 119}  2"


# -- colour ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, None),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, None),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "0"}, None),
        ({"CLICOLOR_FORCE": "1", "CLICOLOR": "0"}, True),
        ({"CLICOLOR": "0"}, False),
        ({"CLICOLOR": "1"}, None),
        ({"TERM": "dumb"}, False),
    ],
)
def test_colour_is_what_the_environment_asks_for(
    environment: dict[str, str],
    expected: bool | None,  # noqa: FBT001 - pytest gives it by name
) -> None:
    assert coloured(environment) is expected


def in_a_window(width: int, *words: str | Path, **environment: str) -> str:
    """Give what the program prints in a terminal of a width."""
    ours, theirs = pty.openpty()
    ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
    rest = {
        name: value for name, value in os.environ.items() if name not in {"COLUMNS", "NO_COLOR"}
    }
    with subprocess.Popen(
        [PROGRAM, *words],
        stdout=theirs,
        stderr=subprocess.PIPE,
        env={**rest, "TERM": "xterm", **environment},
    ):
        os.close(theirs)
        printed = b""
        while part := _part(ours):
            printed += part
    os.close(ours)
    return printed.decode()


def _part(terminal: int) -> bytes:
    """Read what is there; at the end, which is an error on Linux, nothing."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def test_search_in_a_narrow_window_leaves_out_what_the_claim_says_itself(built: Path) -> None:
    printed = in_a_window(80, "search", "pain", "--root", built)
    head, *lines = BOLD.sub("", printed).splitlines()
    assert head.split() == ["claim_id", "claim", "verdict", "certainty"]
    assert max(map(len, lines)) <= 80
    assert "\x1b[1m" in printed


def test_what_there_was_no_room_for_is_said_aside(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    printed = on_a_terminal("search", "pain", "--root", built)
    assert "no room for direction, outcome, population: see --json, or a wider window" in printed
    monkeypatch.setenv("COLUMNS", "110")
    assert "no room for direction, outcome: see" in on_a_terminal("search", "pain", "--root", built)


def test_no_color_takes_the_colour_off(built: Path) -> None:
    assert "\x1b" not in in_a_window(80, "search", "pain", "--root", built, NO_COLOR="1")
